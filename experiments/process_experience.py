"""T06: the counterpart's experience of the process (A43; [Huffmeier2014] in words)."""

import numpy as np

from simulator.evidence.checks import Check, above
from simulator.evidence.view import View, difference

MUCH = 0.1  # our reading of "far below" on a scale from 0 to 1


def process(view: View) -> np.ndarray:
    """The funder's process value of the first season."""
    return view.funder("sv_process")[:, :, 0]


CHECKS = {
    "T06": (
        Check("soft_hard", difference("soft", "hard", process), band=above(MUCH)),
        Check("collab_soft", difference("collab", "soft", process)),
    )
}
