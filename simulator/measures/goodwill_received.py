"""The gunfactor that a side enjoys: what the other is willing to grant it (A39)."""

import numpy as np

from simulator.batch import Record

UNIT = "goodwill"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [-1, 1]; of the other about this side."""
    return record.sides["goodwill"][..., ::-1]
