"""Share of talks that ended in an agreement by 12 November."""

import numpy as np

from simulator.batch import Record, settled

LABEL = {"nl": "Rond op 12 november", "en": "Agreed by 12 November"}
UNIT = "share"
EXPLAINED = {
    "nl": "Van alle gesprekken: het deel dat op 12 november in een akkoord is geëindigd.",
    "en": "Of all talks: the share that ended in an agreement by 12 November.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], 0 or 1; NaN without talks, or where the calendar has no such date."""
    return settled(record, record.world.marks.get("12nov"))
