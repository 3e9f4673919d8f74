"""The trust that a side has in the other."""

import numpy as np

from simulator.batch import Record

UNIT = "level"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]; of this side in the other."""
    return record.sides["trust"]
