"""The result of this year's talks, before extras and costs."""

import numpy as np

from simulator.batch import Record

UNIT = "utility"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility; NaN in a year without talks."""
    return record.sides["agreed_utility"]
