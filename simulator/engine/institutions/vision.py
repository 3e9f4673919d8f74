"""A vision of the relation, shared before the talks and kept to (C5-C7).

Shared, it gives ownership as far as the two trust each other, and makes the contract clearer. Who
then threatens and argues more than not does not keep to it, and the other trusts it less: an
unclear or inconsistent vision is what gives ill feeling.
"""

from simulator.engine.jit import rule
from simulator.engine.rules import knowledge
from simulator.engine.rules.bounds import share


@rule
def share_vision(p, sides, relation):
    """Both say what they expect of each other, before any offer; it costs as preparing does."""
    if p.vision <= 0.0:
        return
    trust = 0.5 * (sides[0].trust + sides[1].trust)
    relation.ownership = knowledge.gained(relation.ownership, p.contact_gain * p.vision * trust)
    for s in range(2):
        sides[s].cost += p.preparation_cost * p.vision


@rule
def hold_to_vision(p, sides, contract):
    """After the season: who mostly fought loses trust, and a contract signed is clearer."""
    if p.vision <= 0.0:
        return
    for s in range(2):
        if 2 * sides[s].contentious > sides[s].acts_made:
            other = sides[1 - s]
            other.trust = share(other.trust * (1.0 - p.contact_gain * p.vision))
    if contract.has == 1:
        contract.clarity = share(contract.clarity + p.clause_clarity * p.vision)
