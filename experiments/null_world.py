"""T20b: hard against cooperative play where the relation itself yields nothing."""

import numpy as np

from simulator.evidence.checks import Check
from simulator.evidence.view import View, difference

FUNDERS = ("press", "mirror", "argue", "hard", "collab")


def value(view: View) -> np.ndarray:
    """The provider's value a year under contracts made in the run."""
    return view.provider("value")[:, :, 1:]


CHECKS = {
    "T20b": tuple(
        Check(f, difference(f"hard_{f}", f"collab_{f}", value), digits=3) for f in FUNDERS
    )
}
