"""The gunfactor that a side gives: its willingness to grant the other more."""

import numpy as np

from simulator.batch import Record

UNIT = "goodwill"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [-1, 1]; of this side about the other."""
    return record.sides["goodwill"]
