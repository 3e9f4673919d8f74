"""T22: equal value given or withheld, and what it does to the other's goodwill. [Keysar2008]"""

import numpy as np

from simulator.evidence.checks import Check
from simulator.evidence.view import View, Views, difference, mean

YEAR = 2  # in which the funder's goodwill is set by hand


def goodwill(view: View) -> np.ndarray:
    """The provider's, after the year."""
    return view.provider("goodwill")[:, :, YEAR]


def response(arms: Views) -> np.ndarray:
    """Fall after withholding less rise after giving, against neither."""
    before = goodwill(arms["neither"])
    fall = mean(before - goodwill(arms["withheld"]))
    rise = mean(goodwill(arms["given"]) - before)
    return fall - rise


CHECKS = {
    "T22": (
        Check("response", response, digits=3),
        Check("given", difference("given", "neither", goodwill), digits=3),
    )
}
