"""What a side gives the other on top of the contract (A38, E6)."""

import numpy as np

from simulator.batch import Record

UNIT = "utility"
GOOD = None
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility of the receiver."""
    return record.sides["extra"]
