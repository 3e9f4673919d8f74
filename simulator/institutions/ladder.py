"""The escalation ladder: mediation, stragglers, the disputes committee, no contract (M8; D24).

Facilitative escalation (mediation) and hostile escalation (committee, no contract) are counted
apart: cooperative parties use mediation more.
"""

from simulator import chance
from simulator.chance import LEGAL, MEDIATION, STRAGGLE, draws
from simulator.jit import rule
from simulator.rules import escalation, knowledge, offer
from simulator.state import COMMITTEE, COURT, NO_CONTRACT


@rule
def mediated(
    p, mediate_provider, mediate_funder, sides, relation, gap, contract, seed, who, run, year
):
    """Try mediation once; True if it ends the season, with the terms in `contract`.

    Args:
        gap: utility that the receiver of the last offer still wants beyond it.
        contract: filled in place where mediation succeeds.
    """
    tension = 0.5 * (sides[0].tension + sides[1].tension)
    if gap <= p.mediation_gap or tension <= p.mediation_tension:
        return False
    want, succeed, _, _ = draws(seed, who, run, year, 0, MEDIATION)
    if want >= escalation.wanted(mediate_provider, mediate_funder):
        return False
    relation.mediation = 1
    for s in range(2):
        side = sides[s]
        side.cost += p.mediation_cost
        side.tension *= 0.6
        side.knowledge = knowledge.gained(side.knowledge, 0.25)
    if succeed >= escalation.success(p.mediation_success, tension):
        return False
    return equal_terms(sides, contract)


@rule
def equal_terms(sides, contract):
    """The point of equal gain on the frontier both know; False if neither gains there."""
    provider, funder = sides[0], sides[1]
    known = 0.5 * (provider.knowledge + funder.knowledge)
    utility = offer.equal_gain(
        provider.reservation - provider.sunk,
        funder.reservation - funder.sunk,
        known,
        provider.weights,
        funder.weights,
        provider.order,
    )
    if utility <= provider.reservation - provider.sunk:
        return False
    other = offer.left(utility, known, provider.weights, funder.weights, provider.order)
    offer.written(utility, known, provider.weights, provider.order, False, contract.settlement)
    contract.utility[0] = utility
    contract.utility[1] = other
    return True


@rule
def talks_on(p, seed, who, run, year):
    """Do the talks go on after 31 December?"""
    first, _, _, _ = draws(seed, who, run, year, 0, STRAGGLE)
    return first < p.straggle


@rule
def escalated(p, tie, sides, contract, must, seed, who, run, year):
    """How talks that failed end: COURT, COMMITTEE or NO_CONTRACT.

    Court and committee split every issue in half and cost both. The committee is open to some
    funders only; where somebody `must` decide, it always does.
    """
    first = 1.0
    if p.legal > 0.0:
        first, _, _, _ = draws(seed, who, run, year, 0, LEGAL)
    second, _, _, _ = draws(seed, who, run, year, 0, chance.COMMITTEE)
    if first < p.legal:
        _decided(sides, contract, p.legal_cost, 0.2)
        return COURT
    if must or (tie.committee == 1 and second < p.committee):
        _decided(sides, contract, p.committee_cost, 0.1)
        return COMMITTEE
    return NO_CONTRACT


@rule
def _decided(sides, contract, cost, heat):
    """A third party splits every issue; each side pays `cost` and grows tenser by `heat`."""
    for k in range(4):
        contract.settlement[k] = 0.5
    for s in range(2):
        side = sides[s]
        side.cost += cost
        side.tension = min(1.0, side.tension + heat)
        contract.utility[s] = 0.5
