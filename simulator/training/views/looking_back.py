"""Looking back on one season: the trajectory, who the other was, why it reacted as it did."""

from typing import Any

import numpy as np

from simulator import i18n
from simulator.engine import decisions
from simulator.training.case.case import Case, Place
from simulator.training.case.scenario import MEETINGS
from simulator.training.debrief.reasons import Reason, reasons
from simulator.training.debrief.transcript import told
from simulator.training.game.match import Sitting
from simulator.training.views import common
from simulator.training.words import in_language, text

DIGITS = 3


def rounded(values: Any) -> list[float | None]:
    """Numbers for a chart; None where there is none."""
    return [
        round(float(value), DIGITS) if np.isfinite(value) else None for value in np.ravel(values)
    ]


def trajectory(sitting: Sitting, place: Place, lang: str) -> dict[str, Any]:
    """Tension, trust, goodwill and the rest after each meeting, and after the year."""
    d, s, o = place.d, place.s, 1 - place.s
    turns = _last_turns(sitting, d)
    seen = sitting.played.moments[0, d]
    after = sitting.played.state.sides[0, d]
    shared = sitting.played.shared[0, d]

    def side(which: int, field: str) -> list[float | None]:
        during = [seen[turn - 1, 1, which][field] for turn in turns]
        return rounded([*during, after[which][field]])

    tension = side(o, "tension")
    goodwill = float(after[o]["goodwill"])
    first, last = float(seen[0, 0, o]["tension"]), float(seen[turns[-1] - 1, 1, o]["tension"])
    way = "flat" if abs(last - first) < 0.05 else "up" if last > first else "down"
    return {
        "meetings": [
            *(text("print.meeting", lang) + f" {(turn + 1) // 2}" for turn in turns),
            text("after_year", lang),
        ],
        "moves": moves_on_axis(sitting, place, lang),
        "tension": {"you": side(s, "tension"), "other": tension},
        "trust": {"you": side(s, "trust"), "other": side(o, "trust")},
        "goodwill": {"you": side(s, "goodwill"), "other": side(o, "goodwill")},
        "surprise": {"other": side(o, "surprise")},
        "knowledge": {"you": side(s, "knowledge"), "other": side(o, "knowledge")},
        "ownership": rounded([*(shared[turn - 1, 1] for turn in turns),
                              sitting.played.state.relations["ownership"][0, d]]),
        "demand": {"you": [common.points(note["demand"]) for note in _spoken(sitting, d, s)],
                   "other": [common.points(note["demand"]) for note in _spoken(sitting, d, o)]},
        "reading": text(
            f"trajectory.reading.{way}",
            lang,
            **{
                "from": i18n.number(first, lang),
                "to": i18n.number(last, lang),
                "goodwill": i18n.number(goodwill, lang, signed=True),
            },
        ),
        "note": text("trajectory.note", lang),
    }  # fmt: skip


def _spoken(sitting: Sitting, d: int, s: int) -> list[np.record]:
    notes = sitting.played.notes[0, d]
    return [note for note in notes if note["actor"] == s]


def _last_turns(sitting: Sitting, d: int) -> list[int]:
    """The last turn of each meeting that was held."""
    held = int(sitting.played.state.relations["turns"][0, d])
    far = int(sitting.played.reached[0, d, 0])
    held = held if far == decisions.OVER else max(2, held)
    return [min(2 * meeting, max(held, 1)) for meeting in range(1, (held + 1) // 2 + 1)]


def moves_on_axis(sitting: Sitting, place: Place, lang: str) -> list[dict[str, Any]]:
    """The own moves per meeting, for on the axis of a chart: at the table, and in between."""
    found: dict[int, dict[str, Any]] = {
        meeting: dict.fromkeys(("move", "label", "short", "between", "between_label"), "")
        | {"meeting": meeting}
        for meeting in range(1, MEETINGS + 1)
    }
    for one in told(sitting, place.table, lang):
        if one.meeting > MEETINGS:
            continue
        row = found[one.meeting]
        if one.side == place.s:
            short = text(f"short.{one.move}", lang)
            row |= {"move": one.move, "label": text(f"move.{one.move}", lang), "short": short}
        elif one.side < 0 and one.only == place.s and one.said == _own(one.move, lang):
            row |= {"between": one.move, "between_label": text(f"between.{one.move}", lang)}
    return list(found.values())


def _own(move: str, lang: str) -> str:
    return text(f"story.own.{move}", lang)


def other_side(
    case: Case, sitting: Sitting | None, table: int, s: int, lang: str
) -> dict[str, Any]:
    """Who a side was: interests, mandate, alternative, and how it was played."""
    role = case.role_at(table, s)
    one, place = case.scenario.roles[role], next(p for p in case.places(role) if p.table == table)
    matters = common.importance(case, table, role)
    interests = case.scenario.tables[table].interests[role]
    issues = case.scenario.tables[table].issues
    worth = None
    if sitting is not None:
        worth = common.points(sitting.played.state.sides["reservation"][0, place.d, s])
    strategy = case.world.strategy_names[case.styles[role]]
    character = case.config.strategies[strategy]
    by_hand = sitting is not None and bool(sitting.roles.get(role))
    return {
        "role": role,
        "title": in_language(one.label, lang),
        "who": in_language(one.who, lang),
        "interests": [
            {
                "issue": key,
                "label": in_language(issues[key].label, lang),
                "importance": matters[key],
                "why": in_language(interests[key].why, lang),
            }
            for key in issues
        ],
        "goal": in_language(one.card.goal, lang),
        "mandate": in_language(one.card.mandate, lang),
        "batna": in_language(one.card.batna, lang),
        "batna_points": worth,
        "strategy": "" if by_hand else in_language(character.label, lang),
        "character": "" if by_hand else in_language(character.character, lang),
    }


def other(sitting: Sitting, place: Place, lang: str) -> dict[str, Any]:
    """The reveal of the other."""
    case = sitting.case
    found = other_side(case, sitting, place.table, 1 - place.s, lang)
    return found | {
        "card": text("other.card", lang, role=found["title"]),
        "hidden_trade": in_language(case.scenario.tables[place.table].trade, lang),
    }


def sentence(sitting: Sitting, table: int, s: int, why: Reason, lang: str) -> str:
    """What you did, and what it did to the other, as one sentence."""
    other_role = sitting.case.scenario.roles[sitting.case.role_at(table, 1 - s)]
    done = [one for one in told(sitting, table, lang) if one.side == s and one.turn <= why.turn]
    this = done[-1]
    note = sitting.played.notes[0, sitting.case.relations[table], why.turn - 1]
    if note["overridden"]:
        did = text("did.overridden", lang)
    else:
        times = sum(one.move == this.move for one in done)
        nth = text(f"nth.{min(times, 8)}", lang) if times > 1 else ""
        did = text(f"did.{this.move}.{'n' if times > 1 else 1}", lang, nth=nth)
    effect = text(f"rule.{why.rule}", lang, other=in_language(other_role.label, lang))
    return f"{did}; {effect}."


def rules(sitting: Sitting, place: Place, lang: str) -> list[dict[str, Any]]:
    """For each own move: the rule that moved the other most, as a sentence."""
    other_role = sitting.case.scenario.roles[sitting.case.role_at(place.table, 1 - place.s)]
    return [
        {
            "relation": place.table,
            "with": in_language(other_role.label, lang),
            "meeting": (one.turn + 1) // 2,
            "sentence": sentence(sitting, place.table, place.s, one, lang),
            "rule": one.rule,
            "change": round(one.change, DIGITS),
        }
        for one in reasons(sitting, place.table, place.s)
    ]
