"""A season of one relation played by hand: the engine's rules, one turn at a time.

Who plays by hand says act, offer and answer; who does not is played by its strategy. A season in
which every hand says what its strategy would have said gives the engine's numbers to the bit.
"""

import numpy as np

from simulator import bargain
from simulator import year as engine
from simulator.acts import PRESS
from simulator.chance import ACT, draws
from simulator.exercise.extras import done_between, news
from simulator.exercise.plan import (
    AWAITS_ANSWER,
    AWAITS_BETWEEN,
    AWAITS_MOVE,
    DEMAND,
    FACTS,
    HOLD,
    LITTLE,
    LITTLE_STEP,
    MUCH,
    MUCH_STEP,
    OVER,
    PACKAGE,
)
from simulator.institutions import executive, form, ladder, queue
from simulator.jit import rule
from simulator.rules import choice, offer
from simulator.season import accepts, acted, closed, demanded, intensity, opened, settled
from simulator.state import AGREED, FUNDER, MEDIATED, NO_CONTRACT, SCRIPT_TURNS

N_ISSUES = 4
FAITHFUL, LENIENT = 0, 1  # exactly as decided; or a replay on other luck, see `takes`


@rule
def negotiated(
    p, acts, strategies, calendar, tie, terms, seats, script, sides, relation, contract, accord,
    seed, run, year, by_hand, executives, moves, betweens, cards, takeover, manner, notes, moments,
    shared,
):  # fmt: skip
    """The season of one relation, up to the first thing that was not decided yet.

    Args:
        contract: the one for next year, filled at the end.
        seats: [2]; a side by hand has no executive here, so that nobody speaks for it from the
            opening on, but in `executives` [2] (-1 = nobody), who may take one meeting over.
        by_hand: [2], 1 = this side is played by hand.
        moves, betweens, cards: what was decided and what happened, see `plan.py`.
        takeover: meeting (from 0) at which the executive of a side by hand may take over; -1 none.
        manner: FAITHFUL or LENIENT.
        notes: [T] of `NOTE`, filled.
        moments, shared: both sides before and after each turn, [T, 2, 2] of `SIDE`, and
            ownership [T, 2]; or shape [0, 2, 2] and [0, 2].

    Returns:
        How far it came (`plan.OVER`, ...), and the turn it waits for.
    """
    opened(p, strategies, seats, script, sides, relation, accord, seed, tie.id, run, year)
    turns, last = calendar.turns, calendar.turns + calendar.stragglers
    engine._agreed_conduct(p, strategies, sides, relation)
    offers = np.full((2, N_ISSUES + 2), np.nan)  # the last offer of each side
    for turn in range(1, last + 1):
        if turn == turns + 1 and not ladder.talks_on(p, seed, tie.id, run, year):
            break
        s = calendar.opener if turn % 2 == 1 else 1 - calendar.opener
        meeting = (turn - 1) // 2
        if turn % 2 == 1:
            news(p, seats, sides, cards[meeting], seed, tie.id, run, year)
        _seen(moments, shared, turn, 0, sides, relation)
        move, hand = moves[turn - 1], by_hand[s] == 1 and moves[turn - 1].auto == 0
        if used_for_facts(betweens, meeting):
            _passed(p, sides, relation, turn)
        elif hand or not queue.waits(p, sides[s], seed, tie.id, run, year, turn):
            if hand and move.given == 0:
                return AWAITS_MOVE, turn
            if hand and takes(sides[s], move, offers[1 - s, N_ISSUES + s], manner):
                struck(contract, relation, offers[1 - s])
                break
            hand = hand and move.accept == 0
            if hand and meeting == takeover:
                notes[turn - 1].overridden = taken_over(
                    p, executives[s], script, sides, relation, seed, tie.id, run, year, s
                )
            utility = said(
                p, acts, strategies, seats, script, sides, relation, accord, turn, turns, s, move,
                hand, seed, tie.id, run, year, offers[s], notes[turn - 1],
            )  # fmt: skip
            _seen(moments, shared, turn, 1, sides, relation)
            strategy_answers = by_hand[1 - s] == 0 or moves[turn].auto == 1
            if strategy_answers and accepts(
                p, strategies, sides, 1 - s, relation, turn + 1, turns, utility
            ):
                notes[turn - 1].accepted = 1
                struck(contract, relation, offers[s])
                break
            wanted = wants(p, strategies, sides, 1 - s, relation, turn, turns, strategy_answers)
            if escalated(
                p, strategies, calendar, sides, relation, contract, by_hand, moves, turn,
                wanted - utility, seed, tie.id, run, year,
            ):  # fmt: skip
                break
        _seen(moments, shared, turn, 1, sides, relation)
        if turn % 2 == 0 and turn < last:
            for side in range(2):
                if by_hand[side] == 1 and betweens[meeting, side].given == 0:
                    return AWAITS_BETWEEN, turn
            for side in range(2):
                done_between(
                    p, acts, sides, relation, accord, side, betweens[meeting, side].move
                )
    s = calendar.opener if last % 2 == 0 else 1 - calendar.opener  # who hears the last offer
    if relation.ending == NO_CONTRACT and by_hand[s] == 1 and moves[last].auto == 0:
        if moves[last].given == 0:
            return AWAITS_ANSWER, last + 1
        if takes(sides[s], moves[last], offers[1 - s, N_ISSUES + s], manner):
            struck(contract, relation, offers[1 - s])
    settled(p, tie, sides, relation, contract, accord, seed, tie.id, run, year)
    if contract.has == 1:
        form.signed(p, terms, sides, contract)
    closed(sides, relation)
    return OVER, 0


