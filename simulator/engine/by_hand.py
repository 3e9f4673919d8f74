"""What hands decide at the table: rules that read a `Hand` in place of a strategy.

People in a room and programs from outside are hands alike. Where a hand decides what its strategy
would have decided, the numbers are those of the batch, to the bit.
"""

import math

from simulator.engine import offers
from simulator.engine.acts import PRESS
from simulator.engine.decisions import (
    DEMAND,
    FACTS,
    FAITHFUL,
    HOLD,
    LITTLE,
    LITTLE_STEP,
    MUCH,
    MUCH_STEP,
    N_ISSUES,
    NO_MEDIATION,
    PACKAGE,
    REFUSED,
)
from simulator.engine.institutions import executive
from simulator.engine.institutions.between_meetings import act_between, bring_news
from simulator.engine.jit import rule
from simulator.engine.records import FUNDER
from simulator.engine.rules import offer


@rule
def meets_for_facts(hand, number):
    """Is this meeting used for joint facts, chosen by either side after the one before?"""
    meeting = (number - 1) // 2
    if meeting == 0:
        return False
    before = hand.betweens[meeting - 1]
    return before[0].move == FACTS or before[1].move == FACTS


@rule
def plays(hand, s, number):
    """Is turn `number` of side `s` played by hand?"""
    return hand.by_hand[s] == 1 and hand.moves[number - 1].auto == 0


@rule
def speaks(hand, s, number):
    """Does the hand say act and offer? Not where it meant to accept and there is nothing to."""
    return plays(hand, s, number) and hand.moves[number - 1].accept == 0


@rule
def takes(hand, side, s, number):
    """Does the hand take the other's last offer?

    On other luck nobody signs for less than no contract is worth, and everybody signs for what
    they asked.
    """
    utility, move = hand.offers[1 - s, N_ISSUES + s], hand.moves[number - 1]
    if math.isnan(utility):  # there is none
        return False
    if hand.manner == FAITHFUL:
        return move.accept == 1
    return (move.accept == 1 and utility >= side.reservation) or utility >= side.demand


@rule
def write_contract(hand, contract, s):
    """The last offer of side `s` becomes the contract."""
    for k in range(N_ISSUES):
        contract.settlement[k] = hand.offers[s, k]
    for side in range(2):
        contract.utility[side] = hand.offers[s, N_ISSUES + side]


@rule
def strategy_answers(hand, s, number):
    """Does the strategy of side `s` answer the offer of turn `number`?"""
    return hand.by_hand[s] == 0 or hand.moves[number].auto == 1


@rule
def open_note(hand, model, pair, luck, turn, chance):
    """Begin the note of a turn; the executive may take the meeting over (M2)."""
    s, note = turn.side, hand.notes[turn.number - 1]
    note.chance = chance
    boss = hand.executives[s]
    here = speaks(hand, s, turn.number) and (turn.number - 1) // 2 == hand.takeover
    if here and boss >= 0:
        disputed, forced = pair.relation.dispute == 1, pair.script.override[s]
        if executive.takes_over(model.p, pair.sides[s], disputed, forced, luck, s):
            pair.sides[s].overridden = 1
            note.overridden = 1


@rule
def act(hand, s, number):
    """The act that the hand chose, PRESS where the executive took over; -1 = none is chosen."""
    if hand.notes[number - 1].overridden == 1:
        return PRESS
    return hand.moves[number - 1].act if speaks(hand, s, number) else -1


@rule
def leaves_demand_to_strategy(hand, s, number):
    """Does the strategy say what to ask for?"""
    return not speaks(hand, s, number) or hand.moves[number - 1].offer < HOLD


@rule
def asked(demand, move):
    """The demand after a move: as it was, a little or much less, or the one named."""
    if move.offer == LITTLE:
        return max(0.0, demand - LITTLE_STEP)
    if move.offer == MUCH:
        return max(0.0, demand - MUCH_STEP)
    return move.demand if move.offer == DEMAND else demand


@rule
def write_offer(hand, pair, s, number, known):
    """Fill the offer of side `s`: settlement and utility by side; its worth to the other."""
    move, offered = hand.moves[number - 1], hand.offers[s]
    actor, receiver = pair.sides[s], pair.sides[1 - s]
    own = speaks(hand, s, number) and hand.notes[number - 1].overridden == 0
    if own and move.offer == PACKAGE:
        _write_package(pair.sides, s, move.package, offered)
    else:
        if own and move.offer >= HOLD:
            actor.demand = asked(actor.demand, move)
        offer.write_settlement(
            actor.demand, known, actor.weights, actor.order, s == FUNDER, offered
        )
        offered[N_ISSUES + s] = actor.demand
        offered[N_ISSUES + 1 - s] = offers.offered(actor, receiver, known)
    return offered[N_ISSUES + 1 - s]


@rule
def _write_package(sides, s, package, offered):
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
def write_note(hand, pair, turn, act):
    """Write one turn into its note: who did what, and the offer."""
    s, note = turn.side, hand.notes[turn.number - 1]
    note.actor = s
    note.act = act
    note.demand = pair.sides[s].demand
    for k in range(N_ISSUES):
        note.settlement[k] = hand.offers[s, k]
    for side in range(2):
        note.utility[side] = hand.offers[s, N_ISSUES + side]


@rule
def asks_mediation(hand, turn):
    """Does the hand whose turn it was ask for mediation?"""
    s, number = turn.side, turn.number
    return plays(hand, s, number) and hand.moves[number - 1].mediate > 0.0


@rule
def willing(hand, s, number, of_strategy):
    """Willing to mediate, in [0, 1]: what the hand said in its move, or the strategy's."""
    return hand.moves[number - 1].mediate if plays(hand, s, number) else of_strategy


@rule
def note_mediation(hand, pair, turn, failed):
    """Note mediation that did not end the season: held without success, or asked for in vain."""
    refused = REFUSED if asks_mediation(hand, turn) else NO_MEDIATION
    hand.notes[turn.number - 1].mediation = failed if pair.relation.mediation == 1 else refused


@rule
def open_turn(model, pair, luck, turn, hand):
    """Before a turn: news where a meeting begins, and both sides as they are."""
    if turn.number % 2 == 1:
        bring_news(model.p, pair.sides, hand.cards[(turn.number - 1) // 2], luck)
    keep_moment(hand, turn.number, 0, pair)


@rule
def keep_moment(hand, number, after, pair):
    """Keep both sides as they are before or after a turn."""
    if hand.moments.shape[0] > 0:
        for s in range(2):
            hand.moments[number - 1, after, s] = pair.sides[s]
        hand.shared[number - 1, after] = pair.relation.ownership


@rule
def awaits_between(hand, meeting):
    """Does a hand still have to decide what it does after a meeting?"""
    after = hand.betweens[meeting]
    provider = hand.by_hand[0] == 1 and after[0].given == 0
    return provider or (hand.by_hand[1] == 1 and after[1].given == 0)


@rule
def part_for_a_while(model, pair, hand, meeting):
    """Both sides do something between two meetings."""
    for s in range(2):
        act_between(model, pair, s, hand.betweens[meeting, s].move)


@rule
def hears_last_offer(hand, s, turns):
    """Is the last offer of the season heard by a hand?"""
    return hand.by_hand[s] == 1 and hand.moves[turns].auto == 0
