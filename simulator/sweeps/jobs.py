"""What a worker gets: a study, the same for all jobs, and a job, the runs of a shard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from simulator.engine.params import PARAMS
from simulator.engine.records import SIDES
from simulator.sweeps.plan import Value
from simulator.world.build import World

Edits = tuple[tuple[str, Value], ...]  # changes of a world, by name of the factor


@dataclass(frozen=True)
class Study:
    """Everything that is the same for all jobs of a sweep. C cells: worlds with their numbers."""

    worlds: tuple[World, ...]  # [C]
    params: np.ndarray  # [C] of PARAMS
    seed: int
    years: int
    outcomes: tuple[str, ...]  # names of measures
    moments: tuple[str, ...]  # first, last, mean
    by: str
    groups: tuple[str, ...]  # names of groups of sides, the same in every shard
    record: str  # summary, yearly or relations
    measures: str | None  # a user's folder of measures
    variants: tuple[str, ...]
    rows: int  # points times variants
    rounds: tuple[int, ...]  # replicates, as they were asked for one after the other
    fingerprint: str  # of the program that started the sweep


def numbered(
    runs: np.ndarray, rows: int, rounds: Sequence[int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which row, replicate and round each run [n] is.

    A run keeps its number when replicates are added: those of a later round come after all others.
    """
    before = np.cumsum([0, *rounds])
    which = np.searchsorted(before * rows, runs, side="right") - 1
    inner, count = runs - before[which] * rows, np.asarray(rounds)[which]
    return inner // count, before[which] + inner % count, which


class Batch(NamedTuple):
    """Runs of one world, played together. n runs, q different rows of numbers."""

    cell: int
    edits: Edits
    runs: np.ndarray  # [n] run numbers, ascending
    luck: np.ndarray  # [n] run ids of the engine
    row: np.ndarray  # [n] place in `values`
    names: tuple[str, ...]  # numbers of the model that are varied
    values: np.ndarray  # [q, k], NaN = as in the cell

    def part(self, chosen: slice | np.ndarray) -> "Batch":
        """Some of its runs."""
        return self._replace(runs=self.runs[chosen], luck=self.luck[chosen], row=self.row[chosen])

    def params(self, cell: np.record) -> np.ndarray:
        """The numbers of each run, [n] of PARAMS."""
        table = np.repeat(np.array([cell], PARAMS), len(self.runs))
        for name, column in zip(self.names, self.values.T, strict=True):
            value = column[self.row]
            table[name] = np.where(np.isnan(value), table[name], value)
        return table


class Job(NamedTuple):
    """The runs [start, stop) of a shard, or of a part of it."""

    shard: int
    start: int
    stop: int
    batches: tuple[Batch, ...]

    @property
    def size(self) -> int:
        """How many runs."""
        return self.stop - self.start

    def halves(self) -> Iterator["Job"]:
        """The same runs in two jobs."""
        middle = (self.start + self.stop) // 2
        for start, stop in ((self.start, middle), (middle, self.stop)):
            parts = (b.part((b.runs >= start) & (b.runs < stop)) for b in self.batches)
            kept = tuple(part for part in parts if len(part.runs))
            yield Job(self.shard, start, stop, kept)


def edited(world: World, edits: Edits) -> World:
    """The world with other strategies or other numbers in them; everything else is shared."""
    for name, value in edits:
        head, which, *field = name.split(".")
        if head == "strategies":
            world = _renumbered(world, which, field[0], float(value))
        else:
            world = _all_playing(world, SIDES.index(which), str(value))
    return world


def _renumbered(world: World, strategy: str, field: str, value: float) -> World:
    strategies = world.strategies.copy()
    strategies[field][world.strategy_names.index(strategy)] = value
    return replace(world, strategies=strategies)


def _all_playing(world: World, side: int, strategy: str) -> World:
    """Every organisation of a side plays one strategy, whatever mix, seat or policy it had."""
    own, place = np.unique(world.ties[SIDES[side]]), world.strategy_names.index(strategy)
    seats = world.seats.copy()
    seats["strategy"][:, side] = -1
    seats["policy"][:, side] = -1
    later = world.later and (world.later[0], _only(world.later[1], own, place))
    return replace(world, mixes=_only(world.mixes, own, place), later=later, seats=seats)


def _only(mixes: np.ndarray, own: np.ndarray, strategy: int) -> np.ndarray:
    """Mixes [N, S] in which some organisations surely play one strategy."""
    found = mixes.copy()
    found[own] = 0.0
    found[own, strategy] = 1.0
    return found
