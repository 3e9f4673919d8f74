"""What a side holds back from the other out of ill will."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Wat je achterhoudt", "en": "What you hold back"}
UNIT = "utility"
EXPLAINED = {
    "nl": "Wat deze partij uit wrok minder doet dan de afspraak bedoelt, als nadeel voor de ander.",
    "en": "What this side does less than the deal meant, out of ill will, as the other's loss.",
}
GOOD = "low"
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility lost by the other."""
    return record.sides["shading"]
