"""Hardness of the other's acts in the talks (A10, A20)."""

import numpy as np

from simulator.batch import Record

UNIT = "level"
GOOD = "low"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]; NaN without talks."""
    return record.sides["hardness_mean"]
