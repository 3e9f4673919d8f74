"""T11: how far the mandate is financial only (B18, B20)."""

import numpy as np

from simulator.evidence.checks import DOWN, Check
from simulator.evidence.view import View, difference


def content(view: View) -> np.ndarray:
    """Content in force."""
    return view.relation("content")[:, :, 1:]


def value(view: View) -> np.ndarray:
    """Value of both together a year."""
    return view.both("value")[:, :, 1:]


CHECKS = {
    "T11": (
        Check("content_half", difference("half", "broad", content), DOWN, digits=3),
        Check("content_money", difference("money", "half", content), DOWN, digits=3),
        Check("value_half", difference("half", "broad", value), DOWN, digits=3),
        Check("value_money", difference("money", "half", value), DOWN, digits=3),
    )
}
