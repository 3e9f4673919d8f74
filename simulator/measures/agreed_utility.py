"""The result of this year's talks, before extras and costs."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Resultaat van het gesprek", "en": "Result of the talks"}
UNIT = "utility"
EXPLAINED = {
    "nl": "Hoeveel een partij binnenhaalt in de gesprekken van dit jaar, zonder extra's en kosten.",
    "en": "How much a side brings home from this year's talks, without extras and costs.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility; NaN in a year without talks."""
    return record.sides["agreed_utility"]
