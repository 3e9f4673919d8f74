"""A check: one number that a claim stands or falls with, and within which bounds."""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from simulator.evidence.view import Views

Bounds = tuple[float, float]
UP: Bounds = (0.0, math.inf)
DOWN: Bounds = (-math.inf, 0.0)
ANY: Bounds = (-math.inf, math.inf)  # shown beside the claim, or a level that has no sign


class Check(NamedTuple):
    """What is measured, per group, and where it must lie.

    The sign must hold in each seed and is what robustness counts; the band is about the size, at
    the defaults. Bounds count as inside, except 0 for a sign that starts or ends there.
    """

    key: str  # its text is in the experiment's config
    found: Callable[[Views], np.ndarray]  # views of all arms -> [G]
    sign: Bounds = UP
    band: Bounds | None = None  # None = the sign is all that is asked
    digits: int = 2

    @property
    def size(self) -> Bounds:
        """The band, or the sign where there is none."""
        return self.sign if self.band is None else self.band


def inside(values: np.ndarray, bounds: Bounds) -> np.ndarray:
    """Which values lie within bounds; NaN never does."""
    low, high = bounds
    above = values > low if low == 0.0 else values >= low
    below = values < high if high == 0.0 else values <= high
    within: np.ndarray = above & below
    return within


def below(limit: float) -> Bounds:
    """At most `limit`."""
    return (-math.inf, limit)


def above(limit: float) -> Bounds:
    """At least `limit`."""
    return (limit, math.inf)
