"""T22: equal value given or withheld, and what it does to the other's goodwill. [Keysar2008]"""

import numpy as np

from simulator.evidence.checks import ANY, Check
from simulator.evidence.view import Statistic, View, Views, difference, mean

YEAR = 2  # in which the funder's goodwill is set by hand


def goodwill(view: View) -> np.ndarray:
    """The provider's, after the year."""
    return view.provider("goodwill")[:, :, YEAR]


def response(kind: str = "") -> Statistic:
    """Fall after withholding less rise after giving, against neither."""

    def statistic(arms: Views) -> np.ndarray:
        before = goodwill(arms[f"neither{kind}"])
        fall = mean(before - goodwill(arms[f"withheld{kind}"]))
        rise = mean(goodwill(arms[f"given{kind}"]) - before)
        return fall - rise

    return statistic


CHECKS = {
    "T22": (
        Check("response", response(), digits=3),
        Check("given", difference("given", "neither", goodwill), digits=3),
        Check("felt", response("_felt"), ANY, digits=3),
    )
}
