"""Share of a side's acts that are not contentious (A12-A13)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Rustig aan tafel", "en": "Calm at the table"}
UNIT = "share"
EXPLAINED = {
    "nl": "Van alles wat deze partij aan tafel doet: het deel zonder druk zetten of doordrammen.",
    "en": "Of all that this side does at the table: the share without pressing or arguing.",
}
GOOD = None


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]; NaN where a side did no act."""
    made = record.sides["acts_made"]
    contentious = record.sides["contentious"] / np.maximum(made, 1)
    return np.where(made > 0, 1.0 - contentious, np.nan)
