"""T17b: clarity of what was agreed (D19)."""

import numpy as np

from simulator.evidence.checks import DOWN, Check
from simulator.evidence.view import View, difference


def breaches(view: View) -> np.ndarray:
    """Share of sides that perceive a breach in a year."""
    return view.side("seen")[:, :, 1:] > 0


def trust(view: View) -> np.ndarray:
    """Trust of both sides."""
    return view.side("trust")[:, :, 1:]


def fewer(view: View) -> np.ndarray:
    """The same as numbers, so that twins can be subtracted."""
    return breaches(view).astype(float)


CHECKS = {
    "T17b": (
        Check("breaches", difference("clear", "vague", fewer), DOWN, digits=3),
        Check("trust", difference("clear", "vague", trust), digits=3),
    )
}
