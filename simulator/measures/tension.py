"""Tension of a side at the end of the year (A20, A33)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Spanning", "en": "Tension"}
UNIT = "level"
EXPLAINED = {
    "nl": "Hoe gespannen deze partij is in de relatie, aan het eind van het jaar.",
    "en": "How tense this side is in the relation, at the end of the year.",
}
GOOD = "low"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]; what is carried into the next year."""
    return record.sides["tension"]
