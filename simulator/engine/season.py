"""A season of one relation: opened, turned (one turn at a time), settled, closed.

The compiled batch, the Mesa model, the step-by-step face and the training room all call these
four. What a side may see is decided here: its own state, the other's acts and offers, nothing
else.
"""

import math

from simulator.engine import effects, offers
from simulator.engine.acts import ARGUE
from simulator.engine.institutions import content_phase, executive, ladder, preparation, vision
from simulator.engine.jit import rule
from simulator.engine.records import (
    AGREED,
    COMMITTEE,
    COURT,
    FUNDER,
    MEDIATED,
    NO_CONTRACT,
    PROVIDER,
)
from simulator.engine.rng import ACT, draws
from simulator.engine.rules import choice, hardness, term
from simulator.engine.rules.bounds import general

STANDARD_CONCESSION = 0.05  # assumed, D12: who offers a standard contract hardly concedes


@rule
def opened(p, strategies, seats, script, sides, relation, accord, seed, who, run, year):
    """Before the first turn: who speaks, is there a content phase, what does each expect."""
    relation.negotiated = 1
    relation.ending = NO_CONTRACT
    relation.involved = 0.0
    for s in range(2):
        side = sides[s]
        speaker = side.strategy
        side.overridden = 0
        executive.taken_along(p, side)
        if seats[s].executive >= 0 and executive.takes_over(
            p, side, relation.dispute == 1, script.override[s], seed, who, run, year, s
        ):
            speaker = seats[s].executive
            side.overridden = 1
        side.opening = strategies[speaker].opening
        side.press = strategies[speaker].press
    softened = preparation.prepared(p, strategies, sides, seed, who, run, year)
    vision.shared_beforehand(p, sides, relation)
    provider, funder = strategies[sides[0].strategy], strategies[sides[1].strategy]
    if content_phase.held(p, provider.content, funder.content, sides, seed, who, run, year):
        content_phase.worked_through(p, sides, relation, accord)
    for s in range(2):
        most = preparation.asked_at_most(p, sides[s], sides[1 - s])
        _seated(sides[s], softened if s == FUNDER else 0.0, most)
    sides[PROVIDER].sunk = p.sunk if relation.settling == 1 else 0.0


@rule
def opened_again(strategies, sides, relation):
    """A short season within a running contract: the same speakers, no preparation."""
    relation.ending = NO_CONTRACT
    for s in range(2):
        side = sides[s]
        side.opening = strategies[side.strategy].opening
        side.press = strategies[side.strategy].press
        _seated(side, 0.0, 1.0)


@rule
def _seated(side, softened, most):
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
def reactivity(p, strategies, seats, sides, s):
    """ψ of side `s`: the organisation's own, otherwise the strategy's; skill lowers it (B14)."""
    own = general(seats[s].reactivity, strategies[sides[s].strategy].reactivity)
    return own * (1.0 - p.skill * sides[s].skill)


@rule
def intensity(p, strategies, seats, sides, s, relation, accord):
    """Chance that the next act of side `s` is contentious (M3)."""
    side = sides[s]
    reaction = hardness.reaction(
        reactivity(p, strategies, seats, sides, s),
        p.tension_to_acts,
        side.tension,
        general(seats[s].pressure, p.pressure),
    )
    softening = hardness.softening(
        p.ownership_softens, relation.ownership, p.accord_softens, accord
    )
    mirroring = strategies[side.strategy].mirroring
    return hardness.intensity(side.opening, mirroring, side.hardness_met, reaction, softening)


@rule
def acted(p, acts, strategies, seats, sides, s, relation, act):
    """Side `s` does `act`; both feel it."""
    actor = sides[s]
    actor.acts_made += 1
    if act <= ARGUE:
        actor.contentious += 1
    felt = reactivity(p, strategies, seats, sides, 1 - s)
    effects.heard(p, act, acts[act], actor, sides[1 - s], relation, felt, s == PROVIDER)


@rule
def demanded(p, strategies, sides, s, relation, turn, turns):
    """What side `s` would ask for in turn `turn`; nothing is stored."""
    strategy = strategies[sides[s].strategy]
    concession = strategy.concession
    if relation.standard == 1 and s == FUNDER:
        concession = STANDARD_CONCESSION
    return offers.next_demand(
        p, sides[s], relation.ownership, concession, strategy.reciprocity, turn, turns
    )


@rule
def accepts(p, strategies, sides, s, relation, turn, turns, utility):
    """Does side `s` take an offer worth `utility` rather than make its own in turn `turn`? (M6)

    A provider offered a standard contract takes whatever beats no contract.
    """
    if utility < offers.floor(p, sides[s]):  # spares a demand, which is never below the floor
        return False
    if relation.standard == 1 and s == PROVIDER:
        return True
    return utility >= demanded(p, strategies, sides, s, relation, turn, turns)


