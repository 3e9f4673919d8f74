"""T09: attention diluted over more relations (C11-C20)."""

from collections.abc import Callable

import numpy as np

from simulator.evidence.checks import DOWN, Check
from simulator.evidence.view import Statistic, View, Views, difference, mean


def extras(view: View) -> np.ndarray:
    """Extras of both sides a year."""
    return view.both("extra")[:, :, 1:]


def goodwill(view: View) -> np.ndarray:
    """Mean goodwill of both sides."""
    return view.both("goodwill")[:, :, 1:] / 2.0


def breaches(view: View) -> np.ndarray:
    """Share of sides that perceive a breach in a year."""
    return (view.side("seen")[:, :, 1:] > 0).mean(axis=-1)


def eased(found: Callable[[View], np.ndarray]) -> Statistic:
    """Change per further party from 1 to 4, less that from 4 to 16, in size."""

    def statistic(arms: Views) -> np.ndarray:
        one, four, sixteen = (mean(found(arms[arm])) for arm in ("x1", "x4", "x16"))
        return np.abs(four - one) / 3 - np.abs(sixteen - four) / 12

    return statistic


CHECKS = {
    "T09": (
        Check("extras_4", difference("x4", "x1", extras), DOWN, digits=4),
        Check("extras_16", difference("x16", "x4", extras), DOWN, digits=4),
        Check("goodwill_4", difference("x4", "x1", goodwill), DOWN, digits=3),
        Check("goodwill_16", difference("x16", "x4", goodwill), DOWN, digits=3),
        Check("breaches_4", difference("x4", "x1", breaches), digits=3),
        Check("breaches_16", difference("x16", "x4", breaches), digits=3),
        Check("concave", eased(breaches), digits=4),
        Check("flattens", eased(extras), digits=4),
    )
}
