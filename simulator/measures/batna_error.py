"""How far a side misjudges what no contract is worth to the other (E7, E11)."""

import numpy as np

from simulator.batch import Record

UNIT = "utility"
GOOD = "low"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility; NaN in a year without talks."""
    error = np.abs(record.sides["estimate"] - record.sides["reservation"][..., ::-1])
    talked = record.relations["negotiated"][..., None] == 1
    return np.where(talked, error, np.nan)
