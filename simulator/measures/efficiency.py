"""Efficiency, one of the four aims: gain beyond dividing, less what talks cost (M18; A7, E15)."""

import numpy as np

from simulator.batch import Record

UNIT = "gain"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], utility: both utilities of the contract in force less 1, less both costs."""
    pie = record.sides["utility"].sum(axis=-1) - 1.0
    cost = record.sides["cost"].sum(axis=-1)
    return np.asarray(np.where(record.relations["has"] == 1, pie - cost, -cost))
