"""The trust that the other has in a side."""

import numpy as np

from simulator.batch import Record

UNIT = "level"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]; of the other in this side."""
    return record.sides["trust"][..., ::-1]
