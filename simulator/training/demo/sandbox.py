"""Ten years of one relation as a fan of 500 runs: from settings to lines, fast enough to drag.

Two plays on one screen share the world, the seed and the run ids, so they share all luck.
"""

from dataclasses import dataclass, replace

import numpy as np

from simulator.batch import Record, played
from simulator.config import compose as configs
from simulator.engine.params import records
from simulator.engine.records import PROVIDER, blank_script
from simulator.measures.catalogue import measures
from simulator.training.demo.settings import RUNS, SIDES, YEARS, Play, View
from simulator.world import build as worlds
from simulator.world.build import World

SCENARIO = "calm-opens-the-talk"
SHARES = (10, 25, 50, 75, 90)  # per cent of the runs below each line of the fan
THREADS = 2


@dataclass(frozen=True)
class Start:
    """What the sandbox starts from; made once."""

    world: World
    params: dict[str, float]
    strategies: tuple[str, ...]
    labels: dict[str, dict[str, str]]  # strategy -> language -> name
    characters: dict[str, dict[str, str]]
    families: dict[str, str]


@dataclass(frozen=True)
class Fan:
    """A measure over the years: where the runs lie, and one run of them."""

    years: tuple[int, ...]  # [Y]
    shares: tuple[tuple[float, ...], ...]  # per share of SHARES, [Y]
    one: tuple[float, ...]  # the run shown, [Y]
    kept: float  # share of runs with a contract in the last year, in [0, 1]


def prepared() -> Start:
    """One provider and one funder who may play anything; composes configs, so call it at start."""
    from simulator.results.groups import family

    config = configs.composed(
        [f"scenario={SCENARIO}", "accord=none", "script=[]", f"years={YEARS}"]
    )
    world = worlds.built(config)
    seats = world.seats.copy()
    seats["strategy"] = -1
    return Start(
        replace(world, seats=seats),
        {**config.params, "pressure": 0.1, "image_start": 0.4},
        world.strategy_names,
        {name: strategy.label.model_dump() for name, strategy in config.strategies.items()},
        {name: strategy.character.model_dump() for name, strategy in config.strategies.items()},
        dict(zip(world.strategy_names, map(family, world.strategies), strict=True)),
    )


def lived(start: Start, play: Play, seed: int, runs: int = RUNS, years: int = YEARS) -> Record:
    """All runs of one play."""
    params = {
        **start.params,
        "two_phase": float(play.content_first),
        "duration_max": float(play.contract_years),
        "pressure": play.pressure,
        "breach": play.mistakes,
        "ambiguity": play.misreading,
    }
    return played(
        _world(start, play, years),
        records(runs, params),
        np.arange(runs, dtype=np.uint64),
        seed,
        years,
        threads=THREADS,
    )


def _world(start: Start, play: Play, years: int) -> World:
    world = start.world
    mixes = np.zeros_like(world.mixes)
    for n, organisation in enumerate(world.organisations):
        name = play.provider if organisation.kind == "provider" else play.funder
        mixes[n, start.strategies.index(name)] = 1.0
    ties, script = world.ties.copy(), blank_script(years)
    ties["script"] = 0
    if play.contact:
        script["maintenance"][:, PROVIDER] = 1.0
    accord = np.full(years, play.accord)
    return replace(world, mixes=mixes, ties=ties, scripts=script[None], accord=accord)


def fan(record: Record, view: View) -> Fan:
    """The measure and side of a view over the runs of a record."""
    side = SIDES.index(view.side)
    values = measures()[view.measure].values(record)[:, :, 0, side]  # [R, Y]
    lines = np.nanpercentile(values, SHARES, axis=0)
    return Fan(
        tuple(record.world.start + y for y in range(record.years)),
        tuple(tuple(line.tolist()) for line in lines),
        tuple(values[view.run % len(values)].tolist()),
        float(record.relations["has"][:, -1, 0].mean()),
    )
