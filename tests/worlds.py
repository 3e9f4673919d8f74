"""Small worlds and single relations for the tests, built from the real catalogue.

`world`, `pair` and `played` compose, build and play as the program does. `sides`, `relation`,
`contract`, `seats` and `numbers` give records to put at a table by hand, with every field at a
value that is easy to reckon with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from simulator import batch
from simulator.config.compose import Config, composed
from simulator.engine import decisions, params, records
from simulator.engine.acts import ACTS
from simulator.engine.context import Hand, Luck, Model, Pair
from simulator.engine.rules import offer
from simulator.world.build import World, built

REGION = ("scenario=region", "years=6")
# Every instrument that a scenario can switch on, all at once.
INSTRUMENTS = {
    "social": 0.5, "written": 0.5, "online": 0.3, "thermometer": 0.5, "turnover": 0.2,
    "skill": 0.2, "leverage": 0.3, "exposure": 1.0, "confirmation": 0.2, "silence_status": 0.5,
    "shock_sd": 0.05, "index_sd": 0.01, "form_volume": 0.1, "form_effort": 0.1, "queue": 1.0,
    "align_regional": 0.5, "examples": 0.3, "imitation": 0.2, "preparation": 0.5, "voice": 0.5,
    "visit": 0.5, "estimate_error": 0.1, "coalition": 0.05, "legal": 0.1, "two_year_option": 1.0,
    "vision": 0.5, "stakeholders": 0.5, "internal": 0.5,
}  # fmt: skip
ONE_PAIR = ("scenario=calm-opens-the-talk", "script=[]", "years=6")


@cache
def config(*overrides: str) -> Config:
    """A config of the catalogue, composed once."""
    return composed(overrides)


@cache
def world(*overrides: str) -> World:
    """Its world."""
    return built(config(*overrides))


def pair(
    provider: str,
    funder: str,
    acts: Mapping[str, Sequence[str]] | None = None,
    strategies: np.ndarray | None = None,
) -> World:
    """One provider and one funder with these strategies.

    Args:
        provider, funder: names of strategies.
        acts: what a side is forced to do in year 0, by side ("provider", "funder").
        strategies: other strategies than those of the catalogue, in the same order.
    """
    one = world(*ONE_PAIR)
    mixes = np.zeros_like(one.mixes)
    mixes[one.ties["provider"][0], one.strategy_names.index(provider)] = 1.0
    mixes[one.ties["funder"][0], one.strategy_names.index(funder)] = 1.0
    script = records.blank_script(1)
    for side, names in (acts or {}).items():
        forced = [ACTS.index(name) for name in names]
        script["act"][0, records.SIDES.index(side), : len(forced)] = forced
    ties = one.ties.copy()
    ties["script"] = 0
    table = one.strategies if strategies is None else strategies
    return replace(one, mixes=mixes, scripts=script[None], ties=ties, strategies=table)


def busy() -> World:
    """The region with clauses and a reopener in its contracts, and attention shared out."""
    region = world(*REGION)
    forms, seats = region.forms.copy(), region.seats.copy()
    forms["reopener"], forms["indexed"] = 1, 0
    for name in ("coordination", "control", "monitoring"):
        forms[name] = 0.5
    forms["years"][0] = 2
    seats["tariff_fixed"][::4] = 1
    seats["allocation"] = np.arange(len(seats))[:, None] % len(records.ALLOCATIONS)
    return replace(region, forms=forms, seats=seats)


def played(
    world: World,
    years: int = 3,
    runs: int = 3,
    seed: int = 1,
    threads: int | None = None,
    trace: bool = False,
    **values: Any,
) -> batch.Record:
    """A record of some runs at the default numbers, or the values given."""
    ids = np.arange(runs, dtype=np.uint64)
    return batch.played(world, params.records(runs, values), ids, seed, years, threads, trace)


def turns(record: batch.Record) -> np.ndarray:
    """The turns of every season, [R, Y, D, T]."""
    assert record.trace is not None
    return record.trace


def numbers(**values: float) -> Any:
    """The numbers of one run: the defaults, or the values given."""
    return params.records(1, values)[0]


def sides(**values: Any) -> np.ndarray:
    """Both sides of a relation, [2] of SIDE; a value serves both, or is a pair (provider, funder).

    Trust .5, knowledge .2, tension .2, reservation .36, all issues alike.
    """
    two = np.zeros(2, records.SIDE)
    given = {
        "trust": 0.5, "competence": 0.5, "image": 0.4, "knowledge": 0.2, "tension": 0.2,
        "authority": 0.7, "reservation": 0.36, "demand": 1.0, "hardness_met": 0.4,
        "trust_cap": 1.0, "attention": 1.0, "pressure": params.PARAMETERS["pressure"].default,
    } | {name: value for name, value in values.items() if name != "weights"}  # fmt: skip
    for name, value in given.items():
        two[name] = value
    two["weights"] = values.get("weights", 0.25)
    two["weights"] /= two["weights"].sum(axis=1, keepdims=True)
    offer.order_issues(two["weights"][0], two["weights"][1], two["order"][0])
    offer.order_issues(two["weights"][1], two["weights"][0], two["order"][1])
    return two


def relation(**values: Any) -> Any:
    """One relation, all zeros but what is given; nobody shares its costs."""
    return _one(records.RELATION, {"members": 1.0} | values)


def contract(**values: Any) -> Any:
    """One contract, all zeros but what is given."""
    return _one(records.CONTRACT, values)


def tie(**values: Any) -> Any:
    """Who faces whom: relation 7, a disputes committee is open to it."""
    one = records.blank_ties(1)
    for name, value in ({"id": 7, "funder": 1, "committee": 1} | values).items():
        one[name] = value
    return one[0]


def seats(**values: Any) -> np.ndarray:
    """Places of both sides, [2] of SEAT, where the general rules hold but for what is given."""
    two: np.ndarray = records.blank_seats(1)[0]
    for name, value in values.items():
        two[name] = value
    return two


def luck(run: int = 0, year: int = 0, seed: int = 1, who: int = 7) -> Luck:
    """The key of chance of one relation in one year."""
    return Luck(np.uint64(seed), np.uint64(who), np.uint64(run), year)


def model(p: Any = None, accord: float = 0.0) -> Model:
    """What the rules know beside the state: the catalogue, and these numbers."""
    one = world(*ONE_PAIR)
    return Model(
        numbers() if p is None else p, one.acts, one.strategies, one.policies, one.calendar[0],
        one.forms, accord, np.nan,
    )  # fmt: skip


def table(sides_: np.ndarray, relation_: Any = None, **parts: Any) -> Pair:
    """One relation with these sides; what is not given is plain.

    Args:
        parts: tie, terms, seats, script, contracts of the relation, see `context.Pair`.
    """
    given = {
        "tie": tie(), "terms": records.plain_forms()[0], "seats": seats(),
        "script": records.blank_script(1)[0], "sides": sides_,
        "relation": relation() if relation_ is None else relation_,
        "contracts": np.zeros(2, records.CONTRACT),
    } | {name: part for name, part in parts.items() if part is not None}  # fmt: skip
    return Pair(**given)


def hand(s: int, number: int, **move: Any) -> Hand:
    """A hand of side `s` that decides turn `number` of twenty; all else is left to strategies.

    Args:
        move: fields of its `MOVE`; a demand that is NaN is left to the strategy.
    """
    moves, betweens = decisions.undecided(20, (s == 0, s == 1), s if number % 2 else 1 - s)
    given = {"given": 1, "offer": decisions.DEMAND} | move
    if np.isnan(move.get("demand", np.nan)):
        given["offer"] = decisions.STRATEGY
    moves["auto"] = 1
    moves["auto"][number - 1] = 0
    for name, value in given.items():
        moves[name][number - 1] = value
    by_hand = np.array([s == 0, s == 1], np.int64)
    return Hand(
        by_hand, np.full(2, -1), moves, betweens, np.zeros(10, decisions.CARD), -1,
        decisions.FAITHFUL, decisions.no_offers(), np.zeros(20, decisions.NOTE),
        np.zeros((0, 2, 2), records.SIDE), np.zeros((0, 2)), np.zeros(2, np.int64),
    )  # fmt: skip


def contracts(in_force: Any = None, agreed: Any = None) -> np.ndarray:
    """Both contracts of a relation, [2]: in force, agreed for next year."""
    two = np.zeros(2, records.CONTRACT)
    for place, one in enumerate((in_force, agreed)):
        if one is not None:
            two[place] = one
    return two


def _one(kind: np.dtype, values: dict[str, Any]) -> Any:
    one = np.zeros(1, kind)
    for name, value in values.items():
        one[name] = value
    return one[0]
