"""A season of one relation played by hand: the engine's rules, one turn at a time.

Who plays by hand says act, offer and answer; who does not is played by its strategy. A season in
which every hand says what its strategy would have said gives the engine's numbers to the bit.
"""

import numpy as np

from simulator.engine import year as engine
from simulator.engine.decisions import AWAITS_ANSWER, AWAITS_BETWEEN, AWAITS_MOVE, N_ISSUES, OVER
from simulator.engine.institutions import form, ladder, vision
from simulator.engine.institutions.between_meetings import done_between, news
from simulator.engine.jit import rule
from simulator.engine.records import NO_CONTRACT
from simulator.engine.season import closed, opened, settled
from simulator.training.game.turn import struck, taken, takes


@rule
def negotiated(
    p, acts, strategies, calendar, tie, terms, seats, script, sides, relation, contract, accord,
    seed, run, year, by_hand, executives, moves, betweens, cards, takeover, manner, offers, notes,
    moments, shared,
):  # fmt: skip
    """The season of one relation, up to the first thing that was not decided yet.

    Args:
        contract: the one for next year, filled at the end.
        seats: [2]; a side by hand has no executive here, so that nobody speaks for it from the
            opening on, but in `executives` [2] (-1 = nobody), who may take one meeting over.
        by_hand: [2], 1 = this side is played by hand.
        moves, betweens, cards: what was decided and what happened, see `plan.py`.
        takeover: meeting (from 0) at which the executive of a side by hand may take over; -1 none.
        manner: turn.FAITHFUL or turn.LENIENT.
        offers: the last offer of each side, as `plan.no_offers` makes it; overwritten.
        notes: [T] of `NOTE`, filled.
        moments, shared: both sides before and after each turn, [T, 2, 2] of `SIDE`, and
            ownership [T, 2]; or shape [0, 2, 2] and [0, 2].

    Returns:
        How far it came (`plan.OVER`, ...), and the turn it waits for.
    """
    who = tie.id
    opened(p, strategies, seats, script, sides, relation, accord, seed, who, run, year)
    engine._agreed_conduct(p, strategies, sides, relation)
    last = calendar.turns + calendar.stragglers
    offers[:, :] = np.nan
    for turn in range(1, last + 1):
        if turn == calendar.turns + 1 and not ladder.talks_on(p, seed, who, run, year):
            break
        s = calendar.opener if turn % 2 == 1 else 1 - calendar.opener
        meeting = (turn - 1) // 2
        if turn % 2 == 1:
            news(p, seats, sides, cards[meeting], seed, who, run, year)
        _seen(moments, shared, turn, 0, sides, relation)
        far = taken(
            p, acts, strategies, calendar, seats, script, sides, relation, contract, accord, turn,
            s, by_hand, executives[s], moves, betweens, takeover, manner, offers, notes[turn - 1],
            seed, who, run, year,
        )  # fmt: skip
        if far == AWAITS_MOVE:
            return AWAITS_MOVE, turn
        _seen(moments, shared, turn, 1, sides, relation)
        if far == OVER:
            break
        between = turn % 2 == 0 and turn < last
        if between and _undecided(by_hand, betweens[meeting]):
            return AWAITS_BETWEEN, turn
        if between:
            _between(p, acts, sides, relation, accord, betweens[meeting])
    if _last_word(calendar, sides, relation, contract, by_hand, moves[last], manner, offers):
        return AWAITS_ANSWER, last + 1
    settled(p, tie, sides, relation, contract, accord, seed, who, run, year)
    if contract.has == 1:
        form.signed(p, terms, sides, relation, contract)
    vision.kept_to(p, sides, contract)
    closed(sides, relation)
    return OVER, 0


@rule
def _undecided(by_hand, betweens):
    """Does a hand still have to decide what it does between two meetings?"""
    provider = by_hand[0] == 1 and betweens[0].given == 0
    return provider or (by_hand[1] == 1 and betweens[1].given == 0)


@rule
def _between(p, acts, sides, relation, accord, betweens):
    """Both sides do something between two meetings."""
    for s in range(2):
        done_between(p, acts, sides, relation, accord, s, betweens[s].move)


@rule
def _last_word(calendar, sides, relation, contract, by_hand, move, manner, offers):
    """After the last offer, the hand that heard it takes it or not; True if it has to decide."""
    turns = calendar.turns + calendar.stragglers
    s = calendar.opener if turns % 2 == 0 else 1 - calendar.opener
    if relation.ending != NO_CONTRACT or by_hand[s] == 0 or move.auto == 1:
        return False
    if move.given == 0:
        return True
    if takes(sides[s], move, offers[1 - s, N_ISSUES + s], manner):
        struck(contract, relation, offers[1 - s])
    return False


@rule
def _seen(moments, shared, turn, after, sides, relation):
    """Keep both sides as they are before or after a turn."""
    if moments.shape[0] > 0:
        for s in range(2):
            moments[turn - 1, after, s] = sides[s]
        shared[turn - 1, after] = relation.ownership
