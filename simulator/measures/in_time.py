"""Share of talks that ended in an agreement by 31 December."""

import numpy as np

from simulator.batch import Record, settled

UNIT = "share"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], 0 or 1; NaN in a year without talks."""
    return settled(record, int(record.world.calendar["turns"][0]))
