"""Share of agreements that are about money only."""

import numpy as np

from simulator.batch import Record
from simulator.engine.records import AGREED, MEDIATED

FINANCIAL = 0.1  # transformation content below this counts as none

UNIT = "share"
GOOD = "low"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], 0 or 1; NaN where no agreement was made this year."""
    agreed = np.isin(record.relations["ending"], (AGREED, MEDIATED))
    return np.where(agreed, record.relations["agreed_content"] < FINANCIAL, np.nan)
