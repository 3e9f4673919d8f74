"""T17: a social contract when agreements are broken (C8-C10)."""

import numpy as np

from simulator.evidence.checks import DOWN, Check
from simulator.evidence.view import View, difference

BREACHES = [2, 4]


def tension(view: View) -> np.ndarray:
    """The funder's, at the end of the years of a breach."""
    return view.funder("tension")[:, :, BREACHES]


def shading(view: View) -> np.ndarray:
    """The funder's, from the first breach on."""
    return view.funder("shading")[:, :, BREACHES[0] :]


CHECKS = {
    "T17": (
        Check("tension", difference("with", "without", tension), DOWN),
        Check("shading", difference("with", "without", shading), DOWN, digits=4),
    )
}
