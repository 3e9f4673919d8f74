"""Clarity of the contract in force: what keeps a term from being misread (A21, C5-C6, D19-D20)."""

import numpy as np

from simulator.batch import Record

UNIT = "level"
GOOD = "high"
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], in [0, 1]; NaN without a contract."""
    return np.where(record.relations["has"] == 1, record.relations["clarity"], np.nan)
