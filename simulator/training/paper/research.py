"""What may be used for research: only of teams that said yes, in a room where it was asked.

Without names and without what teams wrote. A team counts only if all teams at its table said yes,
because a talk is of both sides. The order of joining is not in it. From three teams on, so that
nobody can be picked out.
"""

import hashlib
import json
from collections.abc import Iterator

from simulator.training.debrief.anonymity import FEWEST
from simulator.training.game.room import Room, Team
from simulator.training.paper import export
from simulator.version import MODEL_VERSION

TOLD = ("start", "pause", "resume", "extend", "advance", "card", "bets", "reveal", "close")


class NotAllowed(Exception):  # noqa: N818
    """Why there is nothing for research; `key` is off or too_few."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def said_yes(team: Team) -> bool:
    """What a team said last; nothing is no."""
    answer = team.forms.get("research")
    return answer is not None and answer["yes"]


def willing(room: Room) -> list[Team]:
    """The teams whose moves may be used, in an order that says nothing."""
    if not room.setup.research:
        return []
    no = {team.table for team in room.players if not said_yes(team)}
    kept = [team for team in room.players if team.table not in no]
    return sorted(kept, key=lambda team: hashlib.sha256(f"{room.setup.room}{team.name}".encode())
                  .hexdigest())  # fmt: skip


def lines(room: Room) -> str:
    """The file for research: about the room, then one event a line.

    Raises:
        NotAllowed: it was not asked in this room, or fewer than three teams said yes.
    """
    if not room.setup.research:
        raise NotAllowed("off")
    teams = willing(room)
    if len(teams) < FEWEST:
        raise NotAllowed("too_few")
    rows = [_about(room, len(teams)), *_told(room, teams)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _about(room: Room, count: int) -> dict[str, str | int]:
    setup = room.setup
    return {
        "kind": "about",
        "scenario": room.case.name if setup.case is None else "own-case",
        "mode": setup.mode,
        "difficulty": setup.difficulty,
        "pace": setup.pace,
        "model_version": MODEL_VERSION,
        "teams_asked": len(room.players),
        "teams_in_this_file": count,
    }


def _told(room: Room, teams: list[Team]) -> Iterator[export.Row]:
    for row in export.rows(room, numbers=export.numbered(teams)):
        if row["team"] or row["kind"] in TOLD:
            yield row
