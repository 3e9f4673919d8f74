"""What a side loses because the other holds back out of ill will."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Wat de ander achterhoudt", "en": "What the other holds back"}
UNIT = "utility"
EXPLAINED = {
    "nl": "Wat deze partij verliest doordat de ander uit wrok minder doet dan bedoeld.",
    "en": "What this side loses because the other, out of ill will, does less than was meant.",
}
GOOD = "low"
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility lost by this side."""
    return record.sides["shading"][..., ::-1]