@rule
def turned(
    p, acts, strategies, seats, sides, relation, contract, accord, turn, turns, s, act, demand,
    seed, who, run, year, trace,
):  # fmt: skip
    """One turn of side `s`: an act, an offer, the answer. True if the offer is accepted.

    Args:
        contract: the one for next year, filled where the offer is accepted.
        turn, turns: this turn (from 1) and the last one of the calendar year.
        act: the act to do, -1 = the strategy chooses.
        demand: the own utility to ask for, NaN = the strategy decides.
        trace: one record of `TRACE` per turn, or shape [0].
    """
    actor, receiver = sides[s], sides[1 - s]
    chance = intensity(p, strategies, seats, sides, s, relation, accord)
    if act < 0:
        first, second, _, _ = draws(seed, who, run, year, turn, ACT)
        mix = strategies[actor.strategy].mix
        act = choice.act(chance, actor.press, mix, first, second)
    acted(p, acts, strategies, seats, sides, s, relation, act)
    if math.isnan(demand):
        actor.demand = demanded(p, strategies, sides, s, relation, turn, turns)
    else:
        actor.demand = demand
    known = 0.0 if relation.standard == 1 and s == FUNDER else actor.knowledge
    utility = offers.offered(actor, receiver, known)
    offers.received(receiver, utility)
    relation.turns = turn
    for side in range(2):
        sides[side].cost += p.turn_cost / relation.members
        sides[side].tension_sum += sides[side].tension
    if trace.shape[0] > 0:
        _noted(trace[turn - 1], s, act, chance, acts[act].hardness, utility, sides, relation)
    if not accepts(p, strategies, sides, 1 - s, relation, turn + 1, turns, utility):
        return False
    offers.struck(sides, contract, s, known, utility)
    relation.ending = AGREED
    return True


@rule
def _noted(row, s, act, chance, hardness, utility, sides, relation):
    """Write one turn into its trace."""
    row.actor = s
    row.act = act
    row.contentious = chance
    row.hardness = hardness
    row.demand = sides[s].demand
    row.offered = utility
    row.ownership = relation.ownership
    for side in range(2):
        row.tension[side] = sides[side].tension
        row.surprise[side] = sides[side].surprise
        row.knowledge[side] = sides[side].knowledge
        row.hardness_met[side] = sides[side].hardness_met


@rule
def mediated(
    p, strategies, sides, relation, contract, s, turn, turns, seed, who, run, year
):  # fmt: skip
    """Mediation after turn `turn` of side `s`, if it is due. True if it ends the season."""
    receiver = sides[1 - s]
    gap = demanded(p, strategies, sides, 1 - s, relation, turn + 1, turns) - receiver.offered
    provider, funder = strategies[sides[0].strategy], strategies[sides[1].strategy]
    if not ladder.mediated(
        p, provider.mediate, funder.mediate, sides, relation, gap, contract, seed, who, run, year
    ):
        return False
    relation.ending = MEDIATED
    return True


@rule
def settled(p, tie, sides, relation, contract, accord, seed, who, run, year):
    """After the last turn: court, committee or no contract where nothing was agreed, then signing.

    About care already delivered somebody always decides (M21).
    """
    if relation.ending == NO_CONTRACT:
        relation.ending = ladder.escalated(
            p, tie, sides, contract, relation.settling == 1, seed, who, run, year
        )
    if relation.ending == NO_CONTRACT:
        _parted(sides, contract)
    else:
        _signed(p, sides, relation, contract, accord, year)
    for s in range(2):
        sides[s].agreed_utility = contract.utility[s]


@rule
def _parted(sides, contract):
    """No contract for next year: each falls back on its reservation."""
    contract.has = 0
    contract.duration = 0
    contract.content = 0.0
    contract.clarity = 0.0
    contract.renewal = 0
    for s in range(2):
        contract.utility[s] = sides[s].reservation


@rule
def _signed(p, sides, relation, contract, accord, year):
    """The terms beside the price: content, duration, clarity, renewal."""
    provider, funder = sides[0], sides[1]
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
        contract.content = term.content(relation.ownership, least_known, mandate, accord)
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
def closed(sides, relation):
    """Each side's means over the season: hardness met and own tension."""
    for s in range(2):
        side = sides[s]
        side.hardness_mean = (
            side.hardness_sum / side.acts_met if side.acts_met > 0 else side.hardness_met
        )
        side.tension_mean = side.tension_sum / max(relation.turns, 1)
