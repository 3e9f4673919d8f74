"""The escalation ladder: mediation, stragglers, the disputes committee, no contract (M8; D24).

What to do without agreement is decided together, at a date (D25, E26); it is also how a stalemate
ends (E46). Facilitative escalation (mediation) and hostile escalation (committee, no contract) are
counted apart: cooperative parties use mediation more.
"""

from simulator.engine import rng
from simulator.engine.jit import rule
from simulator.engine.records import COMMITTEE, COURT, NO_CONTRACT
from simulator.engine.rng import LEGAL, MEDIATION, STRAGGLE, draws
from simulator.engine.rules import escalation, knowledge, offer

STILL_TENSE = 0.6  # assumed: share of tension that mediation leaves, also where it fails
MEDIATOR_TEACHES = 0.25  # assumed: share of the missing knowledge it adds, also where it fails
COURT_HEAT = 0.2  # assumed: tension that a court adds for each side
COMMITTEE_HEAT = 0.1  # assumed: tension that the disputes committee adds for each side


@rule
def mediate(p, willing, pair, gap, contract, luck):
    """Try mediation once; True if it ends the season, with the terms in `contract`.

    Args:
        willing: how far each side is willing, in [0, 1].
        gap: utility that the receiver of the last offer still wants beyond it.
        contract: filled in place where mediation succeeds.
    """
    sides = pair.sides
    tension = 0.5 * (sides[0].tension + sides[1].tension)
    if gap <= p.mediation_gap or tension <= p.mediation_tension:
        return False
    want, succeed, _, _ = draws(luck, 0, MEDIATION)
    if want >= escalation.wanted(willing[0], willing[1]):
        return False
    pair.relation.mediation = 1
    for s in range(2):
        side = sides[s]
        side.cost += p.mediation_cost
        side.tension *= STILL_TENSE
        side.knowledge = knowledge.gained(side.knowledge, MEDIATOR_TEACHES)
    if succeed >= escalation.success(p.mediation_success, tension):
        return False
    return agree_on_equal_terms(sides, contract)


@rule
def agree_on_equal_terms(sides, contract):
    """The terms of equal gain, as far as both know each other; False if neither gains.

    Between the fixed-pie point (K = 0, every issue alike) and the efficient one (K = 1) the terms
    are mixed by the mean knowledge of both. At each end both gain alike, so they do in between,
    and it does not matter who is called provider. Mediation gives up only where the mixture gains
    nothing: at high reservations trading can still help where splitting every issue cannot.
    """
    provider, funder = sides[0], sides[1]
    least, other_least = provider.reservation - provider.sunk, funder.reservation - funder.sunk
    alike = 0.5 * (1.0 + least - other_least)
    known = 0.5 * (provider.knowledge + funder.knowledge)
    efficient = offer.equal_gain(
        least, other_least, 1.0, provider.weights, funder.weights, provider.order
    )
    if (1.0 - known) * (alike - least) + known * (efficient - least) <= 0.0:
        return False
    offer.write_settlement(
        efficient, 1.0, provider.weights, provider.order, False, contract.settlement
    )
    contract.utility[0] = 0.0
    contract.utility[1] = 0.0
    for k in range(4):
        settled = (1.0 - known) * alike + known * contract.settlement[k]
        contract.settlement[k] = settled
        contract.utility[0] += provider.weights[k] * settled
        contract.utility[1] += funder.weights[k] * (1.0 - settled)
    return True


@rule
def talks_on(p, luck):
    """Do the talks go on after 31 December?"""
    first, _, _, _ = draws(luck, 0, STRAGGLE)
    return first < max(p.straggle, p.grace)


@rule
def escalate(p, pair, contract, must, luck):
    """How talks that failed end: COURT, COMMITTEE or NO_CONTRACT.

    Court and committee split every issue in half and cost both. The committee is open to some
    funders only; where somebody `must` decide, it always does.
    """
    sides, first = pair.sides, 1.0
    if p.legal > 0.0:
        first, _, _, _ = draws(luck, 0, LEGAL)
    second, _, _, _ = draws(luck, 0, rng.COMMITTEE)
    if first < p.legal:
        _decide(sides, contract, p.legal_cost, COURT_HEAT)
        return COURT
    if must or (pair.tie.committee == 1 and second < p.committee):
        _decide(sides, contract, p.committee_cost, COMMITTEE_HEAT)
        return COMMITTEE
    return NO_CONTRACT


@rule
def _decide(sides, contract, cost, heat):
    """A third party splits every issue; each side pays `cost` and grows tenser by `heat`."""
    for k in range(4):
        contract.settlement[k] = 0.5
    for s in range(2):
        side = sides[s]
        side.cost += cost
        side.tension = min(1.0, side.tension + heat)
        contract.utility[s] = 0.5
