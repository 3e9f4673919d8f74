"""Which numbers of the model decide a claim, from the points of the space alone.

The score of a number is the share of the variance of the effect that its value explains by
itself: variance of the means of equal bins over the whole variance, less what chance gives
(a first-order sensitivity index, estimated from the points at hand).
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from simulator.engine.params import PARAMETERS

BINS = 16
THIRDS = ("low", "middle", "high")


class Decider(NamedTuple):
    """One number of the model, and in which part of its range a claim holds."""

    name: str
    score: float  # share of the variance of the effect explained
    thirds: tuple[float, float, float]  # share holding in the low, middle, high third


def scores(points: Mapping[str, np.ndarray], effect: np.ndarray) -> dict[str, float]:
    """Score of every number, highest first.

    Args:
        points: name -> values, [P].
        effect: [P]; points with NaN do not count.
    """
    kept = np.isfinite(effect)
    y = effect[kept]
    found = {name: explained(values[kept], y) for name, values in points.items()}
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def explained(values: np.ndarray, y: np.ndarray) -> float:
    """Adjusted share of the variance of `y` between equal bins of `values`, in [0, 1]."""
    count = len(y)
    whole = len(np.unique(values))
    bins = min(BINS, whole)
    if count <= bins or bins < 2 or y.var() <= 0.0:
        return 0.0
    if whole <= BINS:
        place = np.unique(values, return_inverse=True)[1]
    else:
        place = np.argsort(np.argsort(values)) * bins // count
    size = np.bincount(place, minlength=bins)
    means = np.bincount(place, y, bins) / size
    between = float((size * (means - y.mean()) ** 2).sum())
    within = float(((y - means[place]) ** 2).sum())
    ratio = 1.0 - (within / (count - bins)) / ((between + within) / (count - 1))
    return float(min(1.0, max(0.0, ratio)))


def deciders(
    points: Mapping[str, np.ndarray], effect: np.ndarray, held: np.ndarray, number: int = 3
) -> list[Decider]:
    """The numbers that decide most, with where in their range the claim holds.

    Args:
        effect: of the check that holds in the fewest points, [P].
        held: do all signs hold? [P].
    """
    best = list(scores(points, effect).items())[:number]
    return [Decider(name, score, thirds(name, points[name], held)) for name, score in best]


def thirds(name: str, values: np.ndarray, held: np.ndarray) -> tuple[float, float, float]:
    """Share of the points that hold in each third of the range."""
    row = PARAMETERS[name]
    place = np.minimum((3 * (values - row.low) / (row.high - row.low)).astype(int), 2)
    low, middle, high = (
        float(held[place == third].mean()) if (place == third).any() else float("nan")
        for third in range(3)
    )
    return low, middle, high
