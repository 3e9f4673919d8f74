"""Many pairs of strategies side by side in one world, all with the same luck.

Every pair is a relation with the same identity, so whatever chance does to one it does to all: the
difference between two pairs is a difference between twins. A batch holds all pairs at once.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from simulator import batch
from simulator.batch import Record
from simulator.engine.params import PARAMS, records
from simulator.evidence import arms
from simulator.world import build
from simulator.world.build import World

BASE = ("world=ggz_insurer",)
NULL = ("scenario=null", *BASE)
BLOCK = 16_000  # relations of one batch: bounds memory, changes no number
SEED = 1


class Player(NamedTuple):
    """Who sits on one side: a strategy, or a policy that chooses one each year."""

    strategy: str
    policy: str | None = None


Pair = tuple[Player, Player]


def paired(providers: Sequence[Player], funders: Sequence[Player]) -> list[Pair]:
    """Every provider against every funder; the funder changes fastest."""
    return [(provider, funder) for provider in providers for funder in funders]


def plain(*names: str) -> list[Player]:
    """Players that keep one strategy."""
    return [Player(name) for name in names]


def seated(pairs: Sequence[Pair], years: int, base: Sequence[str] = BASE) -> World:
    """A world with a relation for each pair."""
    config = arms.base((*base, f"years={years}"))
    one = build.built(config)
    count = len(pairs)
    seats = np.repeat(one.seats, count, axis=0)
    policies = sorted(config.policies)
    for d, pair in enumerate(pairs):
        for s, player in enumerate(pair):
            seats["strategy"][d, s] = one.strategy_names.index(player.strategy)
            if player.policy is not None:
                seats["policy"][d, s] = policies.index(player.policy)
    return dataclasses.replace(
        one, seats=seats, ties=np.repeat(one.ties, count), relations=one.relations * count
    )


def numbers(
    runs: int, values: Mapping[str, float | np.ndarray] | None = None,
    base: Sequence[str] = BASE, years: int = 10,
) -> np.ndarray:  # fmt: skip
    """One record of numbers per run: the base's, with `values` on top."""
    config = arms.base((*base, f"years={years}"))
    return records(runs, {**config.params, **(values or {})})


def outcomes(
    made: World,
    params: np.ndarray,
    ids: np.ndarray,
    years: int,
    found: Callable[[Record], np.ndarray],
    threads: int,
    seed: int = SEED,
) -> np.ndarray:
    """A number per run and pair, [R, D, ...], played in blocks.

    Args:
        params: [R] of `PARAMS`.
        ids: run ids, [R].
        found: a record of some runs -> [r, D, ...].
    """
    if params.dtype != PARAMS:
        raise ValueError("expected one record of numbers per run")
    step = max(1, BLOCK // len(made.ties))
    rows = []
    for first in range(0, len(ids), step):
        part = slice(first, first + step)
        record = batch.played(made, params[part], ids[part], seed, years, threads=threads)
        rows.append(found(record))
    return np.concatenate(rows)


def value(record: Record) -> np.ndarray:
    """Value a year under contracts made in the run, of both sides, [r, D, 2]."""
    mean: np.ndarray = record.sides["value"][:, 1:].mean(axis=1)
    return mean


def last_value(record: Record) -> np.ndarray:
    """Value in the last year, of both sides, [r, D, 2]."""
    last: np.ndarray = record.sides["value"][:, -1]
    return last


def first_result(record: Record) -> np.ndarray:
    """Result of the first season, of both sides, [r, D, 2]."""
    first: np.ndarray = record.sides["agreed_utility"][:, 0]
    return first


def several(*found: Callable[[Record], np.ndarray]) -> Callable[[Record], np.ndarray]:
    """Several outcomes of the same runs, [r, D, 2, outcomes]."""
    return lambda record: np.stack([each(record) for each in found], axis=-1)
