"""What a side gives the other on top of the contract (A38, E6)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Extra's die je geeft", "en": "Extras you give"}
UNIT = "utility"
EXPLAINED = {
    "nl": "Wat deze partij de ander dit jaar gunt boven op het contract.",
    "en": "What this side grants the other this year on top of the contract.",
}
GOOD = None
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility of the receiver."""
    return record.sides["extra"]
