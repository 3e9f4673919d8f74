"""What a team writes down: preparation, statements, a bet, lessons. None of it is scored."""

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import category

from simulator.training.case.case import Case
from simulator.training.case.scenario import MEETINGS
from simulator.training.game import moves
from simulator.training.game.refused import Refused

STATEMENTS = ("trust", "understood", "calm", "extra")
PREPARATION = ("goal", "batna", "interests", "pitfall", "approach")
STYLES = ("hard", "argue", "calm", "open")
CHAPTERS = ("explore", "build", "settle", "deliver", "sustain")  # of the Draaiboek
LONG, SHORT, ALIAS = 600, 300, 40  # characters

MOST_CHANGES = 20  # of mind, about research

# In which phases each can be filled in.
FORMS = {
    "statements_before": ("lobby", "play"),
    "preparation": ("lobby", "play"),
    "bet": ("play", "bets"),
    "choice": ("play", "bets", "debrief"),
    "statements_after": ("bets", "debrief"),
    "lesson": ("lobby", "play", "bets", "debrief"),
    "resolve": ("bets", "debrief"),
    "research": ("lobby", "play", "bets", "debrief", "closed"),  # a team may always say no again
}


def may(kind: str, phase: str, first: bool, over: bool) -> None:
    """Can this form be filled in now?

    Args:
        first: the team is not past its first meeting.
        over: its season is over.

    Raises:
        Refused: not (any more).
    """
    if phase not in FORMS[kind]:
        raise Refused("not_now")
    if phase == "play":
        if kind in ("statements_before", "preparation") and not first:
            raise Refused("too_late")
        if kind in ("bet", "choice") and not over:
            raise Refused("not_now")


def read(kind: str, meeting: int, data: Mapping[str, Any], case: Case) -> dict[str, Any]:
    """What a form says, checked and shortened.

    Raises:
        Refused: it is no answer to this form.
    """
    if kind == "lesson":
        if not 1 <= meeting <= len(CHAPTERS):
            raise Refused("bad_data", came=str(meeting))
    elif kind == "research":
        _whole(meeting, 0, MOST_CHANGES)
    elif meeting != 0:
        raise Refused("bad_data", came=str(meeting))
    if kind.startswith("statements"):
        return {"answers": _answers(data.get("answers"))}
    if kind == "preparation":
        return _preparation(data, case)
    if kind == "bet":
        return {"style": _one_of(data.get("style"), STYLES)}
    if kind == "choice":
        return _choice(data)
    if kind == "research":
        return {"yes": data.get("yes") is True, "times": meeting + 1}
    return {
        "text": text(data.get("text"), LONG if kind == "lesson" else SHORT),
        "share": data.get("share") is True,
    }


def text(value: Any, most: int) -> str:
    """A text without control characters, cut off at `most` characters.

    Spaces stay, also those that do not break or are thin; so do joiners, which make one picture
    of several; every end of a line becomes a plain one.
    """
    if not isinstance(value, str):
        return ""
    lines = _ENDS.sub("\n", value)
    plain = "".join(c for c in lines if c.isprintable() or c in KEPT or category(c) == "Zs")
    return plain.strip()[:most]


KEPT = "\n\t\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}\N{SOFT HYPHEN}"
_ENDS = re.compile("\r\n|[\r\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")


def _one_of(value: Any, known: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in known:
        raise Refused("bad_data", came=str(value)[:40])
    return value


def _answers(values: Any) -> list[int]:
    if not isinstance(values, list) or len(values) != len(STATEMENTS):
        raise Refused("bad_data", came=str(values)[:40])
    return [_whole(value, 1, 5) for value in values]


def _whole(value: Any, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise Refused("bad_data", came=str(value)[:40])
    return value


def _preparation(data: Mapping[str, Any], case: Case) -> dict[str, Any]:
    known = {issue for table in case.scenario.tables for issue in table.issues}
    guess = data.get("guess", {})
    if not isinstance(guess, Mapping) or set(guess) - known:
        raise Refused("bad_data", came=str(guess)[:40])
    batna = data.get("guess_batna")
    filled: dict[str, Any] = {key: text(data.get(key), LONG) for key in PREPARATION}
    filled["guess"] = {issue: _whole(value, 1, 5) for issue, value in guess.items()}
    filled["guess_batna"] = None if batna is None else _whole(batna, 0, 100)
    return filled


def _choice(data: Mapping[str, Any]) -> dict[str, Any]:
    """The move that a team would like to have made differently."""
    kind = _one_of(data.get("kind"), ("table", "between"))
    known = moves.TABLE if kind == "table" else moves.BETWEEN
    return {
        "meeting": _whole(data.get("meeting"), 1, MEETINGS),
        "kind": kind,
        "move": _one_of(data.get("move"), tuple(known)),
    }
