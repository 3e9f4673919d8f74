"""T21: strict against generous mirroring. References: [Nowak1992]"""

import numpy as np

from simulator.evidence.checks import DOWN, Check
from simulator.evidence.view import View, difference


def tension(view: View) -> np.ndarray:
    """Tension of both sides at the end of the year."""
    return view.side("tension")


def value(view: View) -> np.ndarray:
    """Value of both together a year."""
    return view.both("value")[:, :, 1:]


CHECKS = {
    "T21": (
        Check("tension", difference("gmirror", "mirror", tension), DOWN),
        Check("value", difference("gmirror", "mirror", value)),
    )
}
