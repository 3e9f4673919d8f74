"""A mean over runs with its 95 % interval, and the quantile of Student's t that it needs.

The interval says how much chance between runs leaves open. It says nothing about the assumptions
of the model: those are the same in every run.
"""

import math
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

CONFIDENCE = 0.95


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
