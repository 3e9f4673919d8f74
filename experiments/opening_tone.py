"""T23: how long the tone of the first season lasts (C4)."""

import numpy as np

from simulator.evidence.checks import DOWN, Check
from simulator.evidence.view import View, difference

FIFTH = 4


def trust(view: View) -> np.ndarray:
    """The funder's in year five."""
    return view.funder("trust")[:, :, FIFTH]


def goodwill(view: View) -> np.ndarray:
    """The funder's in year five."""
    return view.funder("goodwill")[:, :, FIFTH]


def image(view: View) -> np.ndarray:
    """Hardness the funder expects in year five."""
    return view.funder("image")[:, :, FIFTH]


CHECKS = {
    "T23": (
        Check("trust", difference("soft", "hard", trust), digits=3),
        Check("goodwill", difference("soft", "hard", goodwill), digits=3),
        Check("image", difference("soft", "hard", image), DOWN, digits=3),
    )
}
