"""Which talks ended in an agreement, and by when."""

import numpy as np

from simulator.batch import Record
from simulator.engine.records import AGREED, MEDIATED


def settled(record: Record, last: int | None) -> np.ndarray:
    """1 where the talks of a year ended in an agreement by a turn, [R, Y, D].

    Args:
        last: turn of the calendar; None = the calendar has no such date.

    Returns:
        0 or 1; NaN in a year without talks, and everywhere if there is no such date.
    """
    ending, turns = record.relations["ending"], record.relations["turns"]
    if last is None:
        return np.full(ending.shape, np.nan)
    found = np.isin(ending, (AGREED, MEDIATED)) & (turns <= last)
    return np.where(record.relations["negotiated"] == 1, found, np.nan)
