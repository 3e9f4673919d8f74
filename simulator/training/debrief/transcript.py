"""What happened at one table, in words: who said what, how the other looked, what came between.

The other side's stance is a quartile of its chance of a contentious act; the lines are the
scenario's own. Nothing here is a number of the model.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from simulator.engine import decisions
from simulator.engine.acts import ASK, OPEN
from simulator.engine.records import ENDINGS, NO_CONTRACT, RUNNING
from simulator.training.case.scenario import STANCES, Acts
from simulator.training.game import moves
from simulator.training.game.match import Sitting
from simulator.training.words import text

CALM, HEATED = 0.33, 0.67  # model, theory 3c: levels of Glasl as thirds of tension
TURNED = 0.06  # assumed: change of tension that shows
SURPRISED = 0.12  # assumed: surprise that shows
KEPT = 512  # stories of sittings that are kept: those of a few rooms
ACTS = ("press", "argue", "propose", "ask", "pause", "open", "label")


@dataclass(frozen=True)
class Spoken:
    """One thing that was said or done at a table."""

    meeting: int
    turn: int
    side: int  # who; -1 = what happened
    move: str  # key of the move, or of the story
    said: str
    manner: str  # how the other looked, before this was said
    settlement: np.ndarray | None  # the offer
    utility: np.ndarray | None  # and its worth by side
    only: int = -1  # seen by this side only; -1 = by both
    stance: str = ""  # of who the model played; hidden from those who play


def stance(chance: float) -> str:
    """The stance of who does something contentious with this chance."""
    return STANCES[3 - min(3, int(4 * chance))]


def tension_word(tension: float, lang: str) -> str:
    """Tension as a word."""
    key = "calm" if tension < CALM else "tense" if tension < HEATED else "heated"
    return text(f"tension.{key}", lang)


@functools.lru_cache(maxsize=KEPT)
def told(sitting: Sitting, table: int, lang: str) -> tuple[Spoken, ...]:
    """Everything that was said and done at a table, in order."""
    return tuple(_Teller(sitting, table, lang).story())


class _Teller:
    """Walks through a season; keeps count, so that nobody says the same line twice in a row."""

    def __init__(self, sitting: Sitting, table: int, lang: str) -> None:
        self.sitting, self.table, self.lang = sitting, table, lang
        self.case = sitting.case
        self.d = self.case.relations[table]
        self.notes = sitting.played.notes[0, self.d]
        self.moments = sitting.played.moments[0, self.d]
        self.moves = sitting.decisions.moves[self.d]
        self.betweens = sitting.decisions.betweens[self.d]
        self.by_hand = sitting.decisions.by_hand[self.d]
        self.used: dict[tuple[str, str], int] = {}
        far, turn = (int(n) for n in sitting.played.reached[0, self.d])
        self.last = self.case.turns if far == decisions.OVER else min(turn, self.case.turns)
        self.ending = int(sitting.played.state.relations["ending"][0, self.d])
        self.over = far == decisions.OVER

    def story(self) -> Iterator[Spoken]:
        for turn in range(1, self.last + 1):
            meeting = (turn + 1) // 2
            if turn % 2 == 1 and meeting > 1:
                yield from self._between(meeting - 1)
            if turn % 2 == 1 and self._facts(meeting):
                yield self._happened(meeting, turn, "story.facts")
            note = self.notes[turn - 1]
            if note["actor"] >= 0:
                yield from self._turn(meeting, turn, note)
            if self._hand_took(turn):
                yield self._taken(
                    meeting, turn, decisions.speaker(turn, self.case.opener), "accept"
                )
                return
            if note["accepted"]:
                yield self._taken(meeting, turn, 1 - int(note["actor"]), "accept")
                return
            if note["mediation"] == decisions.SUCCEEDED:
                return
        if self.over:
            yield from self._last_word()

    def _turn(self, meeting: int, turn: int, note: np.record) -> Iterator[Spoken]:
        s = int(note["actor"])
        boss = self.case.scenario.executive
        if note["overridden"] and boss is not None:
            who = getattr(boss.who, self.lang)
            yield self._happened(meeting, turn, "story.overridden", who=who)
        yield Spoken(
            meeting, turn, s, self.move(turn), self._said(turn, note), self._manner(turn, s),
            note["settlement"].copy(), note["utility"].copy(),
            stance="" if self._by_hand(turn) else stance(float(note["chance"])),
        )  # fmt: skip
        if note["mediation"] == decisions.FAILED:
            yield self._happened(meeting, turn, "story.mediator")
        if note["mediation"] == decisions.REFUSED:
            yield self._happened(meeting, turn, "story.no_mediator")

    def move(self, turn: int) -> str:
        """The key of the move made in a turn."""
        note, move = self.notes[turn - 1], self.moves[turn - 1]
        if note["overridden"]:
            return "hard"
        if self._by_hand(turn) and move["mediate"] == 1.0:
            return moves.ESCALATE
        return moves.OF_ACT[int(note["act"])]

    def _by_hand(self, turn: int) -> bool:
        s = decisions.speaker(turn, self.case.opener)
        return bool(self.by_hand[s]) and not self.moves[turn - 1]["auto"]

    def _hand_took(self, turn: int) -> bool:
        move = self.moves[turn - 1]
        return self._by_hand(turn) and bool(move["accept"]) and self.notes[turn - 1]["actor"] < 0

    def _facts(self, meeting: int) -> bool:
        return meeting > 1 and bool((self.betweens[meeting - 2]["move"] == decisions.FACTS).any())

    def _said(self, turn: int, note: np.record) -> str:
        role = self.case.role_at(self.table, int(note["actor"]))
        lines, boss = self.case.scenario.roles[role].lines, self.case.scenario.executive
        if note["overridden"] and boss is not None:
            return str(getattr(boss.said, self.lang))
        if self._by_hand(turn) or lines is None:
            return self._own_line(self.move(turn), int(note["actor"]))
        for point in self.case.scenario.turning_points:
            if point.said is not None and point.meeting == (turn + 1) // 2 and self._forced(turn):
                return str(getattr(point.said, self.lang))
        mood, act = stance(float(note["chance"])), ACTS[int(note["act"])]
        acts: Acts = getattr(lines, mood)
        choices = getattr(acts, act)
        count = self.used.get((mood, act), 0)
        self.used[mood, act] = count + 1
        return str(getattr(choices[(self.sitting.seed + count) % len(choices)], self.lang))

    def _own_line(self, move: str, s: int) -> str:
        """What a move may sound like, a little different each time."""
        count = self.used.get((f"say.{s}", move), 0)
        self.used[f"say.{s}", move] = count + 1
        key = ("say", "say.2", "say.3")[count % 3]
        return text(f"move.{move}.{key}", self.lang)

    def _forced(self, turn: int) -> bool:
        """The story forces what is done in this turn."""
        script = int(self.case.world.ties["script"][self.d])
        s = decisions.speaker(turn, self.case.opener)
        acts = self.case.world.scripts["act"][script, self.case.season, s]
        return script >= 0 and bool(acts[(turn - 1) // 2] >= 0)

    def _manner(self, turn: int, s: int) -> str:
        """How side `s` looks before it speaks: what the other's last move did to it.

        Of people who play we cannot say how they look.
        """
        if self._by_hand(turn):
            return ""
        now = self.moments[turn - 1, 0, s]
        before = self.moments[turn - 3, 0, s] if turn > 2 else now
        change = float(now["tension"] - before["tension"])
        if now["surprise"] > SURPRISED and now["surprise"] > before["surprise"]:
            key = "surprised"
        elif change <= -TURNED:
            key = "easing"
        elif change >= TURNED:
            key = "hardening"
        else:
            tension = float(now["tension"])
            key = "calm" if tension < CALM else "tense" if tension < HEATED else "heated"
        count = self.used.get(("manner", key), 0)
        self.used["manner", key] = count + 1
        role = self.case.role_at(self.table, s)
        who = getattr(self.case.scenario.roles[role].who, self.lang).split(",")[0]
        seen = text(f"manner.{key}.{1 + (self.sitting.seed + count) % 3}", self.lang, who=who)
        return seen[0].upper() + seen[1:]

    def _taken(self, meeting: int, turn: int, s: int, move: str) -> Spoken:
        role = self.case.role_at(self.table, s)
        if self.case.scenario.roles[role].lines is None or self._hand_took(turn):
            said = text(f"move.{move}.say", self.lang)
        else:
            said = text(f"accepts.{1 + (self.sitting.seed + turn) % 3}", self.lang)
        return Spoken(meeting, turn, s, move, said, "", None, None)

    def _happened(self, meeting: int, turn: int, key: str, **values: object) -> Spoken:
        return Spoken(meeting, turn, -1, key, text(key, self.lang, **values), "", None, None)

    def _between(self, meeting: int) -> Iterator[Spoken]:
        """What both sides did after a meeting; aligning internally stays inside."""
        for s in range(2):
            move = int(self.betweens[meeting - 1, s]["move"])
            if move == decisions.NOTHING:
                continue
            key = moves.OF_BETWEEN[move]
            own = text(f"story.own.{key}", self.lang)
            yield Spoken(meeting, 2 * meeting, -1, key, own, "", None, None, only=s)
            if move != decisions.ALIGN:
                role = self.case.scenario.roles[self.case.role_at(self.table, s)]
                label = getattr(role.label, self.lang)
                said = text(f"story.other.{key}", self.lang, role=label)
                yield Spoken(meeting, 2 * meeting, -1, key, said, "", None, None, only=1 - s)

    def _last_word(self) -> Iterator[Spoken]:
        s = 1 - decisions.speaker(self.case.turns, self.case.opener)
        move = self.moves[self.case.turns]
        if not self.by_hand[s] or move["auto"] or not move["given"]:
            return
        key = "accept" if move["accept"] else "refuse"
        said = text(f"move.{key}.say", self.lang)
        yield Spoken(9, self.case.turns + 1, s, key, said, "", None, None)


def ending(sitting: Sitting, table: int) -> str | None:
    """How the season at a table ended; None while it goes on."""
    if not sitting.over_at(table):
        return None
    code = int(sitting.played.state.relations["ending"][0, sitting.case.relations[table]])
    return ENDINGS[NO_CONTRACT if code == RUNNING else code]


def learned(sitting: Sitting, table: int, s: int) -> list[str]:
    """The other's issues of which side `s` has heard why they matter, in order.

    An open question reveals one while the other is calm; so does a dilemma that the other shares.
    """
    case, d = sitting.case, sitting.case.relations[table]
    notes, moments = sitting.played.notes[0, d], sitting.played.moments[0, d]
    heard = 0
    for turn, note in enumerate(notes):
        if note["actor"] < 0:
            continue
        asked = note["actor"] == s and note["act"] == ASK
        shared = note["actor"] == 1 - s and note["act"] == OPEN
        if shared or (asked and moments[turn, 1, 1 - s]["tension"] < CALM):
            heard += 1
    return list(case.scenario.tables[table].interests[case.role_at(table, 1 - s)])[:heard]
