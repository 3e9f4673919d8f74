"""The gunfactor that a side gives: its willingness to grant the other more."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Gunfactor die je geeft", "en": "Goodwill you give"}
UNIT = "goodwill"
EXPLAINED = {
    "nl": "Hoe graag deze partij de ander iets extra's gunt, aan het eind van het jaar.",
    "en": "How willing this side is to grant the other something extra, at the end of the year.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [-1, 1]; of this side about the other."""
    return record.sides["goodwill"]
