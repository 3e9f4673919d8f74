"""What a contract form does to the year: shocks, index, volume, effort, clauses (M17, M22).

A form is data (`configs/form/*.yaml`): who bears a setback, who keeps a windfall, which clauses.
"""

from simulator.engine.jit import rule
from simulator.engine.records import COMMITTEE, COURT, FUNDER, PROVIDER
from simulator.engine.rng import INDEX, SHOCK, draws, normal
from simulator.engine.rules import form
from simulator.engine.rules.bounds import share

VOLUME = 1  # the issue


@rule
def apply_clauses(p, pair, contract):
    """What the clauses do at signing (E40): clarity, competence trust, goodwill trust, years.

    A framework gives its years to what both agreed; court and committee decide for one year.
    """
    terms, ending = pair.terms, pair.relation.ending
    decided = ending in (COMMITTEE, COURT)
    if terms.years > contract.duration and not decided:
        contract.duration = terms.years
        contract.end = contract.start + terms.years - 1
    contract.clarity = share(contract.clarity + p.clause_clarity * terms.coordination)
    for s in range(2):
        side = pair.sides[s]
        known = p.clause_trust * max(terms.coordination, terms.control)
        side.competence = share(side.competence + known)
        side.trust = share(side.trust - p.clause_trust * terms.control)


@rule
def weather(p, pair, contract, luck):
    """Windfalls, setbacks, the index and volume of the contract year, by the form's terms."""
    terms, sides, relation = pair.terms, pair.sides, pair.relation
    relation.shock = 0.0
    relation.reopen = 0
    relation.volume = contract.settlement[VOLUME] if contract.has == 1 else 0.0
    for s in range(2):
        sides[s].windfall = 0.0
    if contract.has == 0:
        return
    surprise = 0.0
    if p.shock_sd > 0.0:
        first, second, _, _ = draws(luck, 0, SHOCK)
        relation.shock = p.shock_sd * normal(first, second)
    if p.index_sd > 0.0:
        first, second, _, _ = draws(luck, 0, INDEX)
        surprise = p.index_sd * normal(first, second)
    missed = form.index_missed(surprise, terms.indexed, luck.year - contract.start)
    growth = form.volume_growth(p.form_volume, terms.risk)
    relation.volume += growth
    inside = form.within(relation.shock, terms.corridor)
    for s in range(2):
        side = sides[s]
        part = form.shock_share(inside, terms.risk, terms.gain, s == PROVIDER)
        part += 0.5 * (relation.shock - inside)
        way = 1.0 if s == PROVIDER else -1.0
        side.windfall = part + way * (growth * side.weights[VOLUME] - missed)
    large = p.shock_sd > 0.0 and abs(relation.shock) > p.shock_sd
    if terms.reopener == 1:
        relation.reopen = 1 if large else 0
    elif relation.shock < 0.0:
        heat = form.setback_tension(p.shock_tension, -relation.shock / p.shock_sd, contract.clarity)
        for s in range(2):
            sides[s].tension = share(sides[s].tension + heat)


@rule
def effort(p, terms, seats):
    """How far the form moves people to work for the content agreed: 1 and up (E43)."""
    moved = 0.0
    for s in range(FUNDER + 1):
        moved += 0.5 * (seats[s].quality + seats[s].money)
    return 1.0 + p.form_effort * terms.gain * moved
