"""The gunfactor that a side enjoys: what the other is willing to grant it (A39)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Gunfactor die je krijgt", "en": "Goodwill you get"}
UNIT = "goodwill"
EXPLAINED = {
    "nl": "Hoe graag de ander deze partij iets extra's gunt, aan het eind van het jaar.",
    "en": "How willing the other is to grant this side something extra, at the end of the year.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [-1, 1]; of the other about this side."""
    return record.sides["goodwill"][..., ::-1]
