"""From relations to runs: sums in one fixed order, so that a run gives the same bits in any shard.

Library sums over an axis may add in another order when the array has another shape; these do not.
"""

import math

import numpy as np

from simulator.engine.jit import rule


@rule
def added(values, group, sums, counts):
    """Add the finite values of each run, year and group, and count them.

    Infinite values are added too, so that they show; NaN = does not apply.

    Args:
        values: [R, Y, D, S]; S is 1 where both sides share a number.
        group: group of each side, [R, D, 2], -1 = none.
        sums, counts: [R, Y + 1, G], zeros before; the last year holds all years together.
    """
    last = values.shape[1]
    shared = values.shape[3] == 1
    for r in range(values.shape[0]):
        for y in range(last):
            for d in range(values.shape[2]):
                for s in range(2):
                    value = values[r, y, d, 0 if shared else s]
                    g = group[r, d, s]
                    if g >= 0 and not math.isnan(value):
                        sums[r, y, g] += value
                        counts[r, y, g] += 1
                        sums[r, last, g] += value
                        counts[r, last, g] += 1


@rule
def marked(values, faulty):
    """Mark the runs [R] that hold anything but numbers in [R, Y, D, 2]."""
    for r in range(values.shape[0]):
        for y in range(values.shape[1]):
            for d in range(values.shape[2]):
                for s in range(2):
                    if not math.isfinite(values[r, y, d, s]):
                        faulty[r] = True


def means(values: np.ndarray, group: np.ndarray, groups: int) -> np.ndarray:
    """Mean of each group in each year, and over all years, [R, Y + 1, G]; NaN where there is none.

    Args:
        values: [R, Y, D, 2] or [R, Y, D].
        group: [R, D, 2].
    """
    table = np.asarray(values, np.float64)
    if table.ndim == 3:
        table = table[..., None]
    shape = (table.shape[0], table.shape[1] + 1, groups)
    sums, counts = np.zeros(shape), np.zeros(shape, np.int64)
    added(table, group, sums, counts)
    with np.errstate(invalid="ignore"):
        return np.where(counts > 0, sums / counts, np.nan)
