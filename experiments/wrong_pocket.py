"""T24: alignment of other funders (E29-E30)."""

import numpy as np

from simulator.evidence.checks import Check
from simulator.evidence.view import View, difference


def value(view: View) -> np.ndarray:
    """Value of both together a year."""
    return view.both("value")[:, :, 1:]


CHECKS = {
    "T24": (
        Check("some", difference("some", "few", value), digits=3),
        Check("all", difference("all", "some", value), digits=3),
    )
}