@rule
def used_for_facts(betweens, meeting):
    """Is this meeting used for joint facts, chosen by either side after the one before?"""
    if meeting == 0:
        return False
    return betweens[meeting - 1, 0].move == FACTS or betweens[meeting - 1, 1].move == FACTS


@rule
def _passed(p, sides, relation, turn):
    """A turn of a meeting used for joint facts: it takes time and costs, nobody bargains."""
    relation.turns = turn
    for s in range(2):
        sides[s].cost += p.turn_cost / relation.members
        sides[s].tension_sum += sides[s].tension


@rule
def _seen(moments, shared, turn, after, sides, relation):
    """Keep both sides as they are before or after a turn."""
    if moments.shape[0] > 0:
        for s in range(2):
            moments[turn - 1, after, s] = sides[s]
        shared[turn - 1, after] = relation.ownership


@rule
def takes(side, move, utility, manner):
    """Does the hand take the other's last offer, worth `utility` (NaN = there is none)?

    On other luck nobody signs for less than no contract is worth, and everybody signs for what
    they asked.
    """
    if np.isnan(utility):
        return False
    if manner == FAITHFUL:
        return move.accept == 1
    return (move.accept == 1 and utility >= side.reservation) or utility >= side.demand


@rule
def taken_over(p, boss, script, sides, relation, seed, who, run, year, s):
    """Does the executive of side `s` take this turn over (M2)? 1 or 0."""
    side, disputed = sides[s], relation.dispute == 1
    if boss < 0 or not executive.takes_over(
        p, side, disputed, script.override[s], seed, who, run, year, s
    ):
        return 0
    side.overridden = 1
    return 1


