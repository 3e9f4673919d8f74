"""Share of contracts in force that run for more than one year."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Meerjarige contracten", "en": "Multi-year contracts"}
UNIT = "share"
EXPLAINED = {
    "nl": "Van alle lopende contracten: het deel met een looptijd van meer dan een jaar.",
    "en": "Of all contracts in force: the share with a term of more than one year.",
}
GOOD = None
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], 0 or 1; NaN without a contract."""
    duration = record.relations["duration"]
    return np.where(duration > 0, duration > 1, np.nan)
