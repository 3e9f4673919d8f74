"""What a side gets from the other on top of the contract (A38)."""

import numpy as np

from simulator.batch import Record

UNIT = "utility"
GOOD = "high"
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility."""
    return record.sides["extra"][..., ::-1]
