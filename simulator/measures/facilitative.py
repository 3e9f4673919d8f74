"""Share of talks in which a mediator helped."""

import numpy as np

from simulator.batch import Record

UNIT = "share"
GOOD = None


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], 0 or 1, whether it succeeded or not; NaN in a year without talks."""
    talks = record.relations["negotiated"] == 1
    return np.where(talks, record.relations["mediation"] == 1, np.nan)
