"""Broken promises that a side saw in the other."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Gebroken afspraken (beleefd)", "en": "Broken promises (perceived)"}
UNIT = "per_year"
EXPLAINED = {
    "nl": "Hoe vaak per jaar deze partij een gebroken afspraak ziet, ook door misverstand.",
    "en": "How often a year this side feels the other broke a promise, misreadings included.",
}
GOOD = "low"
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]; half where it was found early."""
    return record.sides["seen"]
