"""Choice for clients: it grows with the contracted providers, ever more slowly (M18; C15)."""

import numpy as np

from simulator.batch import Record

HALF = 10.0  # assumed: providers at which choice is half of what it can be

UNIT = "level"
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D], in [0, 1]: of the funder of each relation, n / (n + 10)."""
    funders = record.world.ties["funder"]
    has = record.relations["has"].astype(float)
    choice = np.zeros_like(has)
    for funder in np.unique(funders):
        own = funders == funder
        number = has[:, :, own].sum(axis=-1, keepdims=True)
        choice[:, :, own] = number / (number + HALF)
    return choice
