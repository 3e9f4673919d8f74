"""T20a: hard and soft where one's gain is the other's loss."""

import numpy as np

from simulator.evidence.checks import DOWN, Check, below
from simulator.evidence.view import View, difference

MUCH = 0.1  # our reading of "far below" on a scale from 0 to 1


def result(view: View) -> np.ndarray:
    """The provider's result of the season."""
    return view.provider("agreed_utility")[:, :, 0]


def process(view: View) -> np.ndarray:
    """The funder's experience of the process."""
    return view.funder("sv_process")[:, :, 0]


CHECKS = {
    "T20a": (
        Check("soft", difference("hard", "soft", result)),
        Check("mirror", difference("hard", "mirror", result)),
        Check("process", difference("hard", "soft", process), DOWN, below(-MUCH)),
    )
}
