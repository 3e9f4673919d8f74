"""Why the other reacted as it did: which rule of the model a move touched most.

For each move by hand the change in the other is taken apart with the engine's own rules: the
chance that it turns contentious (M3, M4), and what it asks for (M5). The largest part is told.
"""

import functools
from dataclasses import dataclass
from typing import Any

from simulator.engine import effects, offers
from simulator.engine import turn as turn_rules
from simulator.engine.acts import LABEL, PROPOSE
from simulator.engine.rules import hardness, tension
from simulator.training.debrief.transcript import told
from simulator.training.game.match import Sitting
from simulator.training.words import in_language, text

KEPT = 512  # sittings whose reasons are kept
TENSION = ("pull", "relief", "shock", "contagion")
LITTLE = 0.01  # assumed: a change that nobody would notice
SAME_SIZE = 2.0  # assumed: a change of asking counts as much as one twice as large in chance


@dataclass(frozen=True)
class Reason:
    """The rule that moved the other most after one move."""

    turn: int
    rule: str  # key of rule.<name>.<way>
    change: float  # of the chance of contention, or of what is asked for
    parts: dict[str, float]  # all of them


@functools.lru_cache(maxsize=KEPT)
def reasons(sitting: Sitting, table: int, s: int) -> tuple[Reason, ...]:
    """For every move of side `s`: what it did to the other, and by which rule."""
    d = sitting.case.relations[table]
    notes = sitting.played.notes[0, d]
    return tuple(
        _reason(sitting, d, turn, s)
        for turn in range(1, sitting.case.turns + 1)
        if notes[turn - 1]["actor"] == s
    )


def by_people(sitting: Sitting, d: int, s: int, turn: int) -> bool:
    """Does a team decide for side `s` after this turn, rather than its strategy?"""
    hand = sitting.decisions.by_hand[d, s] == 1
    return bool(hand and not sitting.decisions.moves["auto"][d, turn])


def _reason(sitting: Sitting, d: int, turn: int, s: int) -> Reason:
    tone, asked = _tone(sitting, d, turn, s), _asked(sitting, d, turn, s)
    if by_people(sitting, d, 1 - s, turn):  # the model knows tension, not what they thought
        tone, asked = {name: tone[name] for name in TENSION}, {}
    sizes = {name: abs(value) for name, value in tone.items()}
    sizes |= {name: SAME_SIZE * abs(value) for name, value in asked.items()}
    parts = tone | asked
    name = max(sizes, key=lambda rule: sizes[rule])
    if sizes[name] < LITTLE:
        return Reason(turn, "little", 0.0, parts)
    act = int(sitting.played.notes[0, d, turn - 1]["act"])
    firm = name == "mirror" and parts[name] > 0.0 and act == PROPOSE
    way = "firm" if firm else _way(name, parts[name])
    return Reason(turn, f"{name}.{way}", parts[name], parts)


def _way(name: str, change: float) -> str:
    if name in _SIGN:
        return "gave" if change < 0.0 else "held"
    return "up" if change > 0.0 else "down"


def _records(sitting: Sitting, d: int, turn: int) -> tuple[Any, Any, Any, Any]:
    """Both sides before and after a turn, as records that can be changed."""
    moments = sitting.played.moments[0, d, turn - 1].copy()
    return moments[0], moments[1], sitting.case.params[0], sitting.case.world


def _tone(sitting: Sitting, d: int, turn: int, s: int) -> dict[str, float]:
    """Parts of the change in the other's chance of a contentious act."""
    before, _, p, world = _records(sitting, d, turn)
    case = sitting.case
    relation = sitting.played.state.relations[0, d]
    act = int(sitting.played.notes[0, d, turn - 1]["act"])
    effect, o = world.acts[act], 1 - s
    own, other = before[s], before[o]
    reacts = turn_rules.reactivity(case.model, case.pair(d, before, relation), o)
    leak = reacts * p["tension_to_acts"]
    mirroring = world.strategies[other["strategy"]]["mirroring"]
    rich = effects.richness(p, relation, act)
    pull = effect["pull"] * ((1.0 + 0.5 * relation["social"]) if act == LABEL else rich)
    pulled = tension.pulled(other["tension"], effect["hardness"], pull, reacts)
    relieved = tension.relieved(pulled, p["relief"], other["surprise"])
    shocked = tension.shocked(
        relieved, p["hardness_shock"], effect["hardness"], other["hardness_met"],
        p["shock_threshold"],
    )  # fmt: skip
    caught = tension.spread(shocked, own["tension"], p["contagion"])
    met = hardness.smoothed(other["hardness_met"], effect["hardness"], p["hardness_smoothing"])
    shared = sitting.played.shared[0, d, turn - 1]
    return {
        "mirror": float(mirroring * (met - other["hardness_met"])),
        "pull": float(leak * (pulled - other["tension"])),
        "relief": float(leak * (relieved - pulled)),
        "shock": float(leak * (shocked - relieved)),
        "contagion": float(leak * (caught - shocked)),
        "ownership": float(-p["ownership_softens"] * (shared[1] - shared[0])),
    }


# Parts of what is asked for, and the way in which each works: less (-1) or more (1).
_SIGN = {
    "pressure": -1, "room": -1, "owned": -1, "calm": -1, "answer": -1, "tense": 1, "leverage": 1,
}  # fmt: skip


def _asked(sitting: Sitting, d: int, turn: int, s: int) -> dict[str, float]:
    """What each part did to what the other will ask next: its demand, less that part."""
    before, after, p, world = _records(sitting, d, turn)
    o, turns = 1 - s, sitting.case.turns
    if turn >= turns:
        return {}
    strategy = world.strategies[after[o]["strategy"]]
    shared = sitting.played.shared[0, d, turn - 1]

    def demand(side: Any, ownership: float) -> float:
        return float(
            offers.next_demand(
                p, side, ownership, strategy["concession"], strategy["reciprocity"], turn + 1, turns
            )
        )

    now = demand(after[o], float(shared[1]))
    parts = {"owned": now - demand(after[o], float(shared[0]))}
    for name, field in (
        ("pressure", "pressure_met"),
        ("room", "surprise"),
        ("tension", "tension"),
        ("leverage", "leverage"),
        ("answer", "last_offered"),
    ):
        as_it_was = after.copy()
        if name == "answer":
            as_it_was[o]["last_offered"] = as_it_was[o]["offered"]
        else:
            as_it_was[o][field] = before[o][field]
        parts[name] = now - demand(as_it_was[o], float(shared[1]))
    moved = parts.pop("tension")
    parts["tense" if moved > 0.0 else "calm"] = moved
    return {name: value for name, value in parts.items() if value * _SIGN[name] > 0.0}


def sentence(sitting: Sitting, table: int, s: int, why: Reason, lang: str) -> str:
    """What you did, and what it did to the other, as one sentence."""
    other_role = sitting.case.scenario.roles[sitting.case.role_at(table, 1 - s)]
    done = [
        spoken
        for spoken in told(sitting, table, lang)
        if spoken.side == s and spoken.turn <= why.turn
    ]
    this = done[-1]
    note = sitting.played.notes[0, sitting.case.relations[table], why.turn - 1]
    if note["overridden"]:
        did = text("did.overridden", lang)
    else:
        times = sum(spoken.move == this.move for spoken in done)
        nth = text(f"nth.{min(times, 8)}", lang) if times > 1 else ""
        did = text(f"did.{this.move}.{'n' if times > 1 else 1}", lang, nth=nth)
    effect = text(f"rule.{why.rule}", lang, other=in_language(other_role.label, lang))
    return f"{did}; {effect}."
