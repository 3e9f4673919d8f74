"""Imitation: an organisation takes over the strategy of a peer that did better (M20).

chance = 1 / (1 + exp(-β_im (V of the peer - own V)))
"""

import math

from simulator.engine.jit import rule
from simulator.engine.rng import IMITATION, draws


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
def is_peer(n, m, kinds, organisations):
    """Is `m` somebody that `n` can compare itself with?"""
    return m != n and kinds[m] == kinds[n] and organisations[m].relations > 0


@rule
def picked(n, which, kinds, organisations):
    """Index of a random peer of `n`, -1 = there is none; `which` is a uniform draw."""
    peers = 0
    for m in range(organisations.shape[0]):
        if is_peer(n, m, kinds, organisations):
            peers += 1
    left = int(which * peers)
    for m in range(organisations.shape[0]):
        if is_peer(n, m, kinds, organisations):
            if left == 0:
                return m
            left -= 1
    return -1


@rule
def compared(p, n, kinds, organisations, seed, who, run, year):
    """Strategy of `n` next year, after comparing itself with one random peer."""
    own = organisations[n]
    looks, which, takes, _ = draws(seed, who, run, year, 0, IMITATION)
    if looks >= p.imitation or own.relations == 0:
        return own.strategy
    m = picked(n, which, kinds, organisations)
    if m < 0:
        return own.strategy
    peer = organisations[m]
    chance = better(own.value / own.relations, peer.value / peer.relations, p.imitation_sharpness)
    return peer.strategy if takes < chance else own.strategy


@rule
def imitated(p, ids, kinds, ties, sides, organisations, seed, run, year):
    """All organisations compare at once; what they choose they play from next year on.

    Args:
        ids: organisation ids, [N].
        kinds: kind of each organisation, [N].
    """
    if p.imitation <= 0.0:
        return
    summed(ties, sides, organisations)
    for n in range(organisations.shape[0]):
        organisations[n].strategy_next = compared(
            p, n, kinds, organisations, seed, ids[n], run, year
        )
    for d in range(ties.shape[0]):
        for s in range(2):
            n = ties[d].provider if s == 0 else ties[d].funder
            if organisations[n].strategy_next != organisations[n].strategy:
                sides[d, s].strategy_next = organisations[n].strategy_next
    for n in range(organisations.shape[0]):
        organisations[n].strategy = organisations[n].strategy_next
