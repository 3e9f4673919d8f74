"""Transformation content of the contract in force (B1, B33)."""

import numpy as np

from simulator.batch import Record

UNIT = "level"
GOOD = "high"
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], q in [0, 1]; NaN without a contract."""
    return np.where(record.relations["has"] == 1, record.relations["content"], np.nan)
