"""What an observer sees: what is said at a table, and the sheet to fill in. No numbers."""

from typing import Any

from simulator.training.debrief.transcript import told
from simulator.training.game.room import Room
from simulator.training.views import common
from simulator.training.words import in_language, text


def observer_view(room: Room, team: str, lang: str) -> dict[str, Any]:
    """What somebody who watches a table may see now."""
    one, sitting = room.teams[team], room.sitting(team)
    now = sitting.meeting if sitting else 0
    return {
        "phase": room.phase,
        "paused": room.paused,
        "clock": common.clock(room),
        "scenario": common.scenario(room, lang),
        "team": {"id": one.name, "alias": one.alias, "role": one.role, "table": one.table},
        "calendar": common.calendar(room, now, lang),
        "talks": [heard(room, one.table, table, lang) for table in _tables(room)]
        if sitting
        else [],
        "sheet": {
            "title": text("print.observer", lang),
            "questions": [in_language(question, lang) for question in room.case.scenario.observe],
        },
        "nudges": [said for name, said in room.nudges if name == team],
    }


def _tables(room: Room) -> range:
    return range(len(room.case.scenario.tables))


def heard(room: Room, sitting: str, table: int, lang: str) -> dict[str, Any]:
    """The talks at one table, as somebody in the room hears them."""
    one = room.tables[sitting]
    tables = room.case.scenario.tables[table]
    roles = (tables.provider, tables.funder)
    labels = [in_language(room.case.scenario.roles[role].label, lang) for role in roles]
    lines = []
    for spoken in told(one, table, lang):
        if spoken.only >= 0:
            continue  # between two meetings nobody watches
        offered = spoken.settlement
        lines.append(
            {
                "meeting": spoken.meeting,
                "who": labels[spoken.side] if spoken.side >= 0 else "",
                "side": spoken.side,
                "said": spoken.said,
                "manner": spoken.manner,
                "offer": None if offered is None else common.offer(room.case, table, offered, lang),
            }
        )
    return {"relation": table, "between": labels, "over": one.over_at(table), "lines": lines}
