"""Work joy, one of the four aims: how the process felt, less perceived breaches (M18; E15)."""

import numpy as np

from simulator.batch import Record

ANNOYANCE = 0.5  # assumed: what a perceived breach takes off

UNIT = "level"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]."""
    joy = record.sides["process"] - ANNOYANCE * record.sides["seen"]
    return np.asarray(np.clip(joy, 0.0, 1.0))
