"""T12: how far trust falls by one breach, and how long it takes to come back. [Slovic1993]"""

import numpy as np

from simulator.evidence.checks import ANY, Check, above
from simulator.evidence.view import Statistic, Views, mean, median

BREACH = 3  # year of the one breach
LOST = 2.0  # evidence.md: drop over gain of a clean year
RECOVERY = (1.0, 6.0)  # years


def ratio(group: str) -> Statistic:
    """Fall of the funder's trust in the year of the breach over its growth in that year without."""

    def statistic(arms: Views) -> np.ndarray:
        breach = arms[f"{group}breach"].funder("trust")
        clean = arms[f"{group}clean"].funder("trust")
        fall = mean(breach[:, :, BREACH - 1] - breach[:, :, BREACH])
        return fall / mean(clean[:, :, BREACH] - clean[:, :, BREACH - 1])

    return statistic


def recovery(group: str) -> Statistic:
    """Median of the years until each funder trusts as before the breach; inf = not in time."""

    def statistic(arms: Views) -> np.ndarray:
        trust = arms[f"{group}breach"].funder("trust")
        back = trust[:, :, BREACH + 1 :] >= trust[:, :, BREACH - 1 : BREACH]
        return median(np.where(back.any(axis=2), back.argmax(axis=2) + 1, np.inf))

    return statistic


CHECKS = {
    "T12": (
        Check("ratio", ratio(""), above(LOST), digits=1),
        Check("years", recovery(""), RECOVERY, digits=1),
        Check("warm_ratio", ratio("warm_"), ANY, digits=1),
        Check("warm_years", recovery("warm_"), ANY, digits=1),
    )
}
