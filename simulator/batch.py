"""Many runs of one world at once: state in arrays, years in step, chunks on threads.

Runs do not know of each other, so any cut into chunks gives the same numbers to the bit.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from simulator import memory
from simulator.engine import initial_state, year
from simulator.engine.params import PARAMS
from simulator.engine.records import (
    AGREED_NEXT,
    CONTRACT,
    IN_FORCE,
    ORGANISATION,
    RELATION,
    SIDE,
    TRACE,
    blank_script,
)
from simulator.world.build import World

# What is kept of each year, by side and by relation.
SIDE_FIELDS = (
    "trust", "competence", "goodwill", "tension", "image", "knowledge", "authority", "strategy",
    "overridden", "reservation", "hardness_mean", "tension_mean", "process", "agreed_utility",
    "utility", "extra", "shading", "maintenance", "breach", "seen", "content_value", "value",
    "cost", "contentious", "acts_made", "surprise_peak", "sv_instrumental", "sv_self",
    "sv_process", "sv_relation", "attention", "estimate", "skill", "early", "windfall",
)  # fmt: skip
RELATION_FIELDS = (
    "ownership", "content_stock", "negotiated", "content_phase", "ending", "turns", "mediation",
    "ambiguous", "age", "aligned", "shock", "reopened", "volume", "spill",
)  # fmt: skip
CONTRACT_FIELDS = ("has", "content", "clarity", "duration")  # in force; agreed_* for next year

ON_THE_WAY = 1.3  # measured: the peak of a run with its report, by the size of its record
CHUNK = 512  # relations worked on together: what a processor's cache holds


@dataclass(frozen=True)
class State:
    """The state of some runs: what changes."""

    organisations: np.ndarray  # [R, N] of ORGANISATION
    sides: np.ndarray  # [R, D, 2] of SIDE
    relations: np.ndarray  # [R, D] of RELATION
    contracts: np.ndarray  # [R, D, 2] of CONTRACT


@dataclass(frozen=True)
class Record:
    """What was kept of every year.

    Year y's season makes the contract for y + 1 on: `agreed_*`, `ending` and `turns` belong to
    the season held in y; `utility`, `value`, `content`, … to the contract in force in y.
    """

    world: World
    seed: int
    runs: np.ndarray  # [R] run ids
    sides: dict[str, np.ndarray]  # each [R, Y, D, 2]
    relations: dict[str, np.ndarray]  # each [R, Y, D]
    trace: np.ndarray | None  # [R, Y, D, T] of TRACE

    @property
    def years(self) -> int:
        """How many years were lived."""
        return int(self.relations["ending"].shape[1])


def begun(world: World, params: np.ndarray, runs: np.ndarray, seed: int) -> State:
    """The state of `runs` at the start of year 0.

    Args:
        params: numbers of each run, [R] of `PARAMS`.
        runs: run ids, [R], below 2**32; they are data, so two points of a sweep can share luck.
    """
    count, relations = len(runs), len(world.ties)
    state = State(
        organisations=np.zeros((count, len(world.organisations)), ORGANISATION),
        sides=np.zeros((count, relations, 2), SIDE),
        relations=np.zeros((count, relations), RELATION),
        contracts=np.zeros((count, relations, 2), CONTRACT),
    )
    initial_state.begun(
        params, world.ties, world.seats, world.mixes, world.organisation_ids, state.organisations,
        state.sides, state.relations, state.contracts, np.uint64(seed), runs.astype(np.uint64),
    )  # fmt: skip
    return state


def lived(
    world: World, params: np.ndarray, state: State, runs: np.ndarray, seed: int, y: int,
    trace: np.ndarray,
) -> None:  # fmt: skip
    """Live year `y` of all runs in `state`, up to its evaluation; `turned_over` ends it."""
    if world.later is not None and world.later[0] == y:
        initial_state.switched(
            world.ties, world.seats, world.later[1], world.organisation_ids, state.organisations,
            state.sides, np.uint64(seed), runs.astype(np.uint64),
        )  # fmt: skip
    regions = np.zeros((2, int(world.ties["region"].max(initial=0)) + 1))
    year.lived_all(
        params, world.acts, world.strategies, world.policies, world.calendar[0], world.forms,
        world.kinds, world.organisation_ids, world.ties, world.seats, scripts_of(world, y),
        float(world.accord[y]), float(world.mandates[y]), state.organisations, state.sides,
        state.relations, state.contracts, np.uint64(seed), runs.astype(np.uint64), y, trace,
        regions,
    )  # fmt: skip


def scripts_of(world: World, y: int) -> np.ndarray:
    """What stories force in year `y`; the last row forces nothing and serves script -1."""
    forced = blank_script(len(world.scripts) + 1)
    if y < world.scripts.shape[1]:
        forced[:-1] = world.scripts[:, y]
    return forced


def turned_over(state: State, y: int) -> None:
    """Contracts agreed take the place of those that end with year `y`; policies take effect."""
    year.turned_over(state.sides, state.contracts, y)


def blank_trace(world: World, runs: int, traced: bool) -> np.ndarray:
    """Room for the turns of one season of each run, [R, D, T]; no turns where not traced."""
    calendar = world.calendar[0]
    turns = int(calendar.turns + calendar.stragglers) if traced else 0
    trace = np.zeros((runs, len(world.ties), turns), TRACE)
    trace["actor"] = -1
    return trace


def needs(world: World, runs: int, years: int, traced: bool) -> int:
    """Bytes that a record of so many runs takes, with what is made of it on the way."""
    side = sum(2 if SIDE[name].kind == "i" else 8 for name in SIDE_FIELDS)
    relation = sum(2 if RELATION[name].kind == "i" else 8 for name in RELATION_FIELDS)
    relation += 2 * sum(2 if CONTRACT[name].kind == "i" else 8 for name in CONTRACT_FIELDS)
    turns = int(world.calendar[0].turns + world.calendar[0].stragglers) if traced else 0
    each = 2 * side + relation + turns * TRACE.itemsize
    return int(runs * (years * len(world.ties) * each * ON_THE_WAY + PARAMS.itemsize))


def ask(world: World, runs: int, years: int, traced: bool) -> None:
    """See that there is memory for so many runs, before any of it is taken.

    Raises:
        TooLittleMemoryError: there is not.
    """
    needed = needs(world, runs, years, traced)
    there = memory.free()
    fit = runs if there is None else max(1, int(0.9 * there / (needed / runs)))
    values = {"runs": runs, "years": years, "relations": len(world.ties), "fit": fit}
    memory.ask("runs", needed, **values)


def blank_record(world: World, runs: np.ndarray, seed: int, years: int, traced: bool) -> Record:
    """Room for everything that is kept of some runs."""
    shape = (len(runs), years, len(world.ties))

    def room(record: np.dtype, name: str, *more: int) -> np.ndarray:
        return np.zeros((*shape, *more), np.int16 if record[name].kind == "i" else np.float64)

    sides = {name: room(SIDE, name, 2) for name in SIDE_FIELDS}
    relations = {name: room(RELATION, name) for name in RELATION_FIELDS}
    for name in CONTRACT_FIELDS:
        relations[name] = room(CONTRACT, name)
        relations[f"agreed_{name}"] = room(CONTRACT, name)
    trace = None
    if traced:
        blank = blank_trace(world, 1, traced=True)
        trace = np.tile(blank[:, None], (len(runs), years, 1, 1))
    return Record(world, seed, runs, sides, relations, trace)


def keep(record: Record, part: slice, y: int, state: State, turns: np.ndarray) -> None:
    """Write the year just lived by the runs of `part` into the record."""
    for name in SIDE_FIELDS:
        record.sides[name][part, y] = state.sides[name]
    for name in RELATION_FIELDS:
        record.relations[name][part, y] = state.relations[name]
    for name in CONTRACT_FIELDS:
        record.relations[name][part, y] = state.contracts[name][:, :, IN_FORCE]
        record.relations[f"agreed_{name}"][part, y] = state.contracts[name][:, :, AGREED_NEXT]
    if record.trace is not None:
        record.trace[part, y] = turns


def played(
    world: World,
    params: np.ndarray,
    runs: np.ndarray,
    seed: int,
    years: int,
    threads: int | None = None,
    trace: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Record:
    """Play `years` years of every run.

    Args:
        world: who faces whom.
        params: numbers of each run, [R] of `PARAMS`.
        runs: run ids, [R].
        seed: key of chance, below 2**64.
        threads: how many work side by side; None = one.
        trace: keep every turn of every season.
        progress: told how many run-years were lived since it was last told.

    Raises:
        ValueError: not one record of numbers per run.
        TooLittleMemoryError: what is kept of them does not fit.
    """
    if params.shape != runs.shape:
        raise ValueError(
            f"expected one record of numbers per run, {runs.shape}; got {params.shape}"
        )
    ask(world, max(1, len(runs)), years, trace)
    record = blank_record(world, runs, seed, years, trace)
    step = max(1, CHUNK // max(1, len(world.ties)))

    def play(first: int) -> None:
        part = slice(first, min(first + step, len(runs)))
        ids = runs[part]
        state = begun(world, params[part], ids, seed)
        for y in range(years):
            turns = blank_trace(world, len(ids), traced=trace)
            lived(world, params[part], state, ids, seed, y, turns)
            keep(record, part, y, state, turns)
            turned_over(state, y)
            if progress is not None:
                progress(len(ids))

    starts = range(0, len(runs), step)
    with ThreadPoolExecutor(max_workers=threads or 1) as pool:
        for _ in pool.map(play, starts):
            pass
    return record
