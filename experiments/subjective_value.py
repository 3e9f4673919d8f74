"""T18 and T19: feeling against result as a predictor, and trust against age, in a population."""

import numpy as np

from simulator.evidence.checks import Check
from simulator.evidence.view import View, Views, correlation

FIRST, LATER = 0, slice(1, 9)
SMALL = 0.3  # evidence.md, T19


def experience(values: np.ndarray) -> np.ndarray:
    """Subjective value of the first season: the mean of its four parts."""
    return values[:, :, FIRST]


def subjective(view: View, side: int) -> np.ndarray:
    """Mean of instrumental, self, process and relation of a side, [G, M]."""
    parts = ("sv_instrumental", "sv_self", "sv_process", "sv_relation")
    return experience(np.mean([view.side(name)[..., side] for name in parts], axis=0))


def result(view: View, side: int) -> np.ndarray:
    """Utility agreed in the first season, [G, M]."""
    return view.side("agreed_utility")[:, :, FIRST, side]


def goodwill(arms: Views) -> np.ndarray:
    """The funder's own later goodwill: what its feeling says more than its result."""
    view = arms["population"]
    later = view.funder("goodwill")[:, :, LATER].mean(axis=2)
    return correlation(subjective(view, 1), later) - correlation(result(view, 1), later)


def value(arms: Views) -> np.ndarray:
    """Later joint value: what the provider's feeling says more than its result."""
    view = arms["population"]
    later = view.both("value")[:, :, LATER].mean(axis=2)
    return correlation(subjective(view, 0), later) - correlation(result(view, 0), later)


def age(arms: Views) -> np.ndarray:
    """Trust of both sides against the years with a contract without a gap, in the last year."""
    view = arms["population"]
    trust = view.side("trust")[:, :, -1].mean(axis=-1)
    return correlation(trust, view.relation("age")[:, :, -1].astype(float))


CHECKS = {
    "T18": (Check("goodwill", goodwill), Check("value", value)),
    "T19": (Check("age", age, (0.0, SMALL)),),
}
