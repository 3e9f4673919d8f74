"""Subjective value of the talks: result, self, process and relation, all four alike."""

import numpy as np

from simulator.batch import Record

PARTS = ("sv_instrumental", "sv_self", "sv_process", "sv_relation")

UNIT = "level"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]. References: [Curhan2006]"""
    return np.asarray(sum(record.sides[part] for part in PARTS) / len(PARTS))
