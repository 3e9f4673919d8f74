"""The debrief of one team, step by step: only what the trainer has revealed is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.training.debrief.agenda import agenda
from simulator.training.debrief.step import Player, viewer
from simulator.training.game.room import Room
from simulator.training.views.participant import Outcome, end_of
from simulator.training.words import text


@dataclass(frozen=True)
class Heading:
    """What a step is called, and to which phase of the debrief it belongs."""

    key: str
    label: str
    phase: str


@dataclass(frozen=True)
class TableOutcome:
    """How it ended at one of the tables of a team."""

    relation: int
    ending: Outcome | None


@dataclass(frozen=True)
class DebriefView:
    """What a team may see of the debrief."""

    phase: str  # of the room
    steps: list[Heading]  # revealed, in order
    step: str | None  # the last of them
    shown: Mapping[str, list[Any]]  # by step: its views, see its file in `debrief/steps`
    tables: list[TableOutcome]


def debrief_view(room: Room, team: str, lang: str) -> DebriefView:
    """What a team may see of the debrief now."""
    steps = [agenda()[key] for key in room.steps]
    who = viewer(room, team)
    played = isinstance(who, Player)
    return DebriefView(
        phase=room.phase,
        steps=[
            Heading(step.key, step.label[lang], text(f"phase.{step.phase}", lang)) for step in steps
        ],
        step=steps[-1].key if steps else None,
        shown={step.key: step.team(who, lang) for step in steps if played or step.watched},
        tables=[TableOutcome(place.table, end_of(who.sitting, place, lang)) for place in who.places]
        if steps and isinstance(who, Player)
        else [],
    )


def prepare(room: Room, team: str) -> None:
    """Work out what a team's debrief needs, before anybody asks; it is kept."""
    who = viewer(room, team)
    if isinstance(who, Player):
        for key in room.setup.steps:
            step = agenda()[key]
            if step.prepare is not None:
                step.prepare(who)
