"""T09b: the best upkeep of a small relation when upkeep is dear (C22)."""

import numpy as np

from simulator.evidence.checks import Check
from simulator.evidence.view import Views, mean

ENDS, BETWEEN = ("none", "full"), ("i2", "i4", "i6", "i8")


def interior(arms: Views) -> np.ndarray:
    """Joint value a year: best in between less best of the ends."""
    value = {arm: mean(arms[arm].both("value")[:, :, 1:]) for arm in (*ENDS, *BETWEEN)}
    ends, between = (np.max([value[arm] for arm in group], axis=0) for group in (ENDS, BETWEEN))
    return between - ends


CHECKS = {"T09b": (Check("interior", interior, digits=4),)}
