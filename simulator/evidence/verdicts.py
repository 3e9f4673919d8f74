"""Verdicts: holds, fragile or fails, by one rule that was written before the numbers came.

A claim holds if each of its checks has its sign in at least 19 of 20 seeds and its size within
the band, and all signs together hold in at least 80 % of the plausible space. It is fragile if
only the last fails. Otherwise it fails. Failing claims stay in the table.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simulator.evidence.checks import Check, inside
from simulator.results.intervals import Interval, interval
from simulator.results.survey import Share, wilson

HOLDS, FRAGILE, FAILS = "holds", "fragile", "fails"
LEAST_SEEDS = 0.95  # 19 of 20
LEAST_SHARE = 0.80


class Found(NamedTuple):
    """One check at the defaults and over the space."""

    key: str
    at_default: Interval  # over seeds, of statistics on paired runs
    seeds: int  # in how many the sign holds
    of: int
    in_band: bool
    robust: Share | None  # share of the space in which the sign holds

    @property
    def holds(self) -> bool:
        """Sign in nearly all seeds, size within the band."""
        return self.seeds >= LEAST_SEEDS * self.of and self.in_band


def judged(check: Check, rows: np.ndarray, points: np.ndarray | None) -> Found:
    """One check.

    Args:
        rows: one number per seed.
        points: one number per point of the space; None = not asked.
    """
    found = interval(rows)
    if np.isinf(rows).any():  # a median that was not reached within the season
        middle = float(np.median(rows))
        found = Interval(middle, float(rows.min()), float(rows.max()), len(rows))
    size = math.nan if found.runs < len(rows) else found.mean
    return Found(
        check.key,
        found,
        int(inside(rows, check.sign).sum()),
        len(rows),
        bool(inside(np.array([size]), check.size)[0]),
        None if points is None else share_of(inside(points, check.sign)),
    )


def share_of(held: np.ndarray) -> Share:
    """Share of the points, with Wilson's interval."""
    return wilson(int(held.sum()), len(held))


def together(checks: Sequence[Check], points: np.ndarray) -> np.ndarray:
    """At which points do all signs hold? [P] from [P, checks]."""
    held = np.stack([inside(points[:, c], check.sign) for c, check in enumerate(checks)])
    return np.asarray(held.all(axis=0))


def verdict(found: Sequence[Found], robust: Share | None) -> str:
    """holds, fragile or fails; without robustness only the defaults speak."""
    if not all(each.holds for each in found):
        return FAILS
    if robust is not None and robust.share < LEAST_SHARE:
        return FRAGILE
    return HOLDS
