"""Share of a side's acts that are not contentious (A12-A13)."""

import numpy as np

from simulator.batch import Record

UNIT = "share"
GOOD = None


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]; NaN where a side did no act."""
    made = record.sides["acts_made"]
    contentious = record.sides["contentious"] / np.maximum(made, 1)
    return np.where(made > 0, 1.0 - contentious, np.nan)