@rule
def said(
    p, acts, strategies, seats, script, sides, relation, accord, turn, turns, s, move, hand,
    seed, who, run, year, offered, note,
):  # fmt: skip
    """One turn of side `s`, as `season.turned`: an act and an offer; gives its worth to the other.

    Args:
        hand: the move says act and offer; otherwise the script or the strategy does.
        offered: filled: settlement [4], utility by side [2].
        note: filled.
    """
    actor, receiver = sides[s], sides[1 - s]
    chance = intensity(p, strategies, seats, sides, s, relation, accord)
    own = (turn - 1) // 2
    act = move.act if hand else -1
    if not hand and own < SCRIPT_TURNS:
        act = script.act[s][own]
    if note.overridden == 1:
        act = PRESS
    if act < 0:
        first, second, _, _ = draws(seed, who, run, year, turn, ACT)
        act = choice.act(chance, actor.press, strategies[actor.strategy].mix, first, second)
    acted(p, acts, strategies, seats, sides, s, relation, act)
    if hand and note.overridden == 0 and move.offer == PACKAGE:
        packed(sides, s, move.package, offered)
    else:
        if not hand or move.offer < HOLD:
            actor.demand = demanded(p, strategies, sides, s, relation, turn, turns)
        elif note.overridden == 0:
            actor.demand = asked(actor.demand, move)
        known = 0.0 if relation.standard == 1 and s == FUNDER else actor.knowledge
        offer.written(actor.demand, known, actor.weights, actor.order, s == FUNDER, offered)
        offered[N_ISSUES + s] = actor.demand
        offered[N_ISSUES + 1 - s] = bargain.offered(actor, receiver, known)
    utility = offered[N_ISSUES + 1 - s]
    bargain.received(receiver, utility)
    relation.turns = turn
    for side in range(2):
        sides[side].cost += p.turn_cost / relation.members
        sides[side].tension_sum += sides[side].tension
    note.actor = s
    note.act = act
    note.chance = chance
    note.demand = actor.demand
    for k in range(N_ISSUES):
        note.settlement[k] = offered[k]
    for side in range(2):
        note.utility[side] = offered[N_ISSUES + side]
    return utility


@rule
def asked(demand, move):
    """The demand after a move: as it was, a little or much less, or the one named."""
    if move.offer == LITTLE:
        return max(0.0, demand - LITTLE_STEP)
    if move.offer == MUCH:
        return max(0.0, demand - MUCH_STEP)
    return move.demand if move.offer == DEMAND else demand


@rule
def packed(sides, s, package, offered):
    """A package set by hand, issue by issue: its worth is the sum of the weights each keeps."""
    for side in range(2):
        utility = 0.0
        for k in range(N_ISSUES):
            kept = package[k] if side == 0 else 1.0 - package[k]
            utility += sides[side].weights[k] * kept
        offered[N_ISSUES + side] = utility
    for k in range(N_ISSUES):
        offered[k] = package[k]
    sides[s].demand = offered[N_ISSUES + s]


@rule
def wants(p, strategies, sides, s, relation, turn, turns, strategy_answers):
    """What side `s` would ask for now: its strategy in its next turn, a hand what it asked."""
    if strategy_answers:
        return demanded(p, strategies, sides, s, relation, turn + 1, turns)
    return max(bargain.floor(p, sides[s]), sides[s].demand)


@rule
def willing(strategies, side, by_hand, move):
    """Willing to mediate, in [0, 1]: what the hand said in its last move, or the strategy's."""
    return move.mediate if by_hand and move.auto == 0 else strategies[side.strategy].mediate


@rule
def escalated(
    p, strategies, calendar, sides, relation, contract, by_hand, moves, turn, gap, seed, who, run,
    year,
):  # fmt: skip
    """Mediation after this turn, where it is due or asked for (M8). True if it ends the season."""
    last = turn - 1
    asked_for = moves[last].mediate > 0.0 and moves[last].auto == 0
    late = turn > calendar.mediation and asked_for and relation.mediation == 0
    if turn != calendar.mediation and not late:
        return False
    s = calendar.opener if turn % 2 == 1 else 1 - calendar.opener
    own = willing(strategies, sides[s], by_hand[s] == 1, moves[last])
    other = willing(strategies, sides[1 - s], by_hand[1 - s] == 1, moves[max(last - 1, 0)])
    provider = own if s == 0 else other
    funder = other if s == 0 else own
    if not ladder.mediated(
        p, provider, funder, sides, relation, gap, contract, seed, who, run, year
    ):
        return False
    relation.ending = MEDIATED
    return True


@rule
def struck(contract, relation, offered):
    """The offer becomes the contract."""
    for k in range(N_ISSUES):
        contract.settlement[k] = offered[k]
    for side in range(2):
        contract.utility[side] = offered[N_ISSUES + side]
    relation.ending = AGREED
