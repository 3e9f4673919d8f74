"""Share of talks that ended in an agreement by 31 March."""

import numpy as np

from simulator.batch import Record, settled

LABEL = {"nl": "Rond op 31 maart", "en": "Agreed by 31 March"}
UNIT = "share"
EXPLAINED = {
    "nl": "Van alle gesprekken: het deel dat op 31 maart in een akkoord is geëindigd.",
    "en": "Of all talks: the share that ended in an agreement by 31 March.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], 0 or 1; NaN without talks, or where the calendar has no such date."""
    return settled(record, record.world.marks.get("31mar"))
