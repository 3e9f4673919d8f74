"""Tension of a side at the end of the year (A20, A33)."""

import numpy as np

from simulator.batch import Record

UNIT = "level"
GOOD = "low"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]; what is carried into the next year."""
    return record.sides["tension"]
