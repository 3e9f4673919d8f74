"""Broken promises that a side saw in the other."""

import numpy as np

from simulator.batch import Record

UNIT = "per_year"
GOOD = "low"
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]; half where it was found early."""
    return record.sides["seen"]
