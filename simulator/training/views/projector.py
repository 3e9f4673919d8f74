"""What the room sees on the wall: no names, and only what was revealed for all."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from simulator.training.case.scenario import MEETINGS
from simulator.training.debrief.agenda import agenda
from simulator.training.debrief.step import group
from simulator.training.game.room import Room
from simulator.training.views import common
from simulator.training.views.common import News, PlayTime
from simulator.training.words import in_language, text


@dataclass(frozen=True)
class Counts:
    """How far the teams are."""

    teams: int
    done: int
    bets: int
    meeting: dict[int, int]  # teams at each meeting


@dataclass(frozen=True)
class ProjectorView:
    """What may be on the wall."""

    phase: str
    paused: bool
    code: str
    title: str
    summary: str
    question: str
    clock: PlayTime
    counts: Counts
    cards: list[News]
    step: str | None  # the step of the debrief that is on the wall
    label: str
    step_phase: str
    shown: Any  # its view, see its file in `debrief/steps`; None without a step


def projector_view(room: Room, lang: str) -> ProjectorView:
    """What may be on the wall now."""
    done = [team for team in room.players if (s := room.sitting(team.name)) is not None and s.over]
    step = agenda()[room.steps[-1]] if room.steps else None
    return ProjectorView(
        phase=room.phase,
        paused=room.paused,
        code=room.setup.room,
        title=in_language(room.case.scenario.title, lang),
        summary=in_language(room.case.scenario.summary, lang),
        question=in_language(room.case.scenario.question, lang),
        clock=common.clock(room),
        counts=Counts(
            teams=len(room.players),
            done=len(done),
            bets=sum("bet" in team.forms for team in room.players),
            meeting=dict(sorted(_meetings(room).items())),
        ),
        cards=[
            News(
                title=in_language(room.case.scenario.cards[sent.card].label, lang),
                text=in_language(room.case.scenario.cards[sent.card].text, lang),
            )
            for sent in room.cards
            if not sent.team
        ],
        step=step.key if step else None,
        label=step.label[lang] if step else "",
        step_phase=text(f"phase.{step.phase}", lang) if step else "",
        shown=step.room(group(room), lang) if step else None,
    )


def _meetings(room: Room) -> Counter[int]:
    """How many teams are at each meeting."""
    now: Counter[int] = Counter()
    for team in room.players:
        sitting = room.sitting(team.name)
        if sitting is not None and not sitting.over:
            now[min(sitting.meeting, MEETINGS)] += 1
    return now
