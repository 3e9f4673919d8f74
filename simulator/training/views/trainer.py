"""What the trainer sees: everything, hidden numbers included."""

from collections.abc import Container
from typing import Any

from simulator.training.debrief.reasons import reasons
from simulator.training.debrief.transcript import ending, stance, tension_word, told
from simulator.training.game.events import OF_TRAINER
from simulator.training.game.match import Sitting
from simulator.training.game.room import OBSERVER, STEPS, Room, Team
from simulator.training.views import common
from simulator.training.views.looking_back import other_side, sentence
from simulator.training.views.participant import role_card
from simulator.training.words import in_language, text


def trainer_view(room: Room, lang: str, opened: Container[str] | None = None) -> dict[str, Any]:
    """Everything about a room.

    Args:
        opened: tables of which the talk is wanted, which is the costly part; None = all.
    """
    steps = [
        {"key": key, "label": text(f"step.{key}", lang), "done": i < room.revealed}
        for i, key in enumerate(STEPS)
    ]
    return {
        "setup": {
            "room": room.setup.room,
            "scenario": room.case.name,
            "title": in_language(room.case.scenario.title, lang),
            "seed": room.setup.seed,
            "mode": room.setup.mode,
            "difficulty": room.setup.difficulty,
            "pace": room.setup.pace,
            "lang": room.setup.lang,
            "minutes": room.setup.minutes,
            "rehearse": room.setup.rehearse,
            "hot_seat": room.setup.hot_seat,
            "luck": room.setup.luck,
        },
        "phase": room.phase,
        "paused": room.paused,
        "clock": common.clock(room),
        "revealed": room.revealed,
        "steps": steps,
        "next_step": STEPS[room.revealed] if room.revealed < len(STEPS) else None,
        "teams": [_team(room, one, lang) for one in room.teams.values()],
        "waiting_for": room.waiting_for(),
        "tables": [
            _table(room, one, lang, opened is None or one.name in opened)
            for one in room.tables.values()
        ],
        "roles": [role_card(room.case, role, None, lang) for role in room.case.scenario.roles],
        "turning_points": [
            {"meeting": one.meeting, "about": in_language(one.about, lang)}
            for one in room.case.scenario.turning_points
        ],
        "cards": [
            {
                "key": key,
                "title": in_language(card.label, lang),
                "text": in_language(card.text, lang),
                "sent": sum(sent.card == key for sent in room.cards),
            }
            for key, card in room.case.scenario.cards.items()
        ],
        "log": [
            {"meeting": event.meeting, "team": event.team, "kind": event.kind, "at": event.at}
            for event in room.log
            if event.kind not in OF_TRAINER or event.team == ""
        ],
    }


def _team(room: Room, one: Team, lang: str) -> dict[str, Any]:
    sitting = room.sitting(one.name)
    found: dict[str, Any] = {
        "id": one.name,
        "alias": one.alias,
        "role": one.role,
        "role_label": in_language(room.case.scenario.roles[one.role].label, lang)
        if one.role in room.case.scenario.roles
        else "",
        "table": one.table,
        "removed": one.removed,
        "bot": one.bot,
        "forms": sorted(one.forms),
        "state": _state(room, one, sitting),
        "meeting": 0,
        "last_move": None,
        "tension": None,
        "trust": None,
        "goodwill": None,
        "stance": None,
        "points": None,
        "ending": None,
    }
    if sitting is None or one.role == OBSERVER:
        return found
    place = room.case.places(one.role)[0]
    sides = sitting.played.state.sides[0, place.d]
    other = sides[1 - place.s]
    spoken = [each for each in told(sitting, place.table, lang) if each.side == place.s]
    chance = _chance(sitting, place.d, 1 - place.s)
    found |= {
        "meeting": min(sitting.meeting, 9),
        "last_move": text(f"move.{spoken[-1].move}", lang) if spoken else None,
        "tension": round(float(other["tension"]), 2),
        "tension_word": tension_word(float(other["tension"]), lang),
        "trust": round(float(other["trust"]), 2),
        "goodwill": round(float(other["goodwill"]), 2),
        "stance": None if chance is None else text(f"stance.{stance(chance)}", lang),
    }
    if sitting.over:
        found["points"] = common.points(sides[place.s]["agreed_utility"])
        found["ending"] = ending(sitting, place.table)
    return found


def _chance(sitting: Sitting, d: int, s: int) -> float | None:
    """The chance of contention of side `s` when it last spoke."""
    notes = [note for note in sitting.played.notes[0, d] if note["actor"] == s]
    return float(notes[-1]["chance"]) if notes else None


def _state(room: Room, one: Team, sitting: Sitting | None) -> str:
    if one.removed:
        return "removed"
    if one.role == OBSERVER:
        return "observes"
    if sitting is None:
        return "lobby"
    if sitting.over:
        return "done"
    if one.bot:
        return "bot"
    return "plays" if room.pending(one.name) else "waits"


def _table(room: Room, sitting: Sitting, lang: str, whole: bool) -> dict[str, Any]:
    """A sitting with everything that is hidden from those who play."""
    return {
        "id": sitting.name,
        "meeting": min(sitting.meeting, 9),
        "over": sitting.over,
        "teams": {role: team for role, team in sitting.roles.items() if team},
        "relations": [
            _relation(room, sitting, table, lang)
            for table in range(len(room.case.scenario.tables) if whole else 0)
        ],
    }


def _relation(room: Room, sitting: Sitting, table: int, lang: str) -> dict[str, Any]:
    d = room.case.relations[table]
    sides = sitting.played.state.sides[0, d]
    return {
        "relation": table,
        "lines": _lines(room, sitting, table, lang),
        "ownership": round(float(sitting.played.state.relations["ownership"][0, d]), 2),
        "sides": [
            {
                **other_side(room.case, sitting, table, s, lang),
                **{
                    name: round(float(sides[name][s]), 2)
                    for name in ("tension", "trust", "goodwill", "knowledge", "surprise", "demand")
                },
            }
            for s in range(2)
        ],
        "ending": ending(sitting, table),
    }


def _lines(room: Room, sitting: Sitting, table: int, lang: str) -> list[dict[str, Any]]:
    """What was said, with the stance of who the model played, and why it reacted as it did."""
    roles = [room.case.scenario.roles[room.case.role_at(table, s)] for s in range(2)]
    labels = [in_language(role.label, lang) for role in roles]
    hands = sitting.decisions.by_hand[room.case.relations[table]]
    why = {
        (s, one.turn): sentence(sitting, table, s, one, lang)
        for s in range(2)
        for one in reasons(sitting, table, s)
        if hands[s] and not hands[1 - s]
    }
    found = []
    for one in told(sitting, table, lang):
        if one.only >= 0 and one.said != text(f"story.own.{one.move}", lang):
            continue  # the same, as the other side heard it
        who = one.only if one.only >= 0 else one.side
        between = one.only >= 0
        offered = one.settlement
        found.append(
            {
                "meeting": one.meeting,
                "who": labels[who] if who >= 0 else "",
                "move_label": text(f"move.{one.move}", lang) if one.side >= 0 else "",
                "said": text(f"between.{one.move}", lang) if between else one.said,
                "manner": one.manner,
                "stance": text(f"stance.{one.stance}", lang) if one.stance else None,
                "offer": None if offered is None else common.offer(room.case, table, offered, lang),
                "points": None
                if one.utility is None
                else [common.points(one.utility[s]) for s in range(2)],
                "why": why.get((one.side, one.turn)),
            }
        )
    return found
