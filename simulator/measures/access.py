"""Access to care: it grows with the volume agreed and with being contracted in time (M18; A7)."""

import numpy as np

from simulator.batch import Record
from simulator.state import NO_CONTRACT

LATE = 0.2  # assumed: what no contract in time takes off

LABEL = {"nl": "Toegankelijkheid", "en": "Access"}
UNIT = "level"
EXPLAINED = {
    "nl": "1 min de wachttijd: meer volume en op tijd gecontracteerd betekent korter wachten.",
    "en": "1 less the waiting time: more volume and a contract in time mean less waiting.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], in [0, 1]: volume in force, less lateness of this year's talks."""
    turns, last = record.relations["turns"], record.world.calendar["turns"][0]
    talked = record.relations["negotiated"] == 1
    late = talked & ((turns > last) | (record.relations["ending"] >= NO_CONTRACT))
    return np.asarray(np.clip(record.relations["volume"] - LATE * late, 0.0, 1.0))
