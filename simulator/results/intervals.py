"""A mean over runs with its 95 % interval, and the quantile of Student's t that it needs.

Shares have intervals of their own (`of_share`, `of_paired_shares`): where something is rare, few or
no runs show it, and mean ± t · error would say that it never happens.

The interval says how much chance between runs leaves open. It says nothing about the assumptions
of the model: those are the same in every run.
"""

import math
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

CONFIDENCE = 0.95
SHARE = "share"  # the unit of measures between never and always


class Interval(NamedTuple):
    """A mean over runs, the ends of its 95 % interval (NaN below two runs), the runs counted."""

    mean: float
    low: float
    high: float
    runs: int

    @property
    def sure(self) -> bool:
        """Is the mean shown to differ from zero? True if the interval leaves zero out."""
        return self.low > 0.0 or self.high < 0.0


def student(freedom: int, confidence: float = CONFIDENCE) -> float:
    """Quantile t with P(-t < T < t) = `confidence` for `freedom` degrees of freedom.

    Exact for one and two degrees; from three on the expansion in 1/freedom around the normal
    quantile (26.7.5), within 0.2 % at three and 0.01 % from six.

    Raises:
        ValueError: less than one degree of freedom.

    References: [AbramowitzStegun1964]
    """
    if freedom < 1:
        raise ValueError(f"An interval needs at least two runs, got {freedom + 1}.")
    p = 0.5 + 0.5 * confidence
    if freedom == 1:
        return math.tan(math.pi * (p - 0.5))
    if freedom == 2:
        return (2.0 * p - 1.0) * math.sqrt(2.0 / (4.0 * p * (1.0 - p)))
    z, n = NormalDist().inv_cdf(p), float(freedom)
    return (
        z
        + (z**3 + z) / (4 * n)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * n**4)
    )


def interval(samples: np.ndarray) -> Interval:
    """Mean and 95 % interval of one number per run, shape [R]; runs with NaN do not count."""
    kept = np.asarray(samples, float)
    kept = kept[np.isfinite(kept)]
    if kept.size == 0:
        return Interval(math.nan, math.nan, math.nan, 0)
    mean = float(kept.mean())
    if kept.size == 1:
        return Interval(mean, math.nan, math.nan, 1)
    spread = float(kept.std(ddof=1)) / math.sqrt(kept.size)
    half = student(kept.size - 1) * spread
    return Interval(mean, mean - half, mean + half, int(kept.size))


def of(samples: np.ndarray, unit: str) -> Interval:
    """Mean and 95 % interval of one number per run, [R], in the unit of a measure."""
    return of_share(samples) if unit == SHARE else interval(samples)


def of_difference(first: np.ndarray, second: np.ndarray, unit: str) -> Interval:
    """Second minus first, [R] each, run by run; `unit` is that of the measure."""
    return of_paired_shares(first, second) if unit == SHARE else interval(second - first)


def of_share(samples: np.ndarray) -> Interval:
    """Mean and 95 % interval of a share per run, [R] in [0, 1]; runs with NaN do not count.

    Wilson's interval for as many independent draws as would give the variance between runs; for as
    many as there are runs where they all say never, or all always.

    References: [Wilson1927]
    """
    kept = np.asarray(samples, float)
    kept = kept[np.isfinite(kept)]
    if kept.size < 2 or kept.min() < 0.0 or kept.max() > 1.0:
        return interval(kept)
    mean, reach = float(kept.mean()), student(kept.size - 1) ** 2
    spread, variance = mean * (1.0 - mean), float(kept.var(ddof=1))
    draws = kept.size * (spread / variance if variance > 0.0 and spread > 0.0 else 1.0)
    middle = (mean + reach / (2.0 * draws)) / (1.0 + reach / draws)
    half = math.sqrt(reach / draws * spread + (reach / (2.0 * draws)) ** 2) / (1.0 + reach / draws)
    return Interval(mean, max(0.0, middle - half), min(1.0, middle + half), int(kept.size))


def of_paired_shares(first: np.ndarray, second: np.ndarray) -> Interval:
    """Second minus first of shares per run, [R] each in [0, 1]: mean and 95 % interval.

    Bonett and Price's interval for paired shares (one more draw each way), for as many independent
    draws as would give the variance between runs. Runs in which one is NaN do not count.

    References: [BonettPrice2012]
    """
    one, other = np.asarray(first, float), np.asarray(second, float)
    there = np.isfinite(other - one)
    one, other = one[there], other[there]
    gap = other - one
    if gap.size < 2:
        return interval(gap)
    if np.ptp(one) == 0.0 or np.ptp(other) == 0.0:
        return _apart(one, other)
    mean, reach = float(gap.mean()), student(gap.size - 1)
    more, less = float(np.maximum(gap, 0.0).mean()), float(np.maximum(-gap, 0.0).mean())
    spread, variance = more + less - mean**2, float(gap.var(ddof=1))
    draws = gap.size * (spread / variance if variance > 0.0 and spread > 0.0 else 1.0)
    up, down = (more * draws + 1.0) / (draws + 2.0), (less * draws + 1.0) / (draws + 2.0)
    middle = up - down
    half = reach * math.sqrt((up + down - middle**2) / (draws + 2.0))
    low, high = max(-1.0, min(middle - half, mean)), min(1.0, max(middle + half, mean))
    return Interval(mean, low, high, int(gap.size))


def _apart(first: np.ndarray, second: np.ndarray) -> Interval:
    """The difference where one of two shares is the same in every run: nothing goes together.

    Its ends are as far from the mean as those of the two shares together (Newcombe's square and
    add); a share that is neither 0 nor 1 in every run is a fixed number without an interval.

    References: [Newcombe1998]
    """
    one, other = (
        Interval(float(kept[0]), float(kept[0]), float(kept[0]), kept.size)
        if np.ptp(kept) == 0.0 and 0.0 < kept[0] < 1.0
        else of_share(kept)
        for kept in (first, second)
    )
    mean = other.mean - one.mean
    down = math.hypot(other.mean - other.low, one.high - one.mean)
    up = math.hypot(other.high - other.mean, one.mean - one.low)
    return Interval(mean, max(-1.0, mean - down), min(1.0, mean + up), one.runs)
