"""An experiment played and judged: what its claims came to."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simulator.evidence import arms as making
from simulator.evidence import decisive, space, trial, verdicts
from simulator.evidence.checks import Bounds, Check
from simulator.evidence.decisive import Decider
from simulator.evidence.plan import ClaimPlan
from simulator.evidence.shelf import Experiment
from simulator.evidence.trial import Told, quiet
from simulator.evidence.verdicts import Found
from simulator.results.survey import Share


class Effort(NamedTuple):
    """How much is played."""

    seeds: tuple[int, ...] = trial.SEEDS
    runs: float = 1.0  # share of the runs per seed that the experiment asks for
    points: int = space.POINTS
    replicates: float = 1.0  # share of the runs per point

    def runs_of(self, experiment: Experiment) -> int:
        """Runs per seed."""
        return max(2, round(self.runs * experiment.plan.runs))

    def replicates_of(self, experiment: Experiment) -> int:
        """Runs per point."""
        return max(2, round(self.replicates * experiment.plan.replicates))

    def work(self, experiment: Experiment) -> int:
        """Runs of the experiment, all arms together."""
        seeds = len(self.seeds) * self.runs_of(experiment)
        points = self.points * self.replicates_of(experiment)
        return len(experiment.plan.arms) * (seeds + points)


FULL = Effort()
SHRUNK = Effort(seeds=(1, 2), runs=0.05, points=16, replicates=0.05)


class Result(NamedTuple):
    """One claim, judged."""

    claim: str
    experiment: str
    plan: ClaimPlan
    checks: tuple[Found, ...]
    robust: Share | None  # share of the space in which all signs hold
    deciders: tuple[Decider, ...]
    verdict: str
    digits: tuple[int, ...]  # decimals of each check
    sizes: tuple[Bounds, ...]  # band of each check

    @property
    def seeds(self) -> tuple[int, int]:
        """In how many seeds the weakest sign holds, of how many."""
        return min(each.seeds for each in self.checks), self.checks[0].of


def results(
    experiment: Experiment, effort: Effort = FULL, threads: int = 1, told: Told = quiet
) -> list[Result]:
    """All claims of one experiment, played and judged."""
    plan = experiment.plan
    ready = making.built(plan)
    checks = [check for each in experiment.checks.values() for check in each]
    rows = trial.over_seeds(
        ready, plan, checks, effort.seeds, effort.runs_of(experiment), threads, told
    )
    points: dict[str, np.ndarray] = {}
    outcomes = None
    if effort.points:
        points = space.points(space.varied(making.fixed(plan)), effort.points)
        outcomes = trial.over_points(
            ready, plan, checks, points, effort.replicates_of(experiment), threads, told
        )
    found, first = [], 0
    for claim, own in experiment.checks.items():
        part = slice(first, first + len(own))
        first = part.stop
        cut = None if outcomes is None else outcomes[:, part]
        found.append(_judged(experiment, claim, own, rows[:, part], points, cut))
    return found


def _judged(
    experiment: Experiment,
    claim: str,
    checks: Sequence[Check],
    rows: np.ndarray,
    points: dict[str, np.ndarray],
    outcomes: np.ndarray | None,
) -> Result:
    each = tuple(
        verdicts.judged(check, rows[:, c], None if outcomes is None else outcomes[:, c])
        for c, check in enumerate(checks)
    )
    robust: Share | None = None
    chosen: tuple[Decider, ...] = ()
    if outcomes is not None:
        held = verdicts.together(checks, outcomes)
        robust = verdicts.share_of(held)
        weakest = min(range(len(each)), key=lambda c: each[c].robust.share)  # type: ignore[union-attr]
        chosen = tuple(decisive.deciders(points, outcomes[:, weakest], held))
    words = experiment.plan.claims[claim]
    return Result(
        claim, experiment.name, words, each, robust, chosen, verdicts.verdict(each, robust),
        tuple(check.digits for check in checks), tuple(check.size for check in checks),
    )  # fmt: skip
