"""What the year's talks, upkeep and escalation cost a side."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Proceskosten", "en": "Process cost"}
UNIT = "utility"
EXPLAINED = {
    "nl": "Wat het praten, onderhouden en escaleren dit jaar kostte.",
    "en": "What talks, upkeep and escalation cost this year.",
}
GOOD = "low"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility."""
    return np.asarray(record.sides["cost"])
