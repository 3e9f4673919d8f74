"""What the room sees on the wall: no names, and only what was revealed for all."""

from collections import Counter
from typing import Any

import numpy as np

from simulator.training.case.scenario import MEETINGS
from simulator.training.debrief.group import FEWEST
from simulator.training.debrief.reasons import reasons
from simulator.training.game import forms
from simulator.training.game.match import Sitting
from simulator.training.game.room import STEPS, Room, Team
from simulator.training.views import common, group
from simulator.training.views.debrief import PHASES
from simulator.training.views.looking_back import other, rounded, trajectory
from simulator.training.views.what_if import found, search
from simulator.training.words import in_language, text


def projector_view(room: Room, lang: str) -> dict[str, Any]:
    """What may be on the wall now."""
    done = [one for one in room.players if (s := room.sitting(one.name)) is not None and s.over]
    answer: dict[str, Any] = {
        "phase": room.phase,
        "paused": room.paused,
        "code": room.setup.room,
        "title": in_language(room.case.scenario.title, lang),
        "summary": in_language(room.case.scenario.summary, lang),
        "question": in_language(room.case.scenario.question, lang),
        "clock": common.clock(room),
        "counts": {
            "teams": len(room.players),
            "done": len(done),
            "bets": sum("bet" in one.forms for one in room.players),
            "meeting": dict(sorted(_meetings(room).items())),
        },
        "cards": [
            {
                "title": in_language(room.case.scenario.cards[sent.card].label, lang),
                "text": in_language(room.case.scenario.cards[sent.card].text, lang),
            }
            for sent in room.cards
            if not sent.team
        ],
        "step": None,
        "label": "",
        "step_phase": "",
    }
    if room.revealed:
        key = STEPS[room.revealed - 1]
        answer |= {
            "step": key,
            "label": text(f"step.{key}", lang),
            "step_phase": text(f"phase.{PHASES[room.revealed - 1]}", lang),
            key: _step(room, key, _finished(room), lang),
        }
    return answer


def _meetings(room: Room) -> Counter[int]:
    """How many teams are at each meeting."""
    now: Counter[int] = Counter()
    for one in room.players:
        sitting = room.sitting(one.name)
        if sitting is not None and not sitting.over:
            now[min(sitting.meeting, MEETINGS)] += 1
    return now


def _finished(room: Room) -> list[tuple[Team, Sitting]]:
    """The teams in the role that plays, whose season is over."""
    role = room.case.scenario.you
    return [
        (one, sitting)
        for one in room.players
        if one.role == role and (sitting := room.sitting(one.name)) is not None and sitting.over
    ]


def _step(room: Room, key: str, done: list[tuple[Team, Sitting]], lang: str) -> dict[str, Any]:
    if key == "happened":
        return {
            "questions": [text(f"happened.{i}", lang) for i in range(1, 4)],
            "own": [in_language(question, lang) for question in room.case.scenario.debrief],
        }
    if key == "bets":
        return group.bets(room, lang)
    if key == "group":
        return group.picture(room, room.case.scenario.you, "", lang)
    if key == "other" and done:
        return other(done[0][1], room.case.places(room.case.scenario.you)[0], lang) | {
            "batna_points": None
        }
    if key == "apply":
        return _apply(room, lang)
    if len(done) < FEWEST:
        return {"too_few": True, "reading": text("group.too_few", lang)}
    return _of_all(room, key, done, lang)


