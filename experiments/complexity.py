"""T25: does relation work matter more as accords make the table more crowded? (B16)"""

import numpy as np

from simulator.evidence.checks import Check
from simulator.evidence.view import Statistic, View, Views, mean


def value(view: View) -> np.ndarray:
    """Value of both together a year."""
    return view.both("value")[:, :, 1:]


def interaction(funder: str) -> Statistic:
    """Effect of upkeep with an accord less that without."""

    def statistic(arms: Views) -> np.ndarray:
        effect = {
            level: value(arms[f"high_{funder}_{level}"]) - value(arms[f"low_{funder}_{level}"])
            for level in (0, 5)
        }
        return mean(effect[5] - effect[0])

    return statistic


CHECKS = {
    "T25": (
        Check("press", interaction("press"), digits=4),
        Check("mirror", interaction("mirror"), digits=4),
    )
}
