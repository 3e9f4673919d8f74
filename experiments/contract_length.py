"""T07b: contracts of one, three and five years (B28, C14)."""

import numpy as np

from simulator.evidence.checks import Check
from simulator.evidence.view import View, difference

FLAT = (-0.05, 0.05)  # our reading of "about flat"


def value(view: View) -> np.ndarray:
    """Value of both together a year."""
    return view.both("value")[:, :, 1:]


def goodwill(view: View) -> np.ndarray:
    """Mean goodwill of both sides."""
    return view.both("goodwill")[:, :, 1:] / 2.0


CHECKS = {
    "T07b": (
        Check("value_tense_3", difference("tense_3", "tense_1", value), digits=3),
        Check("value_tense_5", difference("tense_5", "tense_3", value), digits=3),
        Check("value_warm_3", difference("warm_3", "warm_1", value), digits=3),
        Check("value_warm_5", difference("warm_5", "warm_3", value), digits=3),
        Check("goodwill_tense", difference("tense_5", "tense_1", goodwill), digits=3),
        Check("goodwill_warm", difference("warm_5", "warm_1", goodwill), FLAT, digits=3),
    )
}
