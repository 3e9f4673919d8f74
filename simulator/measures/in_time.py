"""Share of talks that ended in an agreement by 31 December."""

import numpy as np

from simulator.batch import Record, settled

LABEL = {"nl": "Op tijd rond (31 december)", "en": "Agreed in time (31 December)"}
UNIT = "share"
EXPLAINED = {
    "nl": "Van alle gesprekken: het deel dat voor 1 januari in een akkoord eindigde.",
    "en": "Of all talks: the share that ended in an agreement before 1 January.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], 0 or 1; NaN in a year without talks."""
    return settled(record, int(record.world.calendar["turns"][0]))
