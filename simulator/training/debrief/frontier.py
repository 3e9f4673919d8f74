"""Result against goodwill: what each team reached, and what fixed strategies reach."""

import functools
from dataclasses import dataclass, replace

import numpy as np

from simulator.training.case.case import Case
from simulator.training.debrief.styles import bet, style
from simulator.training.game import replay
from simulator.training.game.match import Sitting
from simulator.training.game.room import Room, Team

RUNS = 200


@dataclass(frozen=True)
class Dot:
    """One team's season: its own result and the goodwill of the other."""

    team: str
    result: float
    goodwill: float
    strategy: str  # the style that comes nearest
    approach: str  # what one could bet on


@dataclass(frozen=True)
class Reached:
    """What a strategy reaches on average, against the other of this case."""

    strategy: str
    result: float
    goodwill: float
    best: bool  # no other strategy has more of both


def dots(room: Room, role: str, table: int) -> list[Dot]:
    """All teams of a role whose season is over."""
    reached = []
    for team in room.players:
        sitting = room.sitting(team.name)
        if team.role == role and sitting is not None and sitting.over:
            reached.append(_dot(room, team, sitting, table))
    return reached


def _dot(room: Room, team: Team, sitting: Sitting, table: int) -> Dot:
    place = next(place for place in room.case.places(team.role) if place.table == table)
    sides = sitting.played.state.sides
    name = room.case.world.strategy_names[style(sitting, table, place.s)]
    return Dot(
        team.name,
        float(sides["agreed_utility"][0, place.d, place.s]),
        float(sides["goodwill"][0, place.d, 1 - place.s]),
        name,
        bet(name),
    )


def frontier(case: Case, role: str, table: int, seed: int) -> tuple[Reached, ...]:
    """What each fixed strategy reaches in a role, on average over other luck."""
    return _frontier(_Key(case, case.digest), role, table, seed)


class _Key:
    """A case, the same as another with its digest."""

    def __init__(self, case: Case, digest: str) -> None:
        self.case, self.digest = case, digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.digest == self.digest


@functools.lru_cache(maxsize=64)
def _frontier(key: _Key, role: str, table: int, seed: int) -> tuple[Reached, ...]:
    case = key.case
    place = next(place for place in case.places(role) if place.table == table)
    runs = np.arange(1000, 1000 + RUNS, dtype=np.uint64)
    points = []
    for k, name in enumerate(case.world.strategy_names):
        other = replace(case, styles={**case.styles, role: k})
        done = replay.played(other, replay.undecided(other, {}), seed, runs, moments=False)
        sides = done.state.sides
        result = float(sides["agreed_utility"][:, place.d, place.s].mean())
        goodwill = float(sides["goodwill"][:, place.d, 1 - place.s].mean())
        points.append((name, result, goodwill))
    return tuple(
        Reached(name, result, goodwill, not any(r > result and g > goodwill for _, r, g in points))
        for name, result, goodwill in points
    )
