"""The size of the pie: the result of both sides together (E20)."""

import numpy as np

from simulator.batch import Record

UNIT = "pie"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], utility; NaN in a year without talks."""
    return np.asarray(record.sides["agreed_utility"].sum(axis=-1))
