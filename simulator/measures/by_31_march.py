"""Share of talks that ended in an agreement by 31 March."""

import numpy as np

from simulator.batch import Record, settled

UNIT = "share"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], 0 or 1; NaN without talks, or where the calendar has no such date."""
    return settled(record, record.world.marks.get("31mar"))
