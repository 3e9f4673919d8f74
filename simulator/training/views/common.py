"""What several views show alike: the scenario, the calendar, an offer in the case's own units."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from simulator import i18n
from simulator.training.case.case import Case, Place
from simulator.training.case.scenario import MEETINGS, Issue
from simulator.training.debrief.transcript import Spoken
from simulator.training.game.match import Sitting
from simulator.training.game.room import Room
from simulator.training.words import in_language, text


def points(utility: float) -> int:
    """Utility as points out of 100."""
    return round(100.0 * float(utility))


def shown(issue: Issue, value: float, lang: str) -> str:
    """A value of an issue as people write it."""
    return i18n.number(value, lang, issue.digits) + in_language(issue.unit, lang)


def values(case: Case, table: int, settlement: Sequence[float] | np.ndarray) -> dict[str, float]:
    """A settlement in the units of the issues."""
    issues = case.scenario.tables[table].issues.items()
    return {
        key: round(issue.value(float(share)), issue.digits)
        for (key, issue), share in zip(issues, settlement, strict=True)
    }


def offer(
    case: Case, table: int, settlement: Sequence[float] | np.ndarray, lang: str
) -> dict[str, str]:
    """A settlement as people write it."""
    issues = case.scenario.tables[table].issues
    found = values(case, table, settlement)
    return {key: shown(issues[key], value, lang) for key, value in found.items()}


def importance(case: Case, table: int, role: str) -> dict[str, int]:
    """How much each issue matters to a role, from 1 to 5."""
    interests = case.scenario.tables[table].interests[role]
    most = max(one.weight for one in interests.values())
    return {key: 1 + round(4 * one.weight / most) for key, one in interests.items()}


def scenario(room: Room, lang: str) -> dict[str, Any]:
    """What everybody may read about the case."""
    one = room.case.scenario
    return {
        "name": room.case.name,
        "title": in_language(one.title, lang),
        "summary": in_language(one.summary, lang),
        "story": in_language(one.story, lang),
        "question": in_language(one.question, lang),
        "minutes": one.minutes,
    }


def clock(room: Room) -> dict[str, int]:
    """How long the play takes."""
    return {"minutes": room.setup.minutes, "extra_seconds": room.extra_seconds}


def date(case: Case, meeting: int, lang: str) -> str:
    """The date of a meeting."""
    day, _, month = case.world.dates[2 * meeting - 1].partition(" ")
    return f"{day} {i18n.text('dates', month, lang)}"


def calendar(room: Room, now: int, lang: str) -> list[dict[str, Any]]:
    """The eight meetings: what each is about, and where we are."""
    found = []
    abouts = room.case.scenario.meetings
    for meeting in range(1, MEETINGS + 1):
        known = meeting <= len(abouts)
        found.append(
            {
                "meeting": meeting,
                "label": text(f"meeting.{meeting}", lang),
                "date": date(room.case, meeting, lang),
                "about": in_language(abouts[meeting - 1], lang)
                if known
                else text(f"meeting.{meeting}.about", lang),
                "state": "done" if meeting < now else "now" if meeting == now else "later",
            }
        )
    return found


def issues(case: Case, place: Place, role: str, lang: str) -> list[dict[str, Any]]:
    """What is at stake at a table, as a role sees it."""
    matters = importance(case, place.table, role)
    turned = {"high": "low", "low": "high"}
    return [
        {
            "key": key,
            "label": in_language(one.label, lang),
            "explained": in_language(one.explained, lang),
            "unit": in_language(one.unit, lang),
            "low": one.low,
            "high": one.high,
            "step": 10.0**-one.digits,
            "digits": one.digits,
            "best": one.best if place.s == 0 else turned[one.best],
            "importance": matters[key],
        }
        for key, one in case.scenario.tables[place.table].issues.items()
    ]


def line(sitting: Sitting, table: int, one: Spoken, s: int, lang: str) -> dict[str, Any]:
    """Something said or done, as side `s` remembers it; nothing of what the other thought."""
    own = one.side == s
    offered = None
    if one.settlement is not None:
        offered = offer(sitting.case, table, one.settlement, lang)
    return {
        "meeting": one.meeting,
        "who": "story" if one.side < 0 else "you" if own else "other",
        "said": one.said,
        "manner": "" if own else one.manner,
        "move": one.move if own else None,
        "move_label": text(f"move.{one.move}", lang) if own else None,
        "offer": offered,
        "points": None if one.utility is None else points(one.utility[s]),
    }
