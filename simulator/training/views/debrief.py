"""The debrief of one team, step by step: only what the trainer has revealed is in it."""

from collections.abc import Callable
from typing import Any

from simulator.training.case.case import Place
from simulator.training.game import forms
from simulator.training.game.match import Sitting
from simulator.training.game.room import OBSERVER, STEPS, Room, Team
from simulator.training.views import group
from simulator.training.views.common import points
from simulator.training.views.looking_back import other, rules, trajectory
from simulator.training.views.participant import end_of
from simulator.training.views.what_if import five_years, found, turning_point
from simulator.training.words import in_language, text

PHASES = ("describe", "describe", "analyse", "analyse", "analyse", "analyse", "analyse",
          "analyse", "apply", "apply")  # fmt: skip


def debrief_view(room: Room, team: str, lang: str) -> dict[str, Any]:
    """What a team may see of the debrief now."""
    one, sitting = room.teams[team], room.sitting(team)
    revealed = STEPS[: room.revealed]
    view: dict[str, Any] = {
        "phase": room.phase,
        "steps": [
            {"key": key, "label": text(f"step.{key}", lang), "phase": text(f"phase.{phase}", lang)}
            for key, phase in zip(revealed, PHASES, strict=False)
        ],
        "step": revealed[-1] if revealed else None,
    }
    if one.role == OBSERVER or sitting is None or not sitting.over:
        shown = [key for key in revealed if key in ("happened", "bets", "group", "apply")]
        return view | {key: _STEPS[key](room, one, None, None, lang) for key in shown}
    place = room.case.places(one.role)[0]
    for key in revealed:
        view[key] = _STEPS[key](room, one, sitting, place, lang)
    if "rules" in revealed:
        people = bool(sitting.roles.get(room.case.role_at(place.table, 1 - place.s)))
        view["rules_note"] = text("rules.note.people", lang) if people else ""
    view["tables"] = [
        {"relation": each.table, "ending": end_of(sitting, each, lang)}
        for each in room.case.places(one.role)
    ] if revealed else []  # fmt: skip
    return view


def prepared(room: Room, team: str) -> None:
    """Work out what a team's debrief needs, before anybody asks; it is kept."""
    one, sitting = room.teams[team], room.sitting(team)
    if one.role != OBSERVER and sitting is not None and sitting.over:
        for place in room.case.places(one.role):
            found(sitting, place.table, place.s)


def _happened(
    room: Room, _: Team, __: Sitting | None, ___: Place | None, lang: str
) -> dict[str, Any]:
    return {
        "questions": [text(f"happened.{i}", lang) for i in range(1, 4)],
        "own": [in_language(question, lang) for question in room.case.scenario.debrief],
        "question": in_language(room.case.scenario.question, lang),
    }


def _bets(room: Room, one: Team, _: Sitting | None, __: Place | None, lang: str) -> dict[str, Any]:
    return group.bets(room, lang) | {"own": one.forms.get("bet", {}).get("style")}


def _per_table(what: Callable[[Sitting, Place, str], Any]) -> Callable[..., Any]:
    """A step about each of the tables where a role sits; more than one at a table of three."""

    def step(room: Room, one: Team, sitting: Sitting, place: Place, lang: str) -> Any:
        first = what(sitting, place, lang)
        rest = [each for each in room.case.places(one.role) if each.table != place.table]
        if not rest or not isinstance(first, dict):
            return first
        return first | {"more": [what(sitting, each, lang) for each in rest]}

    return step


def _rules(room: Room, one: Team, sitting: Sitting, _: Place, lang: str) -> list[dict[str, Any]]:
    places = room.case.places(one.role)
    return [row for place in places for row in rules(sitting, place, lang)]


def _turning_point(
    room: Room, one: Team, sitting: Sitting, place: Place, lang: str
) -> dict[str, Any]:
    chosen = one.forms.get("choice")
    first = turning_point(sitting, place, dict(chosen) if chosen else None, lang)
    rest = [each for each in room.case.places(one.role) if each.table != place.table]
    if rest:
        first["more"] = [turning_point(sitting, each, None, lang) for each in rest]
    return first


def _group(room: Room, one: Team, _: Sitting | None, __: Place | None, lang: str) -> dict[str, Any]:
    role = room.case.scenario.you if one.role == OBSERVER else one.role
    return group.picture(room, role, one.name, lang)


def _preparation(_: Room, one: Team, sitting: Sitting, place: Place, lang: str) -> dict[str, Any]:
    """The card against what was true."""
    card = one.forms.get("preparation") or {}
    truth = other(sitting, place, lang)
    guess = card.get("guess", {})
    rows = [
        {
            "issue": each["label"],
            "guess": guess.get(each["issue"]),
            "truth": each["importance"],
        }
        for each in truth["interests"]
    ]
    said = {key: card.get(key, "") for key in forms.PREPARATION}
    batna: dict[str, Any] = {
        "guess": card.get("guess_batna"),
        "truth": truth["batna_points"],
        "error": None,
    }
    sentences = [_interests_sentence(rows, lang)]
    if batna["guess"] is not None:
        batna["error"] = batna["guess"] - batna["truth"]
        way = "close" if abs(batna["error"]) <= 5 else "high" if batna["error"] > 0 else "low"
        sentences.append(text(f"preparation.batna_{way}", lang, error=abs(batna["error"])))
    own = sitting.played.state.sides["reservation"][0, place.d, place.s]
    return {
        "rows": rows,
        "batna": batna,
        "own_batna": points(own),
        "said": said,
        "labels": {key: text(f"preparation.{key}", lang) for key in forms.PREPARATION},
        "sentence": " ".join(sentences),
    }


def _interests_sentence(rows: list[dict[str, Any]], lang: str) -> str:
    guessed = [row for row in rows if row["guess"] is not None]
    if not guessed:
        return text("preparation.none", lang)
    most = max(rows, key=lambda row: int(row["truth"]))
    highest = max(int(row["guess"]) for row in guessed)
    alike = sum(row["guess"] == highest for row in guessed)
    way = "wrong" if most["guess"] != highest else "right" if alike == 1 else "tie"
    return text(f"preparation.{way}", lang, issue=str(most["issue"]).lower())


def _apply(room: Room, one: Team, _: Sitting | None, __: Place | None, lang: str) -> dict[str, Any]:
    return {
        "question": text("apply.questions", lang),
        "resolve": one.forms.get("resolve", {}).get("text", ""),
        "statements": group.statements(room, one, lang),
        "lessons": [
            one.forms.get(f"lesson-{i}", {}).get("text", "")
            for i in range(1, len(forms.CHAPTERS) + 1)
        ],
    }


_STEPS: dict[str, Callable[..., Any]] = {
    "happened": _happened,
    "bets": _bets,
    "trajectory": lambda room, one, sitting, place, lang: _per_table(trajectory)(
        room, one, sitting, place, lang
    ),
    "other": lambda room, one, sitting, place, lang: _per_table(other)(
        room, one, sitting, place, lang
    ),
    "rules": _rules,
    "turning_point": _turning_point,
    "five_years": lambda room, one, sitting, place, lang: _per_table(five_years)(
        room, one, sitting, place, lang
    ),
    "group": _group,
    "preparation": _preparation,
    "apply": _apply,
}
