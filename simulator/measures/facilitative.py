"""Share of talks in which a mediator helped."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Hulp van een mediator", "en": "Help of a mediator"}
UNIT = "share"
EXPLAINED = {
    "nl": "Van alle gesprekken: het deel waarin beide partijen een mediator vroegen.",
    "en": "Of all talks: the share in which both sides asked a mediator.",
}
GOOD = None


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], 0 or 1, whether it succeeded or not; NaN in a year without talks."""
    talks = record.relations["negotiated"] == 1
    return np.where(talks, record.relations["mediation"] == 1, np.nan)
