"""Upkeep of the relation during the contract (C12-C13, E48)."""

import numpy as np

from simulator.batch import Record

UNIT = "level"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]."""
    return record.sides["maintenance"]
