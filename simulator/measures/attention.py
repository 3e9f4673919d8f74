"""Attention that a side has left for this relation (C15, C20-C23)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Aandacht voor de relatie", "en": "Attention for the relation"}
UNIT = "level"
EXPLAINED = {
    "nl": "Welk deel van de tijd die de relatie vraagt, deze partij ervoor heeft.",
    "en": "Which part of the time that the relation asks for this side has.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]."""
    return record.sides["attention"]
