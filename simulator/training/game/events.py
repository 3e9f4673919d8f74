"""What happened in a room, as plain records: the room's state is a fold over them.

A record has a key that can exist once, so a double click or a second sending changes nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_DATA = 8_000  # characters of the data of one event
MOST_LESSONS = 60_000  # and of a book of lessons, which only the trainer can bring

# What a team sends, and what the trainer sends (team "").
OF_TEAMS = (
    "joined", "statements_before", "statements_after", "preparation", "table", "table-1",
    "between", "answer", "answer-1", "bet", "choice", "lesson", "resolve", "research",
)  # fmt: skip
OF_TRAINER = (
    "start", "pause", "resume", "extend", "advance", "card", "nudge", "rename", "remove", "bot",
    "human", "bets", "reveal", "close", "lessons",
)  # fmt: skip


@dataclass(frozen=True)
class Event:
    """Something that happened once: (room, team, meeting, kind) is its key."""

    room: str
    team: str  # empty = the trainer
    meeting: int  # or a running number, for what the trainer does
    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)
    at: float = 0.0  # seconds since the room opened; nothing depends on it

    @property
    def key(self) -> tuple[str, str, int, str]:
        """What makes it unique."""
        return self.room, self.team, self.meeting, self.kind

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps(
            {
                "room": self.room,
                "team": self.team,
                "meeting": self.meeting,
                "kind": self.kind,
                "data": dict(self.data),
                "at": self.at,
            },
            ensure_ascii=False,
            allow_nan=False,
        )

    @classmethod
    def from_json(cls, text: str) -> "Event":
        """The event that a line of JSON says.

        Raises:
            ValueError: it is no event.
        """
        raw = json.loads(text)
        names = {"room": str, "team": str, "meeting": int, "kind": str, "data": dict}
        if not isinstance(raw, dict) or set(raw) - {*names, "at"}:
            raise ValueError(f"expected an event, but found {text[:80]!r}")
        for name, kind in names.items():
            if not isinstance(raw.get(name), kind) or isinstance(raw[name], bool):
                raise ValueError(
                    f"expected an event with a {kind.__name__} at {name}, in {text[:80]!r}"
                )
        at = raw.get("at", 0.0)
        if isinstance(at, bool) or not isinstance(at, int | float):
            raise ValueError(f"expected an event with a number at 'at', in {text[:80]!r}")
        return cls(raw["room"], raw["team"], raw["meeting"], raw["kind"], raw["data"], at=float(at))
