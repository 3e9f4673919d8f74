"""The value of all years so far, added up."""

import numpy as np

from simulator.batch import Record

UNIT = "utility_years"
GOOD = "high"
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility times years; future years are not discounted."""
    return np.cumsum(record.sides["value"], axis=1)
