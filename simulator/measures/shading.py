"""What a side holds back from the other out of ill will."""

import numpy as np

from simulator.batch import Record

UNIT = "utility"
GOOD = "low"
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility lost by the other."""
    return record.sides["shading"]
