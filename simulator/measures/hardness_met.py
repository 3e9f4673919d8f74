"""Hardness of the other's acts in the talks (A10, A20)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Hardheid van de ander", "en": "Hardness of the other"}
UNIT = "level"
EXPLAINED = {
    "nl": "Hoe hard de ander in de gesprekken was, gemiddeld over de zetten.",
    "en": "How hard the other was in the talks, mean over its acts.",
}
GOOD = "low"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]; NaN without talks."""
    return record.sides["hardness_mean"]
