"""What an observer sees: what is said at a table, and the sheet to fill in. No numbers."""

from dataclasses import dataclass

from simulator.training.case import units
from simulator.training.debrief.transcript import told
from simulator.training.game.room import Room
from simulator.training.views import common
from simulator.training.views.common import Briefing, MeetingDate, PlayTime
from simulator.training.words import in_language, text


@dataclass(frozen=True)
class Watcher:
    """Who watches, and where."""

    id: str
    alias: str
    role: str
    table: str


@dataclass(frozen=True)
class HeardLine:
    """Something said or done, as somebody in the room hears it."""

    meeting: int
    who: str  # label of the role; empty = what happened
    side: int  # 0, 1; -1 = what happened
    said: str
    manner: str
    offer: dict[str, str] | None


@dataclass(frozen=True)
class HeardTalk:
    """The talks at one table, as somebody in the room hears them."""

    relation: int
    between: list[str]  # labels of the two roles
    over: bool
    lines: list[HeardLine]


@dataclass(frozen=True)
class Sheet:
    """Questions for who watches."""

    title: str
    questions: list[str]


@dataclass(frozen=True)
class ObserverView:
    """What somebody who watches a table may see."""

    phase: str
    paused: bool
    clock: PlayTime
    scenario: Briefing
    team: Watcher
    calendar: list[MeetingDate]
    talks: list[HeardTalk]
    sheet: Sheet
    nudges: list[str]


def observer_view(room: Room, team: str, lang: str) -> ObserverView:
    """What somebody who watches a table may see now."""
    watcher, sitting = room.teams[team], room.sitting(team)
    now = sitting.meeting if sitting else 0
    return ObserverView(
        phase=room.phase,
        paused=room.paused,
        clock=common.clock(room),
        scenario=common.scenario(room, lang),
        team=Watcher(watcher.name, watcher.alias, watcher.role, watcher.table),
        calendar=common.calendar(room, now, lang),
        talks=[heard(room, watcher.table, table, lang) for table in _tables(room)]
        if sitting
        else [],
        sheet=Sheet(
            title=text("print.observer", lang),
            questions=[in_language(question, lang) for question in room.case.scenario.observe],
        ),
        nudges=[said for name, said in room.nudges if name == team],
    )


def _tables(room: Room) -> range:
    return range(len(room.case.scenario.tables))


def heard(room: Room, sitting: str, table: int, lang: str) -> HeardTalk:
    """The talks at one table, as somebody in the room hears them."""
    played = room.tables[sitting]
    pair = room.case.scenario.tables[table]
    labels = [
        in_language(room.case.scenario.roles[role].label, lang)
        for role in (pair.provider, pair.funder)
    ]
    lines = []
    for spoken in told(played, table, lang):
        if spoken.only >= 0:
            continue  # between two meetings nobody watches
        offered = spoken.settlement
        lines.append(
            HeardLine(
                meeting=spoken.meeting,
                who=labels[spoken.side] if spoken.side >= 0 else "",
                side=spoken.side,
                said=spoken.said,
                manner=spoken.manner,
                offer=None if offered is None else units.offer(room.case, table, offered, lang),
            )
        )
    return HeardTalk(relation=table, between=labels, over=played.over_at(table), lines=lines)
