"""Many runs of one world at once: state in arrays, years in step, chunks on threads.

Runs do not know of each other, so any cut into chunks gives the same numbers to the bit.
"""

import operator
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator import memory
from simulator.config.schema import Config
from simulator.engine import initial_state, params, year
from simulator.engine.context import Hand, Layout, Model, State
from simulator.engine.params import PARAMS
from simulator.engine.records import (
    AGREED,
    AGREED_NEXT,
    CONTRACT,
    IN_FORCE,
    MEDIATED,
    ORGANISATION,
    RELATION,
    SIDE,
    TRACE,
    blank_script,
)
from simulator.world.build import World, built

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

    def part(self, runs: slice) -> "Record":
        """The same record, of some of its runs: what is written to one is in the other."""
        return Record(
            self.world,
            self.seed,
            self.runs[runs],
            {name: kept[runs] for name, kept in self.sides.items()},
            {name: kept[runs] for name, kept in self.relations.items()},
            None if self.trace is None else self.trace[runs],
        )

    def keep(self, y: int, state: State, turns: np.ndarray) -> None:
        """Write year `y`, just lived, into the record."""
        for name, kept in self.sides.items():
            kept[:, y] = state.sides[name]
        for name in RELATION_FIELDS:
            self.relations[name][:, y] = state.relations[name]
        for name in CONTRACT_FIELDS:
            self.relations[name][:, y] = state.contracts[name][:, :, IN_FORCE]
            self.relations[f"agreed_{name}"][:, y] = state.contracts[name][:, :, AGREED_NEXT]
        if self.trace is not None:
            self.trace[:, y] = turns


class Simulation:
    """Some runs of one world, a year a step: the one year loop of batch, Mesa, room and agents.

        sim = Simulation(config, runs=10)
        while not sim.done:
            sim.step()
        sim.record.sides["trust"]  # [R, Y, D, 2]

    `step` is `live`, `keep` and `turn_over`; who wants to look or to decide in between calls these.

    Args:
        config: a composed config.
        runs: how many runs; None = as the config says.
        seed: key of chance, below 2**64; None = the config's.
        first_run: id of the first run: run r of any batch with the same seed is the same run.
        trace: keep every turn of every season; None = as the config says.

    Attributes:
        world: who faces whom.
        params: numbers of each run, [R] of `PARAMS`.
        runs: run ids, [R].
        seed: the key of chance.
        year: how many years are lived.
        years: how many there are to live.
        state: what changes, see `engine.context.State`.
        record: what was kept of the years lived.
    """

    def __init__(
        self,
        config: Config,
        runs: int | None = None,
        seed: int | None = None,
        first_run: int = 0,
        trace: bool | None = None,
    ) -> None:
        count = config.runs if runs is None else runs
        if count < 1 or first_run < 0:
            raise ValueError(f"expected 1 run or more, ids from 0; got {count} from {first_run}")
        ids = np.arange(first_run, first_run + count, dtype=np.uint64)
        luck = config.seed if seed is None else seed
        traced = config.trace if trace is None else trace
        world = built(config)
        self.record: Record | None = blank_record(world, ids, luck, config.years, traced)
        numbers = params.records(count, config.params)
        self._set(world, numbers, ids, luck)
        self.state, self.year, self.years = begun(world, numbers, ids, luck), 0, config.years

    def _set(self, world: World, numbers: np.ndarray, runs: np.ndarray, seed: int) -> None:
        self.world, self.params, self.runs, self.seed = world, numbers, runs, seed

    @classmethod
    def of(
        cls,
        world: World,
        numbers: np.ndarray,
        runs: np.ndarray,
        seed: int,
        *,
        years: int,
        record: Record | None = None,
        state: State | None = None,
        year: int = 0,
    ) -> "Simulation":
        """Runs of a world that is built already, at their start or going on from a state.

        Args:
            numbers: of each run, [R] of `PARAMS`.
            runs: run ids, [R].
            years: the year to live up to.
            record: room for the years, as `blank_record` makes it; None = nothing is kept.
            state: changed in place; None = the start of year 0.
            year: years lived so far.
        """
        own = cls.__new__(cls)
        own._set(world, numbers, runs, seed)
        own.record, own.year, own.years = record, year, years
        own.state = begun(world, numbers, runs, seed) if state is None else state
        return own

    def __repr__(self) -> str:
        relations = len(self.world.ties)
        return (
            f"<Simulation: {len(self.runs)} runs, {relations} relations, "
            f"{self.year} of {self.years} years lived, seed {self.seed}>"
        )

    @property
    def done(self) -> bool:
        """Are all years lived?"""
        return self.year >= self.years

    @property
    def traced(self) -> bool:
        """Are turns kept?"""
        return self.record is not None and self.record.trace is not None

    def live(self, hand: Hand | None = None) -> np.ndarray:
        """Live the year up to its evaluation; its turns, [R, D, T] of `TRACE`.

        Args:
            hand: what is decided by hand; where it still has to decide, the year stops.

        Raises:
            StopIteration: all years are lived.
        """
        if self.done:
            raise StopIteration(f"all {self.years} years are lived")
        world, y = self.world, self.year
        luck, runs = np.uint64(self.seed), self.runs.astype(np.uint64)
        layout = layout_of(world, y)
        if world.later is not None and world.later[0] == y:
            initial_state.switch_strategies(layout, world.later[1], self.state, luck, runs)
        turns = blank_trace(world, len(runs), traced=self.traced)
        model = model_of(world, self.params, y)
        year.play_years(model, layout, self.state, luck, runs, y, turns, hand)
        return turns

    def keep(self, turns: np.ndarray) -> None:
        """Write the year just lived, and its turns, into the record, if there is one."""
        if self.record is not None:
            self.record.keep(self.year, self.state, turns)

    def turn_over(self) -> None:
        """Contracts agreed take the place of those that end; policies take effect."""
        year.turn_over(self.state, self.year)
        self.year += 1

    def step(self) -> None:
        """Live one contracting year and keep it.

        Raises:
            StopIteration: all years are lived.
        """
        self.keep(self.live())
        self.turn_over()


