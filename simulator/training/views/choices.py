"""What a team can decide now: the moves that are open, the offers that go with them."""

from typing import Any

import numpy as np

from simulator.engine import decisions
from simulator.engine.rules import offer
from simulator.training.case.case import Case, Place
from simulator.training.debrief.transcript import text
from simulator.training.game import moves
from simulator.training.game.match import Pending, Sitting
from simulator.training.game.room import Room
from simulator.training.views import common
from simulator.training.views.common import words


def decision(room: Room, sitting: Sitting, one: Pending, lang: str) -> dict[str, Any]:
    """Something to decide now: which moves are open, which offers go with them."""
    place = next(each for each in room.case.places(one.role) if each.table == one.table)
    found: dict[str, Any] = {
        "kind": one.kind,
        "meeting": one.meeting,
        "relation": one.table,
        "with": words(
            room.case.scenario.roles[room.case.role_at(one.table, 1 - place.s)].label, lang
        ),
        "offers": [],
        "can_accept": sitting.standing(one.table, place.s) is not None and one.kind != "between",
    }
    if one.kind == "between":
        found["moves"] = _betweens(sitting, one, lang)
        found["relations"] = _relations(room, one, lang)
    elif one.kind.startswith("answer"):
        found["moves"] = [_move("accept", lang), _move("refuse", lang)]
    else:
        found["moves"] = _moves(sitting, one, lang)
        found["offers"] = _offers(sitting, place, lang)
    return found


def _relations(room: Room, one: Pending, lang: str) -> list[dict[str, Any]]:
    """With whom something can be done in between; more than one at a table of three."""
    return [
        {
            "relation": place.table,
            "with": words(
                room.case.scenario.roles[room.case.role_at(place.table, 1 - place.s)].label, lang
            ),
        }
        for place in room.case.places(one.role)
    ]


def _move(key: str, lang: str, group: str = "move", why_not: str = "") -> dict[str, Any]:
    return {
        "key": key,
        "label": text(f"{group}.{key}", lang),
        "explained": text(f"{group}.{key}.explained", lang),
        "say": text(f"{group}.{key}.say", lang) if group == "move" else "",
        "open": not why_not,
        "why_not": why_not,
    }


def _moves(sitting: Sitting, one: Pending, lang: str) -> list[dict[str, Any]]:
    found = []
    for key in moves.TABLE:
        reason = sitting.closed_at_table(one, key)
        values = {"meeting": sitting.case.mediation} if reason == "too_early" else {}
        why_not = text(f"refused.{reason}", lang, **values) if reason else ""
        found.append(_move(key, lang, why_not=why_not))
    return found


def _betweens(sitting: Sitting, one: Pending, lang: str) -> list[dict[str, Any]]:
    found = []
    for key, move in moves.BETWEEN.items():
        reason = sitting.closed(one.role, move, one.meeting, one.table)
        why_not = text(f"refused.{reason}", lang) if reason else ""
        found.append(_move(key, lang, "between", why_not))
    return found


def _offers(sitting: Sitting, place: Place, lang: str) -> list[dict[str, Any]]:
    """What each offer would be about now, as far as the own side knows the other."""
    side = sitting.played.state.sides[0, place.d, place.s]
    steps = {"hold": 0.0, "little": decisions.LITTLE_STEP, "much": decisions.MUCH_STEP}
    found = []
    for key, step in steps.items():
        demand = max(0.0, float(side["demand"]) - step)
        settlement = np.zeros(4)
        offer.written(
            demand, side["knowledge"], side["weights"], side["order"], place.s == 1, settlement
        )
        made = package(sitting.case, place, settlement, demand, lang)
        found.append({"key": key, "label": text(f"offer.{key}", lang), **made})
    held = dict(found[0]) | {"key": "package", "label": text("offer.package", lang)}
    return [*found, held]


def package(
    case: Case, place: Place, settlement: np.ndarray, worth: float, lang: str
) -> dict[str, Any]:
    """An offer in the case's own units, with its worth to who looks."""
    return {
        "offer": common.offer(case, place.table, settlement, lang),
        "values": common.values(case, place.table, settlement),
        "points": common.points(worth),
    }
