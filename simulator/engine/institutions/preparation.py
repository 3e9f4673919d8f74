"""Before the talks: studying the other, answering the policy, a working visit (M1).

D4, D8, D14-D18, E7-E11.

Each is an instrument with a cost, used by a strategy or set for all in a scenario.
"""

from simulator.engine.jit import rule
from simulator.engine.rng import ESTIMATE, draws, normal
from simulator.engine.rules import knowledge, offer
from simulator.engine.rules.bounds import share


@rule
def prepare(p, strategies, sides, luck):
    """Study, voice and visit of this year; returns how far voice softens the funder's image."""
    for s in range(2):
        side = sides[s]
        effort = max(p.preparation, strategies[side.strategy].prepare)
        side.knowledge = knowledge.gained(side.knowledge, p.preparation_gain * effort)
        side.cost += p.preparation_cost * effort
    provider = strategies[sides[0].strategy]
    voice = max(p.voice, provider.voice)
    visit = max(p.visit, provider.visit)
    sides[0].cost += p.content_phase_cost * (voice + visit)
    for s in range(2):
        side = sides[s]
        side.knowledge = knowledge.gained(side.knowledge, p.contact_gain * visit)
        side.trust = share(knowledge.gained(side.trust, p.contact_gain * visit))
    _guess(p, sides, luck)
    return p.contact_gain * voice


@rule
def _guess(p, sides, luck):
    """Each side's estimate of the worth of no contract to the other; knowledge sharpens it."""
    if p.estimate_error <= 0.0:
        for s in range(2):
            sides[s].estimate = sides[1 - s].reservation
        return
    first, second, third, fourth = draws(luck, 0, ESTIMATE)
    for s in range(2):
        error = normal(first, second) if s == 0 else normal(third, fourth)
        spread = p.estimate_error * (1.0 - sides[s].knowledge)
        sides[s].estimate = share(sides[1 - s].reservation + spread * error)


@rule
def asked_at_most(p, side, other):
    """The most worth asking for: what leaves the other what it can get without you, as estimated.

    On the frontier this side knows. Who takes the other's BATNA for better than it is asks too
    little, who takes it for worse opens with what cannot be had. Off: everything.
    """
    if p.estimate_error <= 0.0:
        return 1.0
    return offer.leaving(side.estimate, side.knowledge, side.weights, other.weights, side.order)
