"""What a team writes down: preparation, statements, a bet, lessons. None of it is scored."""

from collections.abc import Mapping
from typing import Any, TypedDict, cast

from simulator.training.case.case import Case
from simulator.training.case.scenario import MEETINGS
from simulator.training.game import moves
from simulator.training.game.refused import Refused
from simulator.training.words import LONG, SHORT, plain

STATEMENTS = ("trust", "understood", "calm", "extra")
PREPARATION = ("goal", "batna", "interests", "pitfall", "approach")
STYLES = ("hard", "argue", "calm", "open")
CHAPTERS = ("explore", "build", "settle", "deliver", "sustain")  # of the Draaiboek

MOST_CHANGES = 20  # of mind, about research


class Statements(TypedDict):
    """Answers to the statements, 1 (not at all) to 5 (fully)."""

    answers: list[int]


class Preparation(TypedDict):
    """The preparation card."""

    goal: str
    batna: str
    interests: str
    pitfall: str
    approach: str
    guess: dict[str, int]  # by issue: how much it matters to the other, 1 to 5
    guess_batna: int | None  # of the other, in points


class Bet(TypedDict):
    """On which approach a team bets."""

    style: str


class Choice(TypedDict):
    """The move that a team would like to have made differently."""

    meeting: int
    kind: str  # table or between
    move: str


class Note(TypedDict):
    """A lesson, or what a team resolves."""

    text: str
    share: bool


class Consent(TypedDict):
    """Whether moves may be used for research, said so many times."""

    yes: bool
    times: int


Filled = Statements | Preparation | Bet | Choice | Note | Consent


class Forms(TypedDict, total=False):
    """What a team filled in, by form; and `lesson-1` and so on, see `lesson`."""

    statements_before: Statements
    statements_after: Statements
    preparation: Preparation
    bet: Bet
    choice: Choice
    resolve: Note
    research: Consent


def lesson(filled: Forms, chapter: int) -> Note | None:
    """The lesson of a chapter (from 1)."""
    by_name = cast(Mapping[str, Note], filled)
    return by_name.get(f"lesson-{chapter}")


def added(filled: Forms, kind: str, number: int, form: Filled) -> Forms:
    """The forms with one more; only lessons have a number."""
    name = f"{kind}-{number}" if kind == "lesson" else kind
    return cast(Forms, {**filled, name: form})


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


def read(kind: str, meeting: int, data: Mapping[str, Any], case: Case) -> Filled:
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
        "text": plain(data.get("text"), LONG if kind == "lesson" else SHORT),
        "share": data.get("share") is True,
    }


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


def _preparation(data: Mapping[str, Any], case: Case) -> Preparation:
    known = {issue for table in case.scenario.tables for issue in table.issues}
    guess = data.get("guess", {})
    if not isinstance(guess, Mapping) or set(guess) - known:
        raise Refused("bad_data", came=str(guess)[:40])
    batna = data.get("guess_batna")
    return {
        "goal": plain(data.get("goal"), LONG),
        "batna": plain(data.get("batna"), LONG),
        "interests": plain(data.get("interests"), LONG),
        "pitfall": plain(data.get("pitfall"), LONG),
        "approach": plain(data.get("approach"), LONG),
        "guess": {issue: _whole(value, 1, 5) for issue, value in guess.items()},
        "guess_batna": None if batna is None else _whole(batna, 0, 100),
    }


def _choice(data: Mapping[str, Any]) -> Choice:
    kind = _one_of(data.get("kind"), ("table", "between"))
    known = moves.TABLE if kind == "table" else moves.BETWEEN
    return {
        "meeting": _whole(data.get("meeting"), 1, MEETINGS),
        "kind": kind,
        "move": _one_of(data.get("move"), tuple(known)),
    }
