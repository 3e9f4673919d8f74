"""Share of contracts in force that run for more than one year."""

import numpy as np

from simulator.batch import Record

UNIT = "share"
GOOD = None
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], 0 or 1; NaN without a contract."""
    duration = record.relations["duration"]
    return np.where(duration > 0, duration > 1, np.nan)
