"""What a side gets from the other on top of the contract (A38)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Extra's die je krijgt", "en": "Extras you get"}
UNIT = "utility"
EXPLAINED = {
    "nl": "Wat de ander deze partij dit jaar gunt boven op het contract.",
    "en": "What the other grants this side this year on top of the contract.",
}
GOOD = "high"
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility."""
    return record.sides["extra"][..., ::-1]
