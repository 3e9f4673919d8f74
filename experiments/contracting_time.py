"""T15: the share of hospital contracts settled by a date (docs/domain.md)."""

import numpy as np

from simulator.evidence.checks import ANY, Check
from simulator.evidence.view import Statistic, View, Views, level, mean, settled

DATES = {  # turn of the calendar: band
    "november": (15, (0.11, 0.27)),
    "february": (23, (0.60, 0.76)),
    "march": (25, (0.72, 0.86)),
}


def by(turn: int, arm: str = "market") -> Statistic:
    """Share of the relations that negotiate which have settled by a turn."""

    def statistic(arms: Views) -> np.ndarray:
        view = arms[arm]
        done = settled(view) & (view.relation("turns") <= turn)
        return mean(np.where(view.relation("negotiated") == 1, done, np.nan))

    return statistic


def running(view: View) -> np.ndarray:
    """1 where a contract runs on and there are no talks."""
    return (view.relation("negotiated") == 0).astype(float)


CHECKS = {
    "T15": (
        *(Check(name, by(turn), band) for name, (turn, band) in DATES.items()),
        *(Check(f"graced_{name}", by(turn, "graced"), ANY) for name, (turn, _) in DATES.items()),
        Check("running", level("market", running), ANY),
    )
}
