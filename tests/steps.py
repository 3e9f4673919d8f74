"""A year of a world with one relation, its talks step by step from Python.

Opened, turned, mediated, settled, closed: the four that the training room calls, one by one.
"""

from typing import Any

import numpy as np

from simulator import batch
from simulator.engine import season, year
from simulator.engine.delivery import delivered
from simulator.engine.evaluation import evaluated
from simulator.engine.institutions import form, ladder, people
from simulator.engine.records import IN_FORCE, TRACE
from simulator.world.build import World

NO_TRACE = np.zeros(0, TRACE)


def lived_by_hand(
    world: World, p: np.record, state: batch.State, r: int, seed: int, run: np.uint64, y: int
) -> None:
    """Year `y` of run `r`, with instruments as in the default numbers."""
    key = np.uint64(seed), world.ties[0]["id"], run, y
    tie, seats, script = world.ties[0], world.seats[0], batch.scripts_of(world, y)[-1]
    terms = world.forms[tie["form"]]
    sides, relation, contracts = state.sides[r, 0], state.relations[r, 0], state.contracts[r, 0]
    sides["attention"] = seats["dilution"]
    year.started(p, tie, terms, seats, script, sides, relation, float(world.mandates[y]))
    people.replaced(p, sides, script.newcomer, *key)
    if year.due(contracts[IN_FORCE], y):
        talked(world, p, sides, relation, contracts[1], key)
        relation.seasons += 1
    delivered(
        p, world.acts, world.strategies, terms, seats, script, sides, relation,
        contracts[IN_FORCE], _aligned(contracts[IN_FORCE]), *key,
    )  # fmt: skip
    evaluated(p, sides, relation, contracts[IN_FORCE], contracts[1], terms.control, y)


def _aligned(in_force: np.record) -> float:
    """With one funder in the region: does its contract carry content?"""
    return 1.0 if in_force.has == 1 and in_force.content > 0.1 else 0.0


def talked(
    world: World, p: np.record, sides: np.ndarray, relation: np.record, contract: np.record,
    key: tuple[Any, Any, Any, Any],
) -> None:  # fmt: skip
    """A season, one call a step."""
    seats, tie, strategies = world.seats[0], world.ties[0], world.strategies
    calendar, accord = world.calendar[0], float(world.accord[key[3]])
    script = batch.scripts_of(world, key[3])[-1]
    season.opened(p, strategies, seats, script, sides, relation, accord, *key)
    turns = int(calendar.turns)
    for turn in range(1, turns + int(calendar.stragglers) + 1):
        if turn == turns + 1 and not ladder.talks_on(p, *key):
            break
        s = int(calendar.opener) if turn % 2 == 1 else 1 - int(calendar.opener)
        if season.turned(
            p, world.acts, strategies, seats, sides, relation, contract, accord, turn, turns, s,
            -1, np.nan, *key, NO_TRACE,
        ):  # fmt: skip
            break
        if turn == calendar.mediation and season.mediated(
            p, strategies, sides, relation, contract, s, turn, turns, *key
        ):
            break
    season.settled(p, tie, sides, relation, contract, accord, *key)
    if contract.has == 1:
        form.signed(p, world.forms[tie["form"]], sides, relation, contract)
    season.closed(sides, relation)
