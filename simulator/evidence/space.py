"""The plausible space: which numbers of the model vary in robustness, and at which points.

All numbers of `params.py` with a range vary, except switches (0 or 1), instruments that are off
unless a scenario uses them, and what the experiment sets itself.
"""

from collections.abc import Collection

import numpy as np

from simulator.engine.params import PARAMETERS
from simulator.sweeps.designs import latin, sobol
from simulator.sweeps.plan import Design

POINTS = 1_024
SEED = 7
DISTRIBUTIVE = "distributive"  # a kind of world (nothing to trade), not a number to doubt
# Numbers that matter only where an instrument is on, or that say how a scenario uses one.
ONLY_WITH_INSTRUMENT = (
    "social_cost", "written_cost", "monitoring_finds", "monitoring_cost", "online_richness",
    "online_saves", "exposure_base", "deception", "shock_tension", "clause_clarity",
    "clause_trust", "align_decay", "imitation_sharpness", "preparation_gain", "preparation_cost",
    "contact_gain", "sunk", "coalition", "legal_cost",
)  # fmt: skip


def varied(fixed: Collection[str] = ()) -> list[str]:
    """Names of the numbers that vary, in the order of the table."""
    return [
        name
        for name, row in PARAMETERS.items()
        if row.low < row.high
        and row.unit != "0/1"
        and row.default != 0
        and name not in ONLY_WITH_INSTRUMENT
        and name not in fixed
        and name != DISTRIBUTIVE
    ]


def points(names: list[str], count: int = POINTS, seed: int = SEED) -> dict[str, np.ndarray]:
    """A Latin hypercube of the ranges: name -> values, [P]."""
    return scaled(names, latin(Design(kind="latin", points=count, seed=seed), len(names)))


def sobol_points(names: list[str], base: int, seed: int = SEED) -> dict[str, np.ndarray]:
    """Saltelli's design, base times (names + 2) points."""
    return scaled(names, sobol(Design(kind="sobol", points=base, seed=seed), len(names)))


def scaled(names: list[str], unit: np.ndarray) -> dict[str, np.ndarray]:
    """Places in the unit cube, [P, names], as values of the ranges."""
    found = {}
    for i, name in enumerate(names):
        row = PARAMETERS[name]
        values = row.low + unit[:, i] * (row.high - row.low)
        if row.unit == "year":
            whole = np.floor(row.low + unit[:, i] * (row.high - row.low + 1))
            values = np.minimum(whole, row.high)
        found[name] = values
    return found
