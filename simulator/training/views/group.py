"""What belongs to the whole group: bets, the picture, statements. Nobody is named."""

from collections import Counter
from typing import Any

from simulator.training.debrief.group import FEWEST, Dot, dots, frontier
from simulator.training.game import forms
from simulator.training.game.room import Room, Team
from simulator.training.words import in_language, text


def bets(room: Room, lang: str) -> dict[str, Any]:
    """On which approach teams bet, and which came out with the most goodwill."""
    placed = Counter(team.forms["bet"]["style"] for team in room.players if "bet" in team.forms)
    found: dict[str, Any] = {
        "question": text("bet.question", lang),
        "labels": {key: text(f"bet.{key}", lang) for key in forms.STYLES},
        "placed": {key: placed.get(key, 0) for key in forms.STYLES},
        "winner": None,
        "reading": "",
    }
    role = room.case.scenario.you
    done = dots(room, role, room.case.places(role)[0].table)
    if len(done) < FEWEST:
        return found
    means = {key: _mean([one for one in done if one.approach == key]) for key in forms.STYLES}
    reached = {key: value for key, value in means.items() if value is not None}
    winner = max(reached, key=lambda key: reached[key])
    n = sum(placed.values())
    style = text(f"bet.{winner}", lang).lower()
    return found | {"winner": winner, "reading": text("bet.reading", lang, n=n, style=style)}


def _mean(of: list[Dot]) -> float | None:
    return sum(one.goodwill for one in of) / len(of) if of else None


def picture(room: Room, role: str, own: str, lang: str) -> dict[str, Any]:
    """Result against goodwill: a dot a team, marked only on its own screen.

    Args:
        own: the team that looks, or empty.
    """
    table = room.case.places(role)[0].table
    done = dots(room, role, table)
    if len(done) < FEWEST:
        return {"too_few": True, "reading": text("group.too_few", lang), "teams": len(done)}
    in_order = sorted(done, key=lambda one: (one.result, one.goodwill))
    reached = frontier(room.case, role, table, room.setup.seed)
    return {
        "too_few": False,
        "teams": len(done),
        "points": [
            {
                "result": round(100 * one.result),
                "goodwill": round(one.goodwill, 2),
                "own": bool(own) and one.team == own,
            }
            for one in in_order
        ],
        "frontier": [
            {
                "result": round(100 * one.result),
                "goodwill": round(one.goodwill, 2),
                "label": in_language(room.case.config.strategies[one.strategy].label, lang),
                "best": one.best,
            }
            for one in sorted(reached, key=lambda one: one.result)
        ],
        "axes": {"x": text("result.label", lang), "y": text("goodwill.label", lang)},
        "reading": text("group.reading", lang),
    }


def statements(room: Room, one: Team, lang: str) -> dict[str, Any]:
    """The statements before and after: the own answers, and the group's means."""

    def answers(kind: str) -> list[list[int]]:
        return [team.forms[kind]["answers"] for team in room.players if kind in team.forms]

    def means(kind: str) -> list[float] | None:
        given = answers(kind)
        if len(given) < FEWEST:
            return None
        return [round(sum(column) / len(given), 1) for column in zip(*given, strict=True)]

    return {
        "questions": [text(f"statement.{key}", lang) for key in forms.STATEMENTS],
        "before": one.forms.get("statements_before", {}).get("answers"),
        "after": one.forms.get("statements_after", {}).get("answers"),
        "group_before": means("statements_before"),
        "group_after": means("statements_after"),
        "note": text("statement.note", lang),
    }