def checked_seed(value: Any, name: str = "seed") -> int:
    """A key of chance that can be: a whole number from 0, below 2**64.

    Raises:
        ValueError: another, with what was expected.
    """
    try:
        seed = operator.index(value)
    except TypeError:
        seed = -1
    if isinstance(value, bool) or not 0 <= seed < 2**64:
        raise ValueError(f"{name}: expected a whole number from 0, below 2**64, got {value!r}")
    return seed


def model_of(world: World, numbers: np.ndarray, y: int) -> Model:
    """What the rules know in year `y`; `numbers` of all runs, [R] of `PARAMS`, or of one."""
    return Model(
        numbers, world.acts, world.strategies, world.policies, world.calendar[0], world.forms,
        float(world.accord[y]), float(world.mandates[y]),
    )  # fmt: skip


def layout_of(world: World, y: int = 0) -> Layout:
    """Who faces whom, with what stories force in year `y`."""
    scripts = scripts_of(world, y)
    return Layout(world.ties, world.seats, scripts, world.kinds, world.organisation_ids)


def begun(world: World, numbers: np.ndarray, runs: np.ndarray, seed: int) -> State:
    """The state of `runs` at the start of year 0.

    Args:
        numbers: of each run, [R] of `PARAMS`.
        runs: run ids, [R], below 2**32; they are data, so two points of a sweep can share luck.
    """
    count, relations = len(runs), len(world.ties)
    state = State(
        np.zeros((count, len(world.organisations)), ORGANISATION),
        np.zeros((count, relations, 2), SIDE),
        np.zeros((count, relations), RELATION),
        np.zeros((count, relations, 2), CONTRACT),
        np.zeros((count, 2, int(world.ties["region"].max(initial=0)) + 1)),
    )
    initial_state.begin(
        numbers, layout_of(world), world.mixes, state, np.uint64(seed), runs.astype(np.uint64)
    )
    return state


def copied(state: State) -> State:
    """A state that can be changed without the other."""
    return State(*(part.copy() for part in state))


def scripts_of(world: World, y: int) -> np.ndarray:
    """What stories force in year `y`; the last row forces nothing and serves script -1."""
    forced = blank_script(len(world.scripts) + 1)
    if y < world.scripts.shape[1]:
        forced[:-1] = world.scripts[:, y]
    return forced


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
    """Room for everything that is kept of some runs.

    Raises:
        TooLittleMemoryError: there is not so much.
    """
    ask(world, max(1, len(runs)), years, traced)
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


def played(
    world: World,
    numbers: np.ndarray,
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
        numbers: of each run, [R] of `PARAMS`.
        runs: run ids, [R].
        seed: key of chance, below 2**64.
        threads: how many work side by side; None = one.
        trace: keep every turn of every season.
        progress: told how many run-years were lived since it was last told.

    Raises:
        ValueError: not one record of numbers per run; more years than the world has; a seed that
            cannot be.
        TooLittleMemoryError: what is kept of them does not fit.
    """
    if numbers.shape != runs.shape:
        raise ValueError(
            f"expected one record of numbers per run, {runs.shape}; got {numbers.shape}"
        )
    if years > len(world.accord):
        raise ValueError(f"this world has {len(world.accord)} years, {years} were asked for")
    seed = checked_seed(seed)
    record = blank_record(world, runs, seed, years, trace)
    step = max(1, CHUNK // max(1, len(world.ties)))

    def play(first: int) -> None:
        part = slice(first, min(first + step, len(runs)))
        simulation = Simulation.of(
            world, numbers[part], runs[part], seed, years=years, record=record.part(part)
        )
        while not simulation.done:
            simulation.step()
            if progress is not None:
                progress(len(simulation.runs))

    starts = range(0, len(runs), step)
    with ThreadPoolExecutor(max_workers=threads or 1) as pool:
        for _ in pool.map(play, starts):
            pass
    return record


def settled(record: Record, last: int | None) -> np.ndarray:
    """1 where the talks of a year ended in an agreement by a turn, [R, Y, D].

    Args:
        last: turn of the calendar; None = the calendar has no such date.

    Returns:
        0 or 1; NaN in a year without talks, and everywhere if there is no such date.
    """
    ending, turns = record.relations["ending"], record.relations["turns"]
    if last is None:
        return np.full(ending.shape, np.nan)
    found = np.isin(ending, (AGREED, MEDIATED)) & (turns <= last)
    return np.where(record.relations["negotiated"] == 1, found, np.nan)
