"""How a side experienced the process (A37, A43)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Beleving van het proces", "en": "Experience of the process"}
UNIT = "level"
EXPLAINED = {
    "nl": "Hoe prettig deze partij de omgang met de ander vond.",
    "en": "How pleasant this side found dealing with the other.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]."""
    return record.sides["process"]
