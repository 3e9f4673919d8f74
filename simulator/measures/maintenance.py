"""Upkeep of the relation during the contract (C12-C13, E48)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Relatieonderhoud", "en": "Upkeep of the relation"}
UNIT = "level"
EXPLAINED = {
    "nl": "Hoeveel deze partij tijdens het contract aan de relatie doet, tussen 0 en 1.",
    "en": "How much this side does for the relation during the contract, between 0 and 1.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]."""
    return record.sides["maintenance"]
