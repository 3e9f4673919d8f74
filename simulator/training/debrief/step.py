"""What the steps of the debrief have in common: who looks, what goes on paper, rounding.

A step is one file in `steps/`, found by listing the folder; see `agenda.py` for what it says.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from simulator.training.case.case import Place
from simulator.training.game.match import Sitting
from simulator.training.game.room import OBSERVER, Room, Team

DIGITS = 3


@dataclass(frozen=True)
class Viewer:
    """A team that looks at the debrief; it may have watched, or not have finished."""

    room: Room
    team: Team


@dataclass(frozen=True)
class Player(Viewer):
    """A team whose season is over, and where its role sits: at one table, or at both."""

    sitting: Sitting
    places: list[Place]


@dataclass(frozen=True)
class Group:
    """All teams in the role that plays, whose season is over."""

    room: Room
    finished: list[tuple[Team, Sitting]]

    @property
    def place(self) -> Place:
        """Where they sit."""
        return self.room.case.places(self.room.case.scenario.you)[0]


@dataclass(frozen=True)
class Printed:
    """A step in words, for the handout; the charts stay on the screen."""

    lines: list[str]
    listed: bool = False  # as a list; else as paragraphs
    small: str = ""  # a note below


def viewer(room: Room, team: str) -> Viewer:
    """Who looks: a `Player` once its season is over."""
    who, sitting = room.teams[team], room.sitting(team)
    if who.role == OBSERVER or sitting is None or not sitting.over:
        return Viewer(room, who)
    return Player(room, who, sitting, room.case.places(who.role))


def group(room: Room) -> Group:
    """All teams that can be told about together."""
    role = room.case.scenario.you
    return Group(
        room,
        [
            (team, sitting)
            for team in room.players
            if team.role == role
            and (sitting := room.sitting(team.name)) is not None
            and sitting.over
        ],
    )


def rounded(values: Any) -> list[float | None]:
    """Numbers for a chart; None where there is none."""
    return [
        round(float(value), DIGITS) if np.isfinite(value) else None for value in np.ravel(values)
    ]
