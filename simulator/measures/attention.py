"""Attention that a side has left for this relation (C15, C20-C23)."""

import numpy as np

from simulator.batch import Record

UNIT = "level"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]."""
    return record.sides["attention"]
