"""Imitation: an organisation takes over the strategy of a peer that did better (M20).

chance = 1 / (1 + exp(-β_im (V of the peer - own V)))
"""

import math

from simulator.chance import IMITATION, draws
from simulator.jit import rule


@rule
def better(own, peer, sharpness):
    """Chance to take over the peer's strategy."""
    return 1.0 / (1.0 + math.exp(-sharpness * (peer - own)))


@rule
def summed(ties, sides, organisations):
    """Value of the year of every organisation, summed over its relations in their fixed order."""
    for n in range(organisations.shape[0]):
        organisations[n].value = 0.0
        organisations[n].relations = 0
    for d in range(ties.shape[0]):
        for s in range(2):
            n = ties[d].provider if s == 0 else ties[d].funder
            organisations[n].value += sides[d, s].value
            organisations[n].relations += 1


@rule
def imitated(p, ids, kinds, ties, sides, organisations, seed, run, year):
    """Compare with one random peer of the same kind, all at once, then change.

    Args:
        ids: organisation ids, [N].
        kinds: kind of each organisation, [N].
    """
    if p.imitation <= 0.0:
        return
    summed(ties, sides, organisations)
    count = organisations.shape[0]
    for n in range(count):
        organisations[n].strategy_next = organisations[n].strategy
        looks, which, takes, _ = draws(seed, ids[n], run, year, 0, IMITATION)
        if looks >= p.imitation or organisations[n].relations == 0:
            continue
        peers = 0
        for m in range(count):
            if m != n and kinds[m] == kinds[n] and organisations[m].relations > 0:
                peers += 1
        if peers == 0:
            continue
        chosen = int(which * peers)
        for m in range(count):
            if m != n and kinds[m] == kinds[n] and organisations[m].relations > 0:
                if chosen == 0:
                    own = organisations[n].value / organisations[n].relations
                    peer = organisations[m].value / organisations[m].relations
                    if takes < better(own, peer, p.imitation_sharpness):
                        organisations[n].strategy_next = organisations[m].strategy
                    break
                chosen -= 1
    for d in range(ties.shape[0]):
        for s in range(2):
            n = ties[d].provider if s == 0 else ties[d].funder
            if organisations[n].strategy_next != organisations[n].strategy:
                sides[d, s].strategy = organisations[n].strategy_next
    for n in range(count):
        organisations[n].strategy = organisations[n].strategy_next
