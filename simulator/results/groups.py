"""Sides put together: by kind of organisation, by strategy started with, or by its family.

A family follows from the numbers of a strategy, so a new strategy file falls into its place:
hard opens hard and presses, arguing opens hard with words, mirroring answers like with like,
cooperative asks, pauses, opens up and names the process, yielding gives in, plain is the rest.
"""

from dataclasses import dataclass

import numpy as np

from simulator.batch import Record
from simulator.engine.records import SIDES

FAMILIES = ("cooperative", "mirroring", "plain", "arguing", "hard", "yielding")
WAYS = ("kind", "strategy", "family", "side")


@dataclass(frozen=True)
class Grouping:
    """Which group each side of each relation belongs to."""

    names: tuple[str, ...]
    index: np.ndarray  # [R, D, 2], place in `names`, -1 = in none


def family(strategy: np.record) -> str:
    """The family of a record of `STRATEGY`."""
    if strategy["opening"] >= 0.5:
        return "hard" if strategy["press"] >= 0.5 else "arguing"
    if strategy["mirroring"] >= 0.5:
        return "mirroring"
    if strategy["mix"][1:].sum() >= 0.5:
        return "cooperative"
    return "yielding" if strategy["concession"] >= 1.0 else "plain"


def grouped(record: Record, by: str, side: int | None = None) -> Grouping:
    """All sides by kind, strategy, family or side; only one side's if `side` is given.

    The strategy is the one played in the first year. Only groups that somebody belongs to are
    named, in a fixed order.

    Raises:
        ValueError: no such way to group.
    """
    if by not in WAYS:
        raise ValueError(f"Cannot group by {by!r}; choose one of {', '.join(WAYS)}.")
    names, index = _kept(*_all(record, by))
    if side is not None:
        index[..., 1 - side] = -1
        names, index = _kept(names, index)
    return Grouping(names, index)


def _all(record: Record, by: str) -> tuple[tuple[str, ...], np.ndarray]:
    world = record.world
    played = record.sides["strategy"][:, 0].astype(np.int64)  # [R, D, 2]
    if by == "strategy":
        return tuple(world.strategy_names), played
    if by == "family":
        places = [FAMILIES.index(family(strategy)) for strategy in world.strategies]
        return FAMILIES, np.array(places, np.int64)[played]
    if by == "side":
        return SIDES, np.broadcast_to(np.arange(2), played.shape).copy()
    kinds = [organisation.kind for organisation in world.organisations]
    names = tuple(dict.fromkeys(sorted(kinds, key=lambda kind: (kind != "provider", kind))))
    place = np.array([names.index(kind) for kind in kinds], np.int64)
    pairs = np.stack([place[world.ties["provider"]], place[world.ties["funder"]]], axis=-1)
    return names, np.broadcast_to(pairs, played.shape).copy()


def _kept(names: tuple[str, ...], index: np.ndarray) -> tuple[tuple[str, ...], np.ndarray]:
    """Only the groups that somebody belongs to."""
    used = np.unique(index[index >= 0])
    place = np.full(len(names) + 1, -1, np.int64)  # the last one takes -1
    place[used] = np.arange(len(used))
    return tuple(names[i] for i in used), place[index]


def means(values: np.ndarray, grouping: Grouping, weight: np.ndarray | None = None) -> np.ndarray:
    """Mean of each group in each run and year.

    Args:
        values: [R, Y, D, 2]; NaN does not count.
        grouping: G groups.
        weight: of each relation, [D]; None = all weigh the same.

    Returns:
        [R, Y, G]; NaN where a group is empty in that run and year.
    """
    runs, years = values.shape[:2]
    count = len(grouping.names)
    place = np.arange(runs)[:, None, None] * count + grouping.index
    equal = np.ones(values.shape[2]) if weight is None else weight
    weights = np.broadcast_to(equal[:, None], place.shape)
    found = np.full((runs, years, count), np.nan)
    for year in range(years):
        value = values[:, year]
        counts = (grouping.index >= 0) & np.isfinite(value)
        at = place[counts]
        heavy = weights[counts]
        size = np.bincount(at, weights=heavy, minlength=runs * count)
        total = np.bincount(at, weights=heavy * value[counts], minlength=runs * count)
        with np.errstate(invalid="ignore"):
            found[:, year] = np.where(size > 0, total / size, np.nan).reshape(runs, count)
    return found


def mean_of_years(values: np.ndarray) -> np.ndarray:
    """Mean over years of what there is, [R, Y] -> [R]; NaN where there is nothing."""
    there = np.isfinite(values)
    count = there.sum(axis=1)
    total = np.where(there, values, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
