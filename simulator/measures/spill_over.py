"""What content returned outside the pair: the wrong pocket (B4, B9, E2, E22, E29-E30)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Opbrengst voor anderen", "en": "Returns to others"}
UNIT = "utility"
EXPLAINED = {
    "nl": "Wat inhoudelijke afspraken opleverden bij anderen dan deze twee partijen.",
    "en": "What content returned to others than these two.",
}
GOOD = None


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], utility."""
    return np.asarray(record.relations["spill"])
