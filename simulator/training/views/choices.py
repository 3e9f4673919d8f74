"""What a team can decide now: the moves that are open, the offers that go with them."""

from dataclasses import dataclass, field

import numpy as np

from simulator.engine import decisions
from simulator.engine.rules import offer
from simulator.training.case import units
from simulator.training.case.case import Case, Place
from simulator.training.game import moves
from simulator.training.game.match import Pending, Sitting
from simulator.training.game.room import Room
from simulator.training.words import in_language, text


@dataclass(frozen=True)
class Move:
    """A move, and whether it is open now."""

    key: str
    label: str
    explained: str
    say: str
    open: bool
    why_not: str


@dataclass(frozen=True)
class Package:
    """An offer in the case's own units, with its worth to who looks."""

    offer: dict[str, str]  # by issue, as people write it
    values: dict[str, float]  # by issue
    points: int


@dataclass(frozen=True)
class Offer(Package):
    """An offer that can be made now."""

    key: str
    label: str


@dataclass(frozen=True)
class Counterpart:
    """With whom something can be done."""

    relation: int
    label: str


@dataclass(frozen=True)
class Decision:
    """Something to decide now: which moves are open, which offers go with them."""

    kind: str
    meeting: int
    relation: int
    counterpart: str
    can_accept: bool
    moves: list[Move]
    offers: list[Offer] = field(default_factory=list)
    relations: list[Counterpart] = field(default_factory=list)  # of a move between meetings


def decision(room: Room, sitting: Sitting, pending: Pending, lang: str) -> Decision:
    """Something to decide now: which moves are open, which offers go with them."""
    places = room.case.places(pending.role)
    place = next(place for place in places if place.table == pending.table)
    talks = pending.kind != "between"
    offers: list[Offer] = []
    relations: list[Counterpart] = []
    if not talks:
        open_moves = _betweens(sitting, pending, lang)
        relations = _relations(room, pending, lang)
    elif pending.kind.startswith("answer"):
        open_moves = [_move("accept", lang), _move("refuse", lang)]
    else:
        open_moves = _moves(sitting, pending, lang)
        offers = _offers(sitting, place, lang)
    return Decision(
        kind=pending.kind,
        meeting=pending.meeting,
        relation=pending.table,
        counterpart=_counterpart(room, place, lang),
        can_accept=talks and sitting.standing(pending.table, place.s) is not None,
        moves=open_moves,
        offers=offers,
        relations=relations,
    )


def _counterpart(room: Room, place: Place, lang: str) -> str:
    other = room.case.scenario.roles[room.case.role_at(place.table, 1 - place.s)]
    return in_language(other.label, lang)


def _relations(room: Room, pending: Pending, lang: str) -> list[Counterpart]:
    """With whom something can be done in between; more than one at a table of three."""
    return [
        Counterpart(place.table, _counterpart(room, place, lang))
        for place in room.case.places(pending.role)
    ]


def _move(key: str, lang: str, group: str = "move", why_not: str = "") -> Move:
    return Move(
        key=key,
        label=text(f"{group}.{key}", lang),
        explained=text(f"{group}.{key}.explained", lang),
        say=text(f"{group}.{key}.say", lang) if group == "move" else "",
        open=not why_not,
        why_not=why_not,
    )


def _moves(sitting: Sitting, pending: Pending, lang: str) -> list[Move]:
    offered = []
    for key in moves.TABLE:
        reason = sitting.closed_at_table(pending, key)
        values = {"meeting": sitting.case.mediation} if reason == "too_early" else {}
        why_not = text(f"refused.{reason}", lang, **values) if reason else ""
        offered.append(_move(key, lang, why_not=why_not))
    return offered


def _betweens(sitting: Sitting, pending: Pending, lang: str) -> list[Move]:
    offered = []
    for key, move in moves.BETWEEN.items():
        reason = sitting.closed(pending.role, move, pending.meeting, pending.table)
        why_not = text(f"refused.{reason}", lang) if reason else ""
        offered.append(_move(key, lang, "between", why_not))
    return offered


def _offers(sitting: Sitting, place: Place, lang: str) -> list[Offer]:
    """What each offer would be about now, as far as the own side knows the other."""
    steps = {"hold": 0.0, "little": decisions.LITTLE_STEP, "much": decisions.MUCH_STEP}
    made = {key: _conceded(sitting, place, step, lang) for key, step in steps.items()}
    return [
        Offer(package.offer, package.values, package.points, key, text(f"offer.{key}", lang))
        for key, package in {**made, "package": made["hold"]}.items()
    ]


def _conceded(sitting: Sitting, place: Place, step: float, lang: str) -> Package:
    """The offer after a concession of `step` in own utility."""
    side = sitting.played.state.sides[0, place.d, place.s]
    demand = max(0.0, float(side["demand"]) - step)
    settlement = np.zeros(4)
    offer.write_settlement(
        demand, side["knowledge"], side["weights"], side["order"], place.s == 1, settlement
    )
    return package(sitting.case, place, settlement, demand, lang)


def package(case: Case, place: Place, settlement: np.ndarray, worth: float, lang: str) -> Package:
    """An offer in the case's own units, with its worth to who looks."""
    return Package(
        offer=units.offer(case, place.table, settlement, lang),
        values=units.values(case, place.table, settlement),
        points=units.points(worth),
    )
