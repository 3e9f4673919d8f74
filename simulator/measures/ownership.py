"""Shared ownership at the end of the year (A51-A53)."""

import numpy as np

from simulator.batch import Record

UNIT = "level"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], in [0, 1]."""
    return record.relations["ownership"]
