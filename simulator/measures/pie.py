"""The size of the pie: the result of both sides together (E20)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Grootte van de taart", "en": "Size of the pie"}
UNIT = "pie"
EXPLAINED = {
    "nl": "Het resultaat van beide partijen samen: 1 is verdelen, meer dan 1 is slim ruilen.",
    "en": "The result of both sides together: 1 is only dividing, more than 1 is trading wisely.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], utility; NaN in a year without talks."""
    return np.asarray(record.sides["agreed_utility"].sum(axis=-1))
