"""The trust that the other has in a side."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Vertrouwen dat je krijgt", "en": "Trust you get"}
UNIT = "level"
EXPLAINED = {
    "nl": "Hoeveel vertrouwen de ander heeft in de goede bedoelingen van deze partij.",
    "en": "How much the other trusts the good intentions of this side.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]; of the other in this side."""
    return record.sides["trust"][..., ::-1]
