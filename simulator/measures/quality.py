"""Quality of care, one of the four aims: content in force, competently delivered (M18; E15)."""

import numpy as np

from simulator.batch import Record

UNIT = "level"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]: q in force times the other's trust in one's competence."""
    content = record.relations["content"][..., None]
    return np.asarray(content * record.sides["competence"][..., ::-1])
