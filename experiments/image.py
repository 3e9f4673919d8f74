"""T16: images that keep themselves alive (C2, A31)."""

import numpy as np

from simulator.evidence.checks import DOWN, Check, above, below
from simulator.evidence.view import View, Views, level, mean

HARD, SOFT = 0.5, 0.3  # our reading of a hard and a soft image


def image(view: View, season: int = 4) -> np.ndarray:
    """Hardness both expect of the other after a season."""
    return view.side("image")[:, :, season].mean(axis=-1)


def gap(arms: Views, strategy: str, season: int) -> np.ndarray:
    """Image from the hard start less that from the soft one."""
    return mean(image(arms[f"{strategy}_8"], season) - image(arms[f"{strategy}_2"], season))


CHECKS = {
    "T16": (
        Check("mirror_low", level("mirror_2", image), above(HARD)),
        Check("mirror_high", level("mirror_8", image), above(HARD)),
        Check("collab_low", level("collab_2", image), below(SOFT)),
        Check("collab_high", level("collab_8", image), below(SOFT)),
        Check("gap", lambda arms: gap(arms, "mirror", 2) - gap(arms, "collab", 2), digits=3),
        Check("closes", lambda arms: gap(arms, "mirror", 4) - gap(arms, "mirror", 0), DOWN),
    )
}
