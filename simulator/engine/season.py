"""A season of one relation: opened, played turn by turn, settled, closed."""

import math

from simulator.engine import by_hand
from simulator.engine.context import Turn
from simulator.engine.decisions import (
    AWAITS_ANSWER,
    AWAITS_BETWEEN,
    AWAITS_MOVE,
    OVER,
)
from simulator.engine.institutions import (
    content_phase,
    deadline,
    executive,
    form,
    ladder,
    preparation,
    vision,
)
from simulator.engine.jit import rule
from simulator.engine.records import (
    AGREED,
    AGREED_NEXT,
    COMMITTEE,
    COURT,
    FUNDER,
    NO_CONTRACT,
    PROVIDER,
)
from simulator.engine.rules import term
from simulator.engine.turn import take_turn


@rule
def play_season(model, pair, luck, trace, hand):
    """The season, from opening to signing, or up to the first thing a hand did not decide yet.

    Args:
        trace: one record of `TRACE` per turn, or shape [0].
        hand: what is decided by hand in this relation, or None: strategies play.

    Returns:
        How far it came (`decisions.OVER`, AWAITS_MOVE, ...), and the turn it waits for.
    """
    calendar, contract = model.calendar, pair.contracts[AGREED_NEXT]
    open_season(model, pair, luck, hand)
    _agree_conduct(model, pair)
    reached, number = _hold_meetings(model, pair, contract, luck, trace, hand)
    if reached != OVER:
        return reached, number
    if hand is not None and _awaits_last_word(model, pair, contract, hand):
        return AWAITS_ANSWER, calendar.turns + calendar.stragglers + 1
    settle(model, pair, contract, luck)
    if contract.has == 1:
        form.apply_clauses(model.p, pair, contract)
    vision.hold_to_vision(model.p, pair.sides, contract)
    close_season(pair)
    return OVER, 0


