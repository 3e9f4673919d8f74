"""Play decisions on the luck of one run or of many: the same code for a room and for a what-if.

R runs, D relations, T turns, M meetings, Y years.
"""

import functools
from dataclasses import dataclass, replace

import numpy as np

from simulator import batch
from simulator.engine import decisions as plan
from simulator.engine.context import Hand, State
from simulator.engine.decisions import FAITHFUL, LENIENT
from simulator.engine.records import IN_FORCE, SIDE
from simulator.engine.rules import offer
from simulator.measures.access import access
from simulator.training.case.case import LATER, Case
from simulator.training.case.scenario import MEETINGS
from simulator.world.build import World

LIVE = np.zeros(1, np.uint64)  # the run that is played in the room; the others are other luck
NOBODY = -1  # no meeting is taken over


@dataclass(frozen=True)
class Decisions:
    """What was decided at one table, and what happened to it; arrays are never changed."""

    by_hand: np.ndarray  # [D, 2] 1 = this side is played by hand
    moves: np.ndarray  # [D, T + 1] of MOVE
    betweens: np.ndarray  # [D, M, 2] of BETWEEN
    cards: np.ndarray  # [D, M] of CARD

    def moved(self, d: int, turn: int, **fields: object) -> "Decisions":
        """With a move decided (turn from 1)."""
        return replace(self, moves=_filled(self.moves, (d, turn - 1), fields))

    def between(self, d: int, meeting: int, s: int, move: int) -> "Decisions":
        """With a move between two meetings decided (meeting from 1)."""
        place = (d, meeting - 1, s)
        return replace(self, betweens=_filled(self.betweens, place, {"given": 1, "move": move}))

    def card(self, d: int, meeting: int, s: int, pressure: float, turnover: bool) -> "Decisions":
        """With news for a side before a meeting (from 1)."""
        cards = self.cards.copy()
        cards["pressure"][d, meeting - 1, s] += pressure
        cards["turnover"][d, meeting - 1, s] |= int(turnover)
        return replace(self, cards=cards)

    def automatic(
        self, d: int, s: int, opener: int, turn: int, meeting: int, auto: bool
    ) -> "Decisions":
        """With side `s` played by its strategy, or by hand again, from a turn and a meeting on."""
        moves, betweens = self.moves.copy(), self.betweens.copy()
        for t in range(turn, moves.shape[1] + 1):
            if plan.speaker(t, opener) == s:
                moves["auto"][d, t - 1] = auto
        for m in range(meeting, betweens.shape[1] + 1):
            if auto or betweens["move"][d, m - 1, s] == plan.NOTHING:
                betweens["given"][d, m - 1, s] = auto
        return replace(self, moves=moves, betweens=betweens)


def _filled(table: np.ndarray, place: tuple[int, ...], fields: dict[str, object]) -> np.ndarray:
    filled = table.copy()
    for name, value in fields.items():
        filled[name][place] = value
    return filled


def undecided(case: Case, hands: dict[tuple[int, int], bool]) -> Decisions:
    """A season of which nothing was decided.

    Args:
        hands: sides (d, s) that may be played by hand; True = they are, from the start.
    """
    relations, turns = len(case.world.ties), case.turns
    moves = np.zeros((relations, turns + 1), plan.MOVE)
    betweens = np.zeros((relations, MEETINGS, 2), plan.BETWEEN)
    by_hand = np.zeros((relations, 2), np.int64)
    for d in range(relations):
        own = (hands.get((d, 0), False), hands.get((d, 1), False))
        moves[d], betweens[d] = plan.undecided(turns, own, case.opener)
        by_hand[d] = [(d, s) in hands for s in range(2)]
    return Decisions(by_hand, moves, betweens, np.zeros((relations, MEETINGS), plan.CARD))


@dataclass(frozen=True)
class Played:
    """How far a season came, what was said in it, and the state reached."""

    reached: np.ndarray  # [R, D, 2] plan.OVER, ...; and the turn that waits
    over: np.ndarray  # [R] the year was lived to its end
    notes: np.ndarray  # [R, D, T] of NOTE
    moments: np.ndarray  # [R, D, T, 2, 2] of SIDE: before and after each turn; or T = 0
    shared: np.ndarray  # [R, D, T, 2] ownership before and after each turn
    state: State  # at the end of the year where it is over, before contracts turn over


def before(case: Case, runs: np.ndarray, seed: int) -> State:
    """The state in which the season starts: the history of the story, on each run's luck."""
    simulation = batch.Simulation.of(case.world, _params(case, runs), runs, seed, years=case.season)
    state = simulation.state
    drawn = np.isnan(case.weights[:, :, 0])
    for d, s in np.argwhere(~drawn):
        state.sides["weights"][:, d, s] = case.weights[d, s]
    _order(state.sides)
    while not simulation.done:
        simulation.step()
    in_force = state.contracts[:, :, IN_FORCE]
    in_force["end"] = np.minimum(in_force["end"], case.season)  # there are talks this year
    for role, style in case.styles.items():
        for place in case.places(role):
            state.sides["strategy"][:, place.d, place.s] = style
    return state


