"""Clarity of the contract in force: what keeps a term from being misread (A21, C5-C6, D19-D20)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Duidelijkheid van het contract", "en": "Clarity of the contract"}
UNIT = "level"
EXPLAINED = {
    "nl": "Hoe helder de afspraken op papier staan. Hoe helderder, hoe minder misverstanden.",
    "en": "How clear the terms are on paper. The clearer, the fewer misreadings.",
}
GOOD = "high"
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], in [0, 1]; NaN without a contract."""
    return np.where(record.relations["has"] == 1, record.relations["clarity"], np.nan)