@rule
def _hold_meetings(model, pair, contract, luck, trace, hand):
    """All turns of the season, up to the first thing a hand did not decide yet."""
    calendar = model.calendar
    floor_at = deadline.reached(model.p, calendar, luck)
    last = calendar.turns + calendar.stragglers
    if hand is not None:
        hand.offers[:, :] = math.nan
    for number in range(1, last + 1):
        if number == calendar.turns + 1 and not ladder.talks_on(model.p, luck):
            break
        turn = Turn(number, floor_at, _speaker(calendar, number))
        if hand is not None:
            by_hand.open_turn(model, pair, luck, turn, hand)
        reached = take_turn(model, pair, contract, luck, turn, trace, hand)
        if reached == AWAITS_MOVE:
            return AWAITS_MOVE, number
        if hand is not None:
            by_hand.keep_moment(hand, number, 1, pair)
        if reached == OVER:
            break
        if hand is not None and number % 2 == 0 and number < last:
            if by_hand.awaits_between(hand, (number - 1) // 2):
                return AWAITS_BETWEEN, number
            by_hand.part_for_a_while(model, pair, hand, (number - 1) // 2)
    return OVER, 0


@rule
def _speaker(calendar, number):
    """The side whose turn it is."""
    return calendar.opener if number % 2 == 1 else 1 - calendar.opener


@rule
def _awaits_last_word(model, pair, contract, hand):
    """After the last offer, the hand that heard it takes it or not; True if it has to decide."""
    turns = model.calendar.turns + model.calendar.stragglers
    s = 1 - _speaker(model.calendar, turns)
    if pair.relation.ending != NO_CONTRACT or not by_hand.hears_last_offer(hand, s, turns):
        return False
    if hand.moves[turns].given == 0:
        return True
    if by_hand.takes(hand, pair.sides[s], s, turns + 1):
        by_hand.write_contract(hand, contract, 1 - s)
        pair.relation.ending = AGREED
    return False


@rule
def open_season(model, pair, luck, hand):
    """Before the first turn: who speaks, is there a content phase, what does each expect."""
    p, strategies, sides, relation = model.p, model.strategies, pair.sides, pair.relation
    relation.negotiated = 1
    relation.ending = NO_CONTRACT
    relation.involved = 0.0
    for s in range(2):
        boss = pair.seats[s].executive
        if hand is not None and hand.by_hand[s] == 1:
            boss = -1  # nobody speaks for a hand from the opening on
        _seat_speaker(model, pair, luck, s, boss)
    softened = preparation.prepare(p, strategies, sides, luck)
    vision.share_vision(p, sides, relation)
    provider, funder = strategies[sides[0].strategy], strategies[sides[1].strategy]
    if content_phase.held(p, provider.content, funder.content, sides, luck):
        content_phase.work_through(p, sides, relation, model.accord)
    for s in range(2):
        most = preparation.asked_at_most(p, sides[s], sides[1 - s])
        _seat(sides[s], softened if s == FUNDER else 0.0, most)
    sides[PROVIDER].sunk = p.sunk if relation.settling == 1 else 0.0


@rule
def _seat_speaker(model, pair, luck, s, boss):
    """Who speaks for side `s`: its negotiator, or its executive `boss` (-1 = there is none)."""
    side = pair.sides[s]
    speaker = side.strategy
    side.overridden = 0
    executive.take_along(model.p, side)
    if boss >= 0 and executive.takes_over(
        model.p, side, pair.relation.dispute == 1, pair.script.override[s], luck, s
    ):
        speaker = boss
        side.overridden = 1
    side.opening = model.strategies[speaker].opening
    side.press = model.strategies[speaker].press


@rule
def open_again(model, pair):
    """A short season within a running contract: the same speakers, no preparation."""
    pair.relation.ending = NO_CONTRACT
    for s in range(2):
        side = pair.sides[s]
        side.opening = model.strategies[side.strategy].opening
        side.press = model.strategies[side.strategy].press
        _seat(side, 0.0, 1.0)


@rule
def _seat(side, softened, most):
    """The side sits down: it expects what its image says and has asked for nothing less yet."""
    side.hardness_met = max(0.0, side.image - softened)
    side.sunk = 0.0
    side.leverage = 0.0
    side.pressure_met = 0.0
    side.surprise = 0.0
    side.surprise_peak = 0.0
    side.demand = most
    side.offered = 0.0
    side.last_offered = 0.0
    side.offers_met = 0
    side.acts_met = 0
    side.hardness_sum = 0.0
    side.tension_sum = 0.0
    side.contentious = 0
    side.acts_made = 0


@rule
def _agree_conduct(model, pair):
    """Social contract and written record of the season, and what they cost (C8, D19)."""
    p, relation = model.p, pair.relation
    for s in range(2):
        record = model.strategies[pair.sides[s].strategy].record
        relation.written = max(relation.written, record)
    for s in range(2):
        pair.sides[s].cost += p.social_cost * relation.social + p.written_cost * relation.written


@rule
def settle(model, pair, contract, luck):
    """After the last turn: court, committee or no contract where nothing was agreed, then signing.

    About care already delivered somebody always decides (M21).
    """
    relation = pair.relation
    if relation.ending == NO_CONTRACT:
        relation.ending = ladder.escalate(model.p, pair, contract, relation.settling == 1, luck)
    if relation.ending == NO_CONTRACT:
        _part(pair.sides, contract)
    else:
        _sign(model, pair, contract, luck.year)
    for s in range(2):
        pair.sides[s].agreed_utility = contract.utility[s]


@rule
def _part(sides, contract):
    """No contract for next year: each falls back on its reservation."""
    contract.has = 0
    contract.duration = 0
    contract.content = 0.0
    contract.clarity = 0.0
    contract.renewal = 0
    for s in range(2):
        contract.utility[s] = sides[s].reservation


@rule
def _sign(model, pair, contract, year):
    """The terms beside the price: content, duration, clarity, renewal."""
    p, relation, provider, funder = model.p, pair.relation, pair.sides[0], pair.sides[1]
    by_agreement = relation.ending != COMMITTEE and relation.ending != COURT
    mandate = max(provider.mandate, funder.mandate)
    least_known = min(provider.knowledge, funder.knowledge)
    confidence = term.confidence(
        min(provider.trust, funder.trust),
        min(provider.goodwill, funder.goodwill),
        p.multi_year_goodwill,
    )
    contract.has = 1
    contract.content = 0.0
    contract.duration = 1
    if by_agreement:
        contract.content = term.content(relation.ownership, least_known, mandate, model.accord)
        contract.duration = term.duration(
            confidence,
            p.multi_year_trust,
            relation.ownership,
            p.multi_year_ownership,
            p.duration_max,
            p.two_year_option,
        )
    contract.start = year + 1
    contract.end = year + contract.duration
    known = 0.5 * (provider.knowledge + funder.knowledge)
    contract.clarity = term.clarity(p.clarity_base, known, relation.social, relation.written)
    contract.renewal = 1 if by_agreement and relation.ownership > p.multi_year_ownership else 0


@rule
def close_season(pair):
    """Each side's means over the season: hardness met and own tension."""
    for s in range(2):
        side = pair.sides[s]
        side.hardness_mean = (
            side.hardness_sum / side.acts_met if side.acts_met > 0 else side.hardness_met
        )
        side.tension_mean = side.tension_sum / max(pair.relation.turns, 1)