def _of_all(room: Room, key: str, done: list[tuple[Team, Sitting]], lang: str) -> dict[str, Any]:
    """Means and bands over the teams."""
    place = room.case.places(room.case.scenario.you)[0]
    if key == "trajectory":
        return _band(
            [
                [v for v in trajectory(one, place, lang)["tension"]["other"][:-1] if v is not None]
                for _, one in done
            ],
            lang,
        )
    if key == "rules":
        seen = Counter(why for _, one in done for why in _rules_of(one, place.table, place.s))
        return {
            "rules": [
                {"rule": rule, "sentence": _general(room, rule, lang), "times": n}
                for rule, n in seen.most_common(5)
            ]
        }
    if key == "turning_point":
        points = [found(one, place.table, place.s)["worth"] for _, one in done]
        meetings = Counter(point.change.meeting for point in points if point)
        return {"meetings": {m: meetings.get(m, 0) for m in range(1, MEETINGS + 1)}}
    if key == "five_years":
        lines = [search(one, place.table, place.s).yours.years for _, one in done]
        return {
            name: rounded(np.mean([scale * line[source] for line in lines], axis=0))
            for name, source, scale in (
                ("goodwill", "other_goodwill", 1.0),
                ("value", "value", 100.0),
                ("extra", "other_extra", 100.0),
            )
        } | {"labels": [text(f"later.{y}", lang) for y in range(6)]}
    return _guesses(room, done, lang)


def _rules_of(sitting: Sitting, table: int, s: int) -> list[str]:
    return [one.rule for one in reasons(sitting, table, s)]


def _general(room: Room, rule: str, lang: str) -> str:
    place = room.case.places(room.case.scenario.you)[0]
    role = room.case.scenario.roles[room.case.role_at(place.table, 1 - place.s)]
    said = text(f"rule.{rule}", lang, other=in_language(role.label, lang))
    return said[0].upper() + said[1:] + "."


def _band(lines: list[list[float]], lang: str) -> dict[str, Any]:
    """Lowest, mean and highest after each meeting, over the teams still talking then."""
    longest = max(len(line) for line in lines)
    there = [[line[i] for line in lines if i < len(line)] for i in range(longest)]
    there = [values for values in there if len(values) >= FEWEST]
    return {
        "meetings": [f"{text('print.meeting', lang)} {i + 1}" for i in range(len(there))],
        "low": rounded([min(values) for values in there]),
        "mean": rounded([sum(values) / len(values) for values in there]),
        "high": rounded([max(values) for values in there]),
        "note": text("trajectory.note", lang),
    }


def _guesses(room: Room, done: list[tuple[Team, Sitting]], lang: str) -> dict[str, Any]:
    """How far off the guesses of the other's BATNA were, on average."""
    place = room.case.places(room.case.scenario.you)[0]
    errors = []
    for team, sitting in done:
        guess = team.forms.get("preparation", {}).get("guess_batna")
        if guess is not None:
            truth = sitting.played.state.sides["reservation"][0, place.d, 1 - place.s]
            errors.append(abs(guess - common.points(truth)))
    if len(errors) < FEWEST:
        return {"too_few": True, "reading": text("preparation.too_few", lang)}
    mean = round(sum(errors) / len(errors))
    return {"error": mean, "reading": text("preparation.group", lang, error=mean)}


def _statements(room: Room, lang: str) -> dict[str, Any] | None:
    """How the group answered before and after, from three teams on that did both."""
    both = [
        (team.forms["statements_before"]["answers"], team.forms["statements_after"]["answers"])
        for team in room.players
        if {"statements_before", "statements_after"} <= set(team.forms)
    ]
    if len(both) < FEWEST:
        return None
    before, after = (np.mean([pair[i] for pair in both], axis=0).round(1).tolist() for i in (0, 1))
    return {
        "questions": [text(f"statement.{key}", lang) for key in forms.STATEMENTS],
        "before": before,
        "after": after,
        "teams": len(both),
        "note": text("statement.note", lang),
    }


def _apply(room: Room, lang: str) -> dict[str, Any]:
    """What teams will do, as far as they want to share it."""
    shared = [
        team.forms["resolve"]["text"]
        for team in room.players
        if team.forms.get("resolve", {}).get("share") and team.forms["resolve"]["text"]
    ]
    return {
        "question": text("apply.questions", lang),
        "resolves": sorted(shared),
        "statements": _statements(room, lang),
        "chapters": [text(f"chapter.{key}", lang) for key in forms.CHAPTERS],
    }
