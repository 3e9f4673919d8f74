"""Hands that say at the table what a strategy would have said, worked out from the engine."""

import json
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from simulator.engine import turn as rules
from simulator.engine.context import Luck
from simulator.engine.rng import ACT, draws
from simulator.engine.rules import choice
from simulator.training.case.case import Case
from simulator.training.debrief import agenda
from simulator.training.game import moves, reducer
from simulator.training.game.events import Event
from simulator.training.game.match import Pending, Sitting
from simulator.training.game.room import Room
from simulator.training.game.setup import Setup
from tests.training import cases


def drawn(case: Case) -> Case:
    """The case with weights drawn by luck, as the engine does."""
    return replace(case, weights=np.full_like(case.weights, np.nan))


def opened(mode: str = "model", seed: int = 1, **changes: Any) -> Room:
    """A room with the small scenario."""
    case = cases.scenario(**changes)
    return reducer.opened(
        Setup("room", "proef", seed, mode=mode, case=case, steps=agenda.names()).sealed()
    )


def plain(view: Any) -> dict[str, Any]:
    """A view as plain data, for looking at everything that is in it."""
    return asdict(view)


def told(view: Any) -> str:
    """All that a view says, in one text."""
    return json.dumps(plain(view), ensure_ascii=False, allow_nan=False)


def sent(now: Room, team: str, meeting: int, kind: str, /, **data: Any) -> Room:
    return reducer.after(now, Event("room", team, meeting, kind, data))


def started(now: Room, **roles: str) -> Room:
    """A room in which teams sit at one table, or each at its own against the model."""
    for team, role in roles.items():
        now = sent(now, team, 0, "joined", alias=team, role=role)
    return sent(now, "", 1, "start")


def strategic(sitting: Sitting, one: Pending) -> dict[str, Any]:
    """What the strategy of a role would decide now, as a participant would send it."""
    if one.kind == "between":
        return {"move": "niets", "relation": one.table}
    case, state = sitting.case, sitting.played.state
    place = next(p for p in case.places(one.role) if p.table == one.table)
    turn = int(sitting.played.reached[0, place.d, 1])
    sides, relation = state.sides[0, place.d].copy(), state.relations[0, place.d].copy()
    world, s, turns = case.world, place.s, case.turns
    model, pair = case.model, case.pair(place.d, sides, relation)
    if sides[s]["offers_met"] > 0 and rules.accepts(
        model, pair, s, turn, turns, sides[s]["offered"]
    ):
        return {"accept": True}
    if one.kind.startswith("answer"):
        return {"accept": False}
    strategy = world.strategies[sides[s]["strategy"]]
    chance = rules.intensity(model, pair, s)
    luck = Luck(
        np.uint64(sitting.seed), world.ties[place.d]["id"], np.uint64(sitting.run), case.season
    )
    first, second, _, _ = draws(luck, turn, ACT)
    act = int(choice.act(chance, sides[s]["press"], strategy["mix"], first, second))
    rules.perform(model, pair, s, act)
    demand = rules.demanded(model, pair, s, turn, turns)
    return {
        "move": moves.OF_ACT[act],
        "offer": "demand",
        "demand": float(demand),
        "mediate": float(strategy["mediate"]),
    }


def played_on(now: Room) -> Room:
    """All teams decide what their strategies would, until nothing is left to decide."""
    while waiting := [(team, one) for team in now.teams for one in now.pending(team)]:
        team, one = waiting[0]
        sitting = now.sitting(team)
        assert sitting is not None
        now = sent(now, team, one.meeting, one.kind, **strategic(sitting, one))
    return now
