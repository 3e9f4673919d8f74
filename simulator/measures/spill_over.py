"""What content returned outside the pair: the wrong pocket (B4, B9, E2, E22, E29-E30)."""

import numpy as np

from simulator.batch import Record

UNIT = "utility"
GOOD = None


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], utility."""
    return np.asarray(record.relations["spill"])