def _order(sides: np.ndarray) -> None:
    for r, d in np.ndindex(sides.shape[:2]):
        provider, funder = sides[r, d]
        offer.order_issues(provider["weights"], funder["weights"], provider["order"])
        offer.order_issues(funder["weights"], provider["weights"], funder["order"])


def _params(case: Case, runs: np.ndarray) -> np.ndarray:
    return np.repeat(case.params, len(runs))


_KEPT = 128  # starts that are kept, one a case, seed and set of runs
_FEW = 1000  # runs of which a start is small enough to keep


@functools.lru_cache(maxsize=_KEPT)
def _kept(key: tuple[object, ...]) -> dict[str, State]:  # noqa: ARG001
    return {}


def _start(case: Case, runs: np.ndarray, seed: int) -> State:
    """A fresh state to play on; the history before it is worked out once and kept."""
    if len(runs) >= _FEW:
        return before(case, runs, seed)
    styles = tuple(sorted(case.styles.items()))
    kept = _kept((case.digest, styles, case.weights.tobytes(), runs.tobytes(), seed))
    if "state" not in kept:
        kept["state"] = before(case, runs, seed)
    return batch.copied(kept["state"])


def played(
    case: Case,
    decisions: Decisions,
    seed: int,
    runs: np.ndarray = LIVE,
    lenient: bool = False,
    moments: bool = True,
) -> Played:
    """The season and its year on the luck of each run, as far as it was decided.

    Args:
        lenient: a replay on other luck: nobody signs below no contract, see `by_hand.takes`.
        moments: keep both sides before and after each turn.
    """
    state = _start(case, runs, seed)
    count, relations, turns = len(runs), len(case.world.ties), case.turns
    kept = turns if moments else 0
    notes = np.zeros((count, relations, turns), plan.NOTE)
    notes["actor"] = notes["act"] = -1
    seen = np.zeros((count, relations, kept, 2, 2), SIDE)
    shared = np.zeros((count, relations, kept, 2))
    reached = np.zeros((count, relations, 2), np.int64)
    boss = case.scenario.executive
    hand = Hand(
        by_hand=decisions.by_hand,
        executives=case.executives,
        moves=decisions.moves,
        betweens=decisions.betweens,
        cards=decisions.cards,
        takeover=boss.meeting - 1 if boss else NOBODY,
        manner=LENIENT if lenient else FAITHFUL,
        offers=plan.no_offers(),
        notes=notes,
        moments=seen,
        shared=shared,
        reached=reached,
    )
    simulation = batch.Simulation.of(
        case.world, _params(case, runs), runs, seed, years=case.season + 1, state=state,
        year=case.season,
    )  # fmt: skip
    simulation.live(hand)
    over = (reached[:, :, 0] == plan.OVER).all(axis=1)
    return Played(reached, over, notes, seen, shared, state)


OUTSIDE = "spill"  # what content returned outside the pair: the wrong pocket
FIELDS = (
    "utility", "value", "goodwill", "trust", "tension", "extra", "shading", "agreed_utility",
    "content_value", "cost", "image", "knowledge",
)  # fmt: skip


def years_on(
    case: Case, done: Played, styles: dict[tuple[int, int], int], seed: int, runs: np.ndarray = LIVE
) -> dict[str, np.ndarray]:
    """The year played and five more, each [R, Y, D, 2] (`turns`, `content`, ...: [R, Y, D]).

    Args:
        done: a season that is over in every run; its state is lived on from a copy.
        styles: strategy with which each side that was played by hand goes on.
    """
    simulation = batch.Simulation.of(
        _without_scripts(case.world, styles), _params(case, runs), runs, seed,
        years=case.season + LATER + 1, state=batch.copied(done.state), year=case.season,
    )  # fmt: skip
    state = simulation.state
    shape = (len(runs), LATER + 1, len(case.world.ties))
    found = {name: np.zeros((*shape, 2)) for name in FIELDS}
    found |= {name: np.zeros(shape) for name in ("turns", "ownership", "stock", "spill")}
    found |= {name: np.zeros(shape) for name in ("content", "duration", "access")}
    for y in range(LATER + 1):
        if y > 0:
            simulation.turn_over()
            for (d, s), style in styles.items():
                state.sides["strategy"][:, d, s] = style
            simulation.live()
        for name in FIELDS:
            found[name][:, y] = state.sides[name]
        found["access"][:, y] = access(state.relations, case.turns)
        found["spill"][:, y] = state.relations["spill"]
        found["turns"][:, y] = state.relations["turns"]
        found["ownership"][:, y] = state.relations["ownership"]
        found["stock"][:, y] = state.relations["content_stock"]
        found["content"][:, y] = state.contracts["content"][:, :, IN_FORCE]
        found["duration"][:, y] = state.contracts["duration"][:, :, IN_FORCE]
    return found


def _without_scripts(built: World, styles: dict[tuple[int, int], int]) -> World:
    """The world in which the story no longer tells the sides by hand what to play."""
    scripts = built.scripts.copy()
    for d, s in styles:
        script = int(built.ties["script"][d])
        if script >= 0:
            scripts["strategy"][script, :, s] = -1
            scripts["act"][script, :, s] = -1
            scripts["override"][script, :, s] = -1
    return replace(built, scripts=scripts)
