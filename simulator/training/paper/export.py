"""What leaves a room: a log without names, with times since the start, for a sheet or a script.

CSV opens in Dutch Excel: semicolons, a byte-order mark, and no cell that Excel would run.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypedDict

from simulator.training.game.events import Event
from simulator.training.game.room import OBSERVER, Room, Team

BOM = "\ufeff"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")  # at the start of a cell: a formula
FREE_TEXT = ("lesson", "resolve")  # and only where the team wanted to share it


def safe(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(RISKY):
        return "'" + cell
    return cell


class Row(TypedDict):
    """One row of the log; empty where there is nothing to tell."""

    seconds: float | str
    team: str
    role: str
    table: int | str
    meeting: int | str
    kind: str
    move: str
    offer: float | str
    accept: int | str
    text: str
    answers: str
    result: float | str
    goodwill: float | str


EMPTY: Row = {
    "seconds": "", "team": "", "role": "", "table": "", "meeting": "", "kind": "", "move": "",
    "offer": "", "accept": "", "text": "", "answers": "", "result": "", "goodwill": "",
}  # fmt: skip
COLUMNS = tuple(EMPTY)


class Numbers(NamedTuple):
    """Numbers instead of names."""

    teams: Mapping[str, int]
    tables: Mapping[str, int]


def numbered(teams: Iterable[Team]) -> Numbers:
    """Teams and their tables numbered in the order in which they are given."""
    given = list(teams)
    tables = dict.fromkeys(team.table for team in given)
    return Numbers(
        {team.name: i for i, team in enumerate(given, 1)},
        {table: i for i, table in enumerate(tables, 1)},
    )


def rows(room: Room, free_text: bool = False, numbers: Numbers | None = None) -> Iterator[Row]:
    """What happened, one row an event, teams by number.

    Args:
        free_text: with what teams wrote and wanted to share; left out unless it is asked for.
        numbers: of the teams to tell about; None = all, in order of joining.
    """
    known = numbers or numbered(room.teams.values())
    first = min((event.at for event in room.log), default=0.0)
    for event in room.log:
        if not event.team or event.team in known.teams:
            yield _row(room, event, first, free_text, known)
    yield from _results(room, known)


def _row(room: Room, event: Event, first: float, free_text: bool, known: Numbers) -> Row:
    team, data = room.teams.get(event.team), event.data
    shared = free_text and event.kind in FREE_TEXT and data.get("share") is True
    return {
        **EMPTY,
        "seconds": round(event.at - first, 1),
        "team": str(known.teams[event.team]) if event.team else "",
        "role": team.role if team else "",
        "table": known.tables[team.table] if team else "",
        "meeting": event.meeting,
        "kind": event.kind,
        "move": str(data.get("move", data.get("card", data.get("style", ""))))[:40],
        "offer": _offer(data),
        "accept": int(data["accept"]) if isinstance(data.get("accept"), bool) else "",
        "text": _written(data) if shared else "",
        "answers": " ".join(map(str, data["answers"])) if "answers" in data else "",
    }


def _offer(data: Mapping[str, Any]) -> str | float:
    package = data.get("package")
    if isinstance(package, Mapping):
        return ", ".join(f"{key}={value}" for key, value in package.items())
    if "demand" in data:
        return data["demand"] if isinstance(data["demand"], int | float) else ""
    return str(data.get("offer", ""))


def _written(data: Mapping[str, Any]) -> str:
    texts = [value for value in data.values() if isinstance(value, str)]
    return " / ".join(text for text in texts if text)


def _results(room: Room, known: Numbers) -> Iterator[Row]:
    """How each team ended."""
    for team in room.teams.values():
        sitting = room.sitting(team.name)
        if team.name not in known.teams or team.role == OBSERVER:
            continue
        if sitting is None or not sitting.over:
            continue
        for place in room.case.places(team.role):
            sides = sitting.played.state.sides[0, place.d]
            yield {
                **EMPTY,
                "team": str(known.teams[team.name]),
                "role": team.role,
                "table": known.tables[team.table],
                "kind": f"result-{place.table}",
                "result": round(float(sides[place.s]["agreed_utility"]), 4),
                "goodwill": round(float(sides[1 - place.s]["goodwill"]), 4),
            }


def csv_text(room: Room, free_text: bool = False) -> str:
    """The log as CSV, for Dutch Excel: `;`, a byte-order mark, comma in numbers."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(COLUMNS)
    for row in rows(room, free_text):
        writer.writerow([_cell(cell) for cell in row.values()])
    return BOM + sheet.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return safe(value)


def json_lines(room: Room, free_text: bool = False) -> str:
    """The log as JSON, one event a line."""
    lines = (json.dumps(row, ensure_ascii=False) for row in rows(room, free_text))
    return "".join(f"{line}\n" for line in lines)
