"""Transformation content of the contract in force (B1, B33)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Inhoud in het contract", "en": "Content in the contract"}
UNIT = "level"
EXPLAINED = {
    "nl": "Hoeveel afspraken over betere zorg het lopende contract bevat.",
    "en": "How much the contract in force agrees on better care.",
}
GOOD = "high"
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], q in [0, 1]; NaN without a contract."""
    return np.where(record.relations["has"] == 1, record.relations["content"], np.nan)
