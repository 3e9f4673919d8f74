"""Access to care: it grows with the volume agreed and with being contracted in time (M18; A7)."""

import numpy as np

from simulator.batch import Record
from simulator.engine.records import NO_CONTRACT

LATE = 0.2  # assumed: what no contract in time takes off

UNIT = "level"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], in [0, 1]."""
    return access(record.relations, int(record.world.calendar["turns"][0]))


def access(relations: np.ndarray | dict[str, np.ndarray], last: int) -> np.ndarray:
    """Volume in force, less lateness of this year's talks, which have `last` turns at most."""
    talked = relations["negotiated"] == 1
    late = talked & ((relations["turns"] > last) | (relations["ending"] >= NO_CONTRACT))
    return np.asarray(np.clip(relations["volume"] - LATE * late, 0.0, 1.0))
