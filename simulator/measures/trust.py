"""The trust that a side has in the other."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Vertrouwen dat je hebt", "en": "Trust you have"}
UNIT = "level"
EXPLAINED = {
    "nl": "Hoeveel vertrouwen deze partij heeft in de goede bedoelingen van de ander.",
    "en": "How much this side trusts the good intentions of the other.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]; of this side in the other."""
    return record.sides["trust"]
