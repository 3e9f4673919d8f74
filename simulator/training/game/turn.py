"""One turn of a season by hand: said, answered, and where it is due escalated."""

import numpy as np

from simulator.engine import offers as bargain
from simulator.engine.acts import PRESS
from simulator.engine.decisions import (
    AWAITS_MOVE,
    DEMAND,
    FACTS,
    FAILED,
    GOES_ON,
    HOLD,
    LITTLE,
    LITTLE_STEP,
    MUCH,
    MUCH_STEP,
    N_ISSUES,
    NO_MEDIATION,
    OVER,
    PACKAGE,
    REFUSED,
    SUCCEEDED,
)
from simulator.engine.institutions import deadline, executive, ladder, queue
from simulator.engine.jit import rule
from simulator.engine.records import AGREED, FUNDER, MEDIATED, PROVIDER, SCRIPT_TURNS
from simulator.engine.rng import ACT, draws
from simulator.engine.rules import choice, offer
from simulator.engine.season import accepts, acted, demanded, intensity

FAITHFUL, LENIENT = 0, 1  # exactly as decided; or a replay on other luck, see `takes`


@rule
def taken(
    p, acts, strategies, calendar, seats, script, sides, relation, contract, accord, turn, s,
    by_hand, boss, moves, betweens, takeover, manner, offers, note, seed, who, run, year,
):  # fmt: skip
    """One turn of side `s`: GOES_ON, OVER (the season is), or AWAITS_MOVE.

    Args:
        boss: strategy of the executive who may take meeting `takeover` over; -1 = nobody.
        offers: the last offer of each side, [2, 6]: settlement and utility by side; NaN = none.
    """
    move, hand = moves[turn - 1], by_hand[s] == 1 and moves[turn - 1].auto == 0
    if used_for_facts(betweens, (turn - 1) // 2):
        _passed(p, sides, relation, turn)
        return GOES_ON
    if hand and move.given == 0:
        return AWAITS_MOVE
    if hand and takes(sides[s], move, offers[1 - s, N_ISSUES + s], manner):
        struck(contract, relation, offers[1 - s])
        return OVER
    turns = deadline.reached(p, calendar, seed, who, run, year)
    strategy_answers = by_hand[1 - s] == 0 or moves[turn].auto == 1
    if hand or not queue.waits(p, sides[s], seed, who, run, year, turn):
        hand = hand and move.accept == 0
        if hand and (turn - 1) // 2 == takeover:
            note.overridden = taken_over(p, boss, script, sides, relation, seed, who, run, year, s)
        utility = said(
            p, acts, strategies, seats, script, sides, relation, accord, turn, turns, s, move,
            hand, seed, who, run, year, offers[s], note,
        )  # fmt: skip
        if strategy_answers and accepts(
            p, strategies, sides, 1 - s, relation, turn + 1, turns, utility
        ):
            note.accepted = 1
            struck(contract, relation, offers[s])
            return OVER
    gap = wants(p, strategies, sides, 1 - s, relation, turn, turns, strategy_answers)
    note.mediation = escalated(
        p, strategies, calendar, sides, relation, contract, by_hand, moves, turn, s,
        gap - sides[1 - s].offered, seed, who, run, year,
    )  # fmt: skip
    return OVER if note.mediation == SUCCEEDED else GOES_ON


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
    p, strategies, calendar, sides, relation, contract, by_hand, moves, turn, s, gap, seed, who,
    run, year,
):  # fmt: skip
    """Mediation after this turn, where it is due or asked for (M8): NO_MEDIATION ... SUCCEEDED."""
    move = moves[turn - 1]
    asked_for = by_hand[s] == 1 and move.auto == 0 and move.mediate > 0.0
    late = turn > calendar.mediation and asked_for and relation.mediation == 0
    if turn != calendar.mediation and not late:
        return NO_MEDIATION
    before = moves[max(turn - 2, 0)]
    own = willing(strategies, sides[s], by_hand[s] == 1, move)
    other = willing(strategies, sides[1 - s], by_hand[1 - s] == 1, before)
    provider, funder = (own, other) if s == PROVIDER else (other, own)
    if ladder.mediated(p, provider, funder, sides, relation, gap, contract, seed, who, run, year):
        relation.ending = MEDIATED
        return SUCCEEDED
    if relation.mediation == 1:
        return FAILED
    return REFUSED if asked_for else NO_MEDIATION


@rule
def struck(contract, relation, offered):
    """The offer becomes the contract."""
    for k in range(N_ISSUES):
        contract.settlement[k] = offered[k]
    for side in range(2):
        contract.utility[side] = offered[N_ISSUES + side]
    relation.ending = AGREED
