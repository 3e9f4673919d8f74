"""What leaves a room: a log without names, with times since the start, for a sheet or a script.

CSV opens in Dutch Excel: semicolons, a byte-order mark, and no cell that Excel would run.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.exercise.events import Event
from simulator.exercise.rooms import OBSERVER, Room

BOM = "\ufeff"
COLUMNS = (
    "seconds", "team", "role", "table", "meeting", "kind", "move", "offer", "accept", "text",
    "answers", "result", "goodwill",
)  # fmt: skip
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")  # at the start of a cell: a formula
FREE_TEXT = ("preparation", "lesson", "resolve")


def safe(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(RISKY):
        return "'" + cell
    return cell


def rows(room: Room, free_text: bool = False) -> Iterator[dict[str, Any]]:
    """What happened, one row an event, teams by number in order of joining.

    Args:
        free_text: with what teams wrote themselves; left out unless it is asked for.
    """
    first = min((event.at for event in room.log), default=0.0)
    for event in room.log:
        yield _row(room, event, first, free_text)
    yield from _results(room)


def _row(room: Room, event: Event, first: float, free_text: bool) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    row |= {
        "seconds": round(event.at - first, 1),
        "team": _number(room, event.team),
        "meeting": event.meeting,
        "kind": event.kind,
    }
    team = room.teams.get(event.team)
    if team is not None:
        row |= {"role": team.role, "table": _table(room, team.table)}
    data = event.data
    row |= {
        "move": str(data.get("move", data.get("card", data.get("style", ""))))[:40],
        "offer": _offer(data),
        "accept": int(data["accept"]) if isinstance(data.get("accept"), bool) else "",
        "answers": " ".join(map(str, data["answers"])) if "answers" in data else "",
    }
    if free_text and event.kind in FREE_TEXT:
        row["text"] = _written(data)
    return row


def _number(room: Room, team: str) -> str:
    return str(room.teams[team].number) if team in room.teams else ""


def _table(room: Room, name: str) -> int:
    """A number for a sitting, instead of the team's name that it may have."""
    known = list(dict.fromkeys(one.table for one in room.teams.values()))
    return known.index(name) + 1 if name in known else 0


def _offer(data: Mapping[str, Any]) -> str:
    package = data.get("package")
    if isinstance(package, Mapping):
        return ", ".join(f"{key}={value}" for key, value in package.items())
    if "demand" in data:
        return str(data["demand"])
    return str(data.get("offer", ""))


def _written(data: Mapping[str, Any]) -> str:
    texts = [value for value in data.values() if isinstance(value, str)]
    return " / ".join(text for text in texts if text)


def _results(room: Room) -> Iterator[dict[str, Any]]:
    """How each team ended."""
    for team in room.teams.values():
        found = room.sitting(team.name)
        if team.role == OBSERVER or found is None or not found.over:
            continue
        for place in room.case.places(team.role):
            sides = found.played.state.sides[0, place.d]
            yield dict.fromkeys(COLUMNS, "") | {
                "team": str(team.number),
                "role": team.role,
                "table": _table(room, team.table),
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
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return BOM + sheet.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return safe(value)


def json_lines(room: Room, free_text: bool = False) -> str:
    """The log as JSON, one event a line."""
    lines = (json.dumps(row, ensure_ascii=False) for row in rows(room, free_text))
    return "".join(f"{line}\n" for line in lines)
