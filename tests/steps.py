"""A year of a world with one relation, its talks step by step from Python.

Opened, a turn at a time, settled, closed: the rules of the season, called one by one.
"""

import numpy as np

from simulator import batch
from simulator.engine import season, year
from simulator.engine.context import Luck, Model, Pair, State, Turn
from simulator.engine.decisions import OVER
from simulator.engine.delivery import deliver
from simulator.engine.evaluation import evaluate
from simulator.engine.institutions import form, ladder, people
from simulator.engine.records import AGREED_NEXT, IN_FORCE, TRACE
from simulator.engine.turn import take_turn
from simulator.world.build import World

NO_TRACE = np.zeros(0, TRACE)


def lived_by_hand(
    world: World, p: np.record, state: State, r: int, seed: int, run: np.uint64, y: int
) -> None:
    """Year `y` of run `r`, with instruments as in the default numbers."""
    model, tie = batch.model_of(world, p, y), world.ties[0]
    pair = Pair(
        tie, world.forms[tie["form"]], world.seats[0], batch.scripts_of(world, y)[-1],
        state.sides[r, 0], state.relations[r, 0], state.contracts[r, 0],
    )  # fmt: skip
    luck = Luck(np.uint64(seed), tie["id"], run, y)
    pair.sides["attention"] = pair.seats["dilution"]
    year.open_year(model, pair)
    people.replace(p, pair.sides, pair.script.newcomer, luck)
    if year.due(pair.contracts[IN_FORCE], y):
        talk(model, pair, luck)
        pair.relation.seasons += 1
    deliver(model, pair, luck, _aligned(pair.contracts[IN_FORCE]))
    evaluate(p, pair, y)


def _aligned(in_force: np.record) -> float:
    """With one funder in the region: does its contract carry content?"""
    return 1.0 if in_force.has == 1 and in_force.content > 0.1 else 0.0


def talk(model: Model, pair: Pair, luck: Luck) -> None:
    """A season, one call a step."""
    calendar, contract = model.calendar, pair.contracts[AGREED_NEXT]
    season.open_season(model, pair, luck, None)
    turns = int(calendar.turns)
    for number in range(1, turns + int(calendar.stragglers) + 1):
        if number == turns + 1 and not ladder.talks_on(model.p, luck):
            break
        s = int(calendar.opener) if number % 2 == 1 else 1 - int(calendar.opener)
        turn = Turn(number, turns, s)
        if take_turn(model, pair, contract, luck, turn, NO_TRACE, None) == OVER:
            break
    season.settle(model, pair, contract, luck)
    if contract.has == 1:
        form.apply_clauses(model.p, pair, contract)
    season.close_season(pair)
