"""What a side takes from the year: result, extras, content, all costs counted (A41)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Opbrengst van het jaar", "en": "Value of the year"}
UNIT = "utility"
EXPLAINED = {
    "nl": "Alles wat het jaar oplevert: afspraken, extra's en samen vernieuwen, min de kosten.",
    "en": "All that the year brings: terms, extras and renewal together, less the costs.",
}
GOOD = "high"
LAG = 1


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], utility; of the contract in force."""
    return record.sides["value"]
