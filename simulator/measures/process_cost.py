"""What the year's talks, upkeep and escalation cost a side."""

import numpy as np

from simulator.batch import Record

UNIT = "utility"
GOOD = "low"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility."""
    return np.asarray(record.sides["cost"])
