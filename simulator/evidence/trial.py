"""Playing the arms of an experiment: over seeds at the defaults, and over points of the space.

All arms of a group have the same seed, run numbers and identities, so what differs between twins
is the arm and nothing else. In robustness every point has the same luck too.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from simulator import batch
from simulator.batch import Record
from simulator.engine.params import records
from simulator.engine.records import SIDES
from simulator.evidence.arms import Arm
from simulator.evidence.checks import Check
from simulator.evidence.plan import ExperimentPlan
from simulator.evidence.view import View, Views

SEEDS = tuple(range(1, 21))
ROBUSTNESS_SEED = 2022
BLOCK = 6_000  # relations of one batch: bounds memory, changes no number

Told = Callable[[int], None]


def quiet(_: int) -> None:
    """Nobody is told."""


def played(
    arm: Arm, params: np.ndarray, runs: np.ndarray, seed: int, plan: ExperimentPlan, threads: int
) -> Record:
    """One arm, [R] runs."""
    if arm.nudge is None:
        return batch.played(
            arm.world, params, runs, seed, plan.years, threads=threads, trace=plan.trace
        )
    return _nudged(arm, params, runs, seed, plan.years)


def _nudged(arm: Arm, params: np.ndarray, runs: np.ndarray, seed: int, years: int) -> Record:
    """The same as `batch.played`, with one side's state set by hand at the start of a year."""
    if arm.nudge is None:
        raise ValueError("this arm has nothing to set by hand")
    record = batch.blank_record(arm.world, runs, seed, years, traced=False)
    simulation = batch.Simulation.of(arm.world, params, runs, seed, years=years, record=record)
    while not simulation.done:
        if simulation.year == arm.nudge.year:
            side = SIDES.index(arm.nudge.side)
            simulation.state.sides["goodwill"][:, :, side] = arm.nudge.goodwill
        simulation.step()
    return record


def measured(views: Views, checks: Sequence[Check]) -> np.ndarray:
    """Every check of every group, [G, checks]."""
    return np.stack([np.asarray(check.found(views), float) for check in checks], axis=1)


def over_seeds(
    arms: Mapping[str, Arm],
    plan: ExperimentPlan,
    checks: Sequence[Check],
    seeds: Sequence[int],
    runs: int,
    threads: int = 1,
    told: Told = quiet,
) -> np.ndarray:
    """Every check at the defaults, one row per seed, [seeds, checks]."""
    rows = []
    ids = np.arange(runs, dtype=np.uint64)
    for seed in seeds:
        views = {}
        for name, arm in arms.items():
            params = records(runs, arm.params)
            views[name] = View(played(arm, params, ids, seed, plan, threads), 1)
            told(runs)
        rows.append(measured(views, checks))
    return np.concatenate(rows)


def over_points(
    arms: Mapping[str, Arm],
    plan: ExperimentPlan,
    checks: Sequence[Check],
    points: Mapping[str, np.ndarray],
    replicates: int,
    threads: int = 1,
    told: Told = quiet,
) -> np.ndarray:
    """Every check at every point, [P, checks].

    Args:
        points: value of each number that varies, name -> [P]; all others are the arm's own.
        replicates: runs per point; the same run numbers at each.
    """
    count = len(next(iter(points.values())))
    width = max(len(arm.world.ties) for arm in arms.values())
    step = max(1, BLOCK // (replicates * width))
    rows = []
    for first in range(0, count, step):
        part = slice(first, min(first + step, count))
        groups = part.stop - part.start
        ids = np.tile(np.arange(replicates, dtype=np.uint64), groups)
        views = {}
        for name, arm in arms.items():
            params = records(len(ids), arm.params)
            for factor, values in points.items():
                params[factor] = np.repeat(values[part], replicates)
            views[name] = View(played(arm, params, ids, ROBUSTNESS_SEED, plan, threads), groups)
            told(len(ids))
        rows.append(measured(views, checks))
    return np.concatenate(rows)
