"""In whose style a season was played: the strategy under which the moves are most likely.

It names the style in the debrief and plays on in the years after, so that five years show what
this way of working leads to.
"""

import functools
import math

import numpy as np

from simulator.engine import decisions
from simulator.engine import turn as rules
from simulator.engine.acts import ARGUE, PRESS, PROPOSE
from simulator.training.game.match import Sitting

KEPT = 512  # sittings whose style is kept
SLIP = 0.02  # assumed: chance of an act that is not the strategy's own
SPREAD = 0.10  # assumed: how far a demand strays from what the strategy would ask for
BETS = {"hard": ("hard", "press"), "argue": ("argue", "mirror", "gmirror"),
        "open": ("open", "collab", "principled"), "calm": ("calm", "soft")}  # fmt: skip


@functools.lru_cache(maxsize=KEPT)
def style(sitting: Sitting, table: int, s: int) -> int:
    """The strategy of the catalogue that comes nearest to what side `s` did."""
    d, world = sitting.case.relations[table], sitting.case.world
    own = int(sitting.played.state.sides["strategy"][0, d, s])
    turns = [
        turn for turn in _turns(sitting, d, s) if sitting.played.notes[0, d, turn - 1]["act"] >= 0
    ]
    if not turns:
        return own
    likely = [_likelihood(sitting, d, s, turns, k) for k in range(len(world.strategies))]
    best = max(likely)
    return own if likely[own] >= best - 1e-9 else likely.index(best)


def _turns(sitting: Sitting, d: int, s: int) -> list[int]:
    """The turns that side `s` played by hand."""
    notes, moves = sitting.played.notes[0, d], sitting.decisions.moves[d]
    return [
        turn
        for turn in range(1, sitting.case.turns + 1)
        if notes[turn - 1]["actor"] == s
        and not moves["auto"][turn - 1]
        and not notes[turn - 1]["overridden"]
    ]


def _likelihood(sitting: Sitting, d: int, s: int, turns: list[int], k: int) -> float:
    """Log likelihood of acts and demands under strategy `k`, one step ahead each time."""
    case, world = sitting.case, sitting.case.world
    model = case.model
    strategy = world.strategies[k]
    relation = sitting.played.state.relations[0, d].copy()
    total = 0.0
    for turn in turns:
        note = sitting.played.notes[0, d, turn - 1]
        sides = sitting.played.moments[0, d, turn - 1, 0].copy()
        after = sitting.played.moments[0, d, turn - 1, 1].copy()
        relation["ownership"] = sitting.played.shared[0, d, turn - 1, 0]
        for these in (sides, after):
            these["strategy"][s] = k
            these["opening"][s], these["press"][s] = strategy["opening"], strategy["press"]
        after["demand"][s] = sides["demand"][s]
        chance = rules.intensity(model, case.pair(d, sides, relation), s)
        total += math.log(_act_chance(int(note["act"]), float(chance), strategy))
        if sitting.decisions.moves["offer"][d, turn - 1] != decisions.STRATEGY:
            asked = rules.demanded(model, case.pair(d, after, relation), s, turn, case.turns)
            total -= (float(note["demand"]) - asked) ** 2 / (2.0 * SPREAD**2)
    return total


def _act_chance(act: int, chance: float, strategy: np.record) -> float:
    """How likely an act is under a strategy, with a slip now and then."""
    if act == PRESS:
        own = chance * strategy["press"]
    elif act == ARGUE:
        own = chance * (1.0 - strategy["press"])
    else:
        own = (1.0 - chance) * strategy["mix"][act - PROPOSE]
    return SLIP / 7.0 + (1.0 - SLIP) * float(own)


def styles(sitting: Sitting) -> dict[tuple[int, int], int]:
    """The style of every side that was played by hand."""
    by_side = {}
    for table, d in enumerate(sitting.case.relations):
        for s in range(2):
            if sitting.decisions.by_hand[d, s]:
                by_side[d, s] = style(sitting, table, s)
    return by_side


def bet(strategy: str) -> str:
    """To which of the approaches one can bet on a strategy belongs."""
    return next((key for key, names in BETS.items() if strategy in names), "argue")
