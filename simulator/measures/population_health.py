"""Health of the population, one of the four aims: what content returned (M18; E2, E15)."""

import numpy as np

from simulator.batch import Record

UNIT = "utility_years"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], utility-years: content value of both sides and the spill-over, added up."""
    returned = record.sides["content_value"].sum(axis=-1) + record.relations["spill"]
    return np.asarray(np.cumsum(returned, axis=1))
