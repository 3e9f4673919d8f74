"""What a side knows of the other's priorities, at the end of the year (A20, E11)."""

import numpy as np

from simulator.batch import Record

UNIT = "level"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]; 0 is the mythical fixed pie."""
    return record.sides["knowledge"]
