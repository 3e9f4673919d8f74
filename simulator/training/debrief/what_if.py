"""What else could have been: the one changed move with the largest effect, on the same luck.

Every move that was open at each meeting is tried, one at a time; the rest stays as it was. The
band shows the same change on other luck, because one season proves little.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from simulator.engine import decisions as plan
from simulator.training.case.scenario import MEETINGS
from simulator.training.debrief.styles import styles
from simulator.training.game import moves, replay
from simulator.training.game.match import Sitting
from simulator.training.game.replay import Decisions
from simulator.training.words import text

KEPT = 512  # sides whose lines are kept
OTHER_LUCK = 200  # seeds of the band
ACCEPT = "accept"
NEARLY = 0.05  # assumed: how much less than what was agreed an earlier offer may be worth
# assumed: below these no move made a difference: utility a year, goodwill after the year
MATTERS = {"worth": 0.003, "goodwill": 0.01}


@dataclass(frozen=True)
class Change:
    """One move made differently."""

    meeting: int
    kind: str  # table, offer or between
    was: str  # key of the move
    instead: str
    decisions: Decisions


@dataclass(frozen=True)
class Course:
    """What a line of play leads to, for one side."""

    worth: float  # mean utility a year, the season's year and five more
    agreed: float  # utility of the contract
    goodwill: float  # of the other, at the end of the season's year
    tension: np.ndarray  # [T] of the other after each turn
    years: dict[str, np.ndarray]  # each [Y]


@dataclass(frozen=True)
class Band:
    """The same change on other luck: differences in utility a year."""

    low: float  # 5 %
    mean: float
    high: float  # 95 %
    better: float  # share of the seeds in which the change was better
    runs: int


@dataclass(frozen=True)
class Alternative:
    """A changed move with its effect."""

    change: Change
    effect: dict[str, float]  # of worth, agreed and goodwill
    yours: Course
    other: Course
    band: Band


def _padded(sitting: Sitting) -> Decisions:
    """The decisions, with the strategy to play on wherever no hand decided."""
    table, betweens = sitting.decisions.moves.copy(), sitting.decisions.betweens.copy()
    table["auto"] |= table["given"] == 0
    betweens["given"] = 1
    return replace(sitting.decisions, moves=table, betweens=betweens)


def changes(sitting: Sitting, table: int, s: int) -> Iterator[Change]:
    """Every move of side `s` made differently, one at a time: act, offer, answer, in between."""
    d, base = sitting.case.relations[table], _padded(sitting)
    for turn in range(1, sitting.case.turns + 1):
        move = base.moves[d, turn - 1]
        if plan.speaker(turn, sitting.case.opener) == s and not move["auto"]:
            yield from _otherwise(sitting, base, d, turn, s)
    yield from _betweens(sitting, base, d, s)


def _otherwise(sitting: Sitting, base: Decisions, d: int, turn: int, s: int) -> Iterator[Change]:
    """One turn played differently."""
    move, meeting = base.moves[d, turn - 1], (turn + 1) // 2
    was = ACCEPT if move["accept"] else _key(move)
    for key, act in moves.TABLE.items():
        if key not in (moves.ESCALATE, was):
            kept = plan.HOLD if move["accept"] else int(move["offer"])
            fields = {"accept": 0, "act": act, "offer": kept, "mediate": 0.0}
            yield Change(meeting, "table", was, key, base.moved(d, turn, **fields))
    if move["accept"]:
        return
    offered = plan.OFFERS[int(move["offer"])]
    for key, asked in moves.OFFERS.items():
        if asked != move["offer"]:
            yield Change(meeting, "offer", offered, key, base.moved(d, turn, offer=asked))
    if _worth_signing(sitting, d, turn, s):
        yield Change(meeting, "table", was, ACCEPT, base.moved(d, turn, accept=1))


def _worth_signing(sitting: Sitting, d: int, turn: int, s: int) -> bool:
    """Did an offer lie on the table then that came near to what was agreed in the end?"""
    made = [
        note
        for note in sitting.played.notes[0, d, : turn - 1]
        if note["actor"] == 1 - s and note["act"] >= 0
    ]
    side = sitting.played.state.sides[0, d, s]
    least = max(side["reservation"], side["agreed_utility"] - NEARLY)
    return bool(made) and bool(made[-1]["utility"][s] >= least)


def _betweens(sitting: Sitting, base: Decisions, d: int, s: int) -> Iterator[Change]:
    done = base.betweens["move"][d, :, s]
    given = sitting.decisions.betweens["given"][d, :, s]
    for meeting in range(1, MEETINGS):
        if not given[meeting - 1] or sitting.decisions.moves["auto"][d, 2 * meeting - 1 - (s == 1)]:
            continue
        was = moves.OF_BETWEEN[int(done[meeting - 1])]
        for key, move in moves.BETWEEN.items():
            if key == was or (move == plan.ALIGN and sitting.case.executives[d, s] < 0):
                continue
            if move == plan.VISIT and (done == plan.VISIT).any():
                continue
            if move == plan.FACTS:
                continue  # takes a meeting away: not one move, but two
            yield Change(meeting, "between", was, key, base.between(d, meeting, s, move))


def _key(move: np.record) -> str:
    return moves.ESCALATE if move["mediate"] == 1.0 else moves.OF_ACT[int(move["act"])]


class Search:
    """Plays lines of one side of a finished sitting; keeps what it has worked out."""

    def __init__(self, sitting: Sitting, table: int, s: int, runs: int = OTHER_LUCK) -> None:
        self.sitting, self.table, self.s = sitting, table, s
        self.d = sitting.case.relations[table]
        self.styles = styles(sitting)
        self.live = np.array([sitting.run], np.uint64)
        first = 1000  # other luck than that of any table
        self.others = np.arange(first, first + runs, dtype=np.uint64)
        self.base = _padded(sitting)
        self.yours = self.line(self.base)
        self._worth_of_base: np.ndarray | None = None

    def line(self, decisions: Decisions) -> Course:
        """A line of play on the luck of the room."""
        done = replay.played(self.sitting.case, decisions, self.sitting.seed, self.live)
        years = replay.years_on(self.sitting.case, done, self.styles, self.sitting.seed, self.live)
        own = {name: _of(values, self.d, self.s) for name, values in years.items()}
        other = {
            name: _of(years[name], self.d, 1 - self.s)
            for name in ("goodwill", "trust", "tension", "extra")
        }
        own |= {f"other_{name}": values for name, values in other.items()}
        return Course(
            worth=float(own["value"].mean()),
            agreed=float(done.state.sides["agreed_utility"][0, self.d, self.s]),
            goodwill=float(other["goodwill"][0]),
            tension=self._tension(done),
            years=own,
        )

    def _tension(self, done: replay.Played) -> np.ndarray:
        """Tension of the other after each turn, NaN after the last."""
        tension: np.ndarray = done.moments[0, self.d, :, 1, 1 - self.s]["tension"].copy()
        tension[int(done.state.relations["turns"][0, self.d]) :] = np.nan
        return tension

    def worths(self, decisions: Decisions) -> np.ndarray:
        """Utility a year of a line on other luck, [R]."""
        done = replay.played(
            self.sitting.case, decisions, self.sitting.seed, self.others, True, moments=False
        )
        years = replay.years_on(
            self.sitting.case, done, self.styles, self.sitting.seed, self.others
        )
        worth: np.ndarray = years["value"][:, :, self.d, self.s].mean(axis=1)
        return worth

    def largest(self) -> dict[str, Alternative | None]:
        """The change with the largest effect either way, on `worth` and on `goodwill`.

        None where no change made a difference.
        """
        lines = [
            (change, self.line(change.decisions))
            for change in changes(self.sitting, self.table, self.s)
        ]
        return {name: self._most(name, least, lines) for name, least in MATTERS.items()}

    def _most(
        self, name: str, least: float, lines: list[tuple[Change, Course]]
    ) -> Alternative | None:
        def size(tried: tuple[Change, Course]) -> float:
            return abs(float(getattr(tried[1], name)) - float(getattr(self.yours, name)))

        best = max(lines, key=size, default=None)
        return self.point(*best) if best and size(best) >= least else None

    def chosen(self, meeting: int, kind: str, move: str) -> Alternative | None:
        """A change that the team chose itself; None where it is what they did."""
        for change in changes(self.sitting, self.table, self.s):
            if (change.meeting, change.kind, change.instead) == (meeting, kind, move):
                return self.point(change, self.line(change.decisions))
        return None

    def point(self, change: Change, line: Course) -> Alternative:
        """A change with its effect here, and on other luck."""
        if self._worth_of_base is None:
            self._worth_of_base = self.worths(self.base)
        differences = self.worths(change.decisions) - self._worth_of_base
        low, high = np.quantile(differences, [0.05, 0.95])
        band = Band(
            float(low), float(differences.mean()), float(high), float((differences > 0.0).mean()),
            len(differences),
        )  # fmt: skip
        effect = {
            name: getattr(line, name) - getattr(self.yours, name)
            for name in ("worth", "agreed", "goodwill")
        }
        return Alternative(change, effect, self.yours, line, band)


def _of(values: np.ndarray, d: int, s: int) -> np.ndarray:
    """One side of one relation of the first run, [Y]."""
    side: np.ndarray = values[0, :, d, s] if values.ndim == 4 else values[0, :, d]
    return side.copy()


@functools.lru_cache(maxsize=KEPT)
def search(sitting: Sitting, table: int, s: int) -> Search:
    """The search for one side of a finished sitting, kept."""
    return Search(sitting, table, s)


@functools.lru_cache(maxsize=KEPT)
def largest(sitting: Sitting, table: int, s: int) -> dict[str, Alternative | None]:
    """The changes with the largest effect on `worth` and on `goodwill`, kept."""
    return search(sitting, table, s).largest()


def label(kind: str, key: str, lang: str) -> str:
    """What a move is called."""
    group = {"table": "move", "offer": "offer", "between": "between"}[kind]
    return text(f"{group}.{key}", lang)
