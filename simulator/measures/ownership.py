"""Shared ownership at the end of the year (A51-A53)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Gedeeld eigenaarschap", "en": "Shared ownership"}
UNIT = "level"
EXPLAINED = {
    "nl": "Hoe ver beide partijen de opgave als een gezamenlijke puzzel zien.",
    "en": "How far both sides see the task as a joint puzzle.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], in [0, 1]."""
    return record.relations["ownership"]
