"""What a side takes from the year: result, extras, content, all costs counted (A41)."""

import numpy as np

from simulator.batch import Record

UNIT = "utility"
GOOD = "high"
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility; of the contract in force."""
    return record.sides["value"]
