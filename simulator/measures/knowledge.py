"""What a side knows of the other's priorities, at the end of the year (A20, E11)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Kennis van de ander", "en": "Knowledge of the other"}
UNIT = "level"
EXPLAINED = {
    "nl": "Hoe goed deze partij weet wat de ander belangrijk vindt.",
    "en": "How well this side knows what matters to the other.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]; 0 is the mythical fixed pie."""
    return record.sides["knowledge"]
