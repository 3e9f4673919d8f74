"""What a sweep keeps of its runs: which measures, and for which groups of organisations."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from simulator.config.problems import nearest
from simulator.engine.records import SIDES
from simulator.measures.catalogue import MeasureError, measures
from simulator.results.groups import FAMILIES
from simulator.sweeps.errors import SweepError
from simulator.sweeps.factors import Factor
from simulator.sweeps.plan import Plan, Value
from simulator.world.build import World


def outcomes(plan: Plan) -> tuple[str, ...]:
    """Names of the measures that are kept.

    Raises:
        SweepError: there is no such measure, or a file of an own measure is wrong.
    """
    folder = Path(plan.measures).expanduser() if plan.measures else None
    try:
        known = measures(folder)
    except MeasureError as error:
        raise SweepError("measure", detail=error) from None
    for name in plan.outcomes:
        if name not in known:
            close = nearest(name, known) or ", ".join(known)
            raise SweepError("no_outcome", came=name, close=close)
    return tuple(dict.fromkeys(plan.outcomes)) or tuple(known)


def groups(
    by: str,
    worlds: Sequence[World],
    variants: Iterable[Mapping[str, tuple[Factor, Value]]],
    factors: Sequence[Factor],
) -> tuple[str, ...]:
    """Names of all groups that can occur, so that every shard has the same columns."""
    if by == "side":
        return SIDES
    if by == "family":
        return tuple(f"{side}_{family}" for side in SIDES for family in FAMILIES)
    if by == "kind":
        kinds = {one.kind for world in worlds for one in world.organisations}
        return tuple(sorted(kinds, key=lambda kind: (kind != "provider", kind)))
    set_ = [(factor.name, factor.values) for factor in factors]
    set_ += [(name, (value,)) for variant in variants for name, (_, value) in variant.items()]
    names = []
    for s, side in enumerate(SIDES):
        played = set().union(*(_playable(world, s) for world in worlds))
        for name, values in set_:
            if name == f"strategy.{side}":
                played |= set(map(str, values))
        names += [f"{side}_{strategy}" for strategy in sorted(played)]
    return tuple(names)


def _playable(world: World, s: int) -> set[str]:
    """Strategies that somebody on side `s` may start with."""
    own = np.unique(world.ties[SIDES[s]])
    places = set(np.flatnonzero((world.mixes[own] > 0).any(axis=0)).tolist())
    places |= set(world.seats["strategy"][:, s].tolist())
    if len(world.scripts):
        places |= set(world.scripts["strategy"][:, 0, s].tolist())
    return {world.strategy_names[place] for place in places if place >= 0}
