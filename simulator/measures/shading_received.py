"""What a side loses because the other holds back out of ill will."""

import numpy as np

from simulator.batch import Record

UNIT = "utility"
GOOD = "low"
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility lost by this side."""
    return record.sides["shading"][..., ::-1]
