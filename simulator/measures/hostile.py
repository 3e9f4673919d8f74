"""Share of talks that end hostile: at the committee, in court or without a contract."""

import numpy as np

from simulator.batch import Record
from simulator.engine.records import COMMITTEE, COURT, NO_CONTRACT

UNIT = "share"
GOOD = "low"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], 0 or 1; NaN in a year without talks."""
    fought = np.isin(record.relations["ending"], (COMMITTEE, COURT, NO_CONTRACT))
    return np.where(record.relations["negotiated"] == 1, fought, np.nan)
