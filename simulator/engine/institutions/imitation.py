"""Imitation: an organisation takes over the strategy of a peer that did better (M20).

chance = 1 / (1 + exp(-β_im (V of the peer - own V)))
"""

from simulator.engine.context import Luck
from simulator.engine.jit import rule
from simulator.engine.portable_math import exp
from simulator.engine.rng import IMITATION, draws


@rule
def better(own, peer, sharpness):
    """Chance to take over the peer's strategy."""
    return 1.0 / (1.0 + exp(-sharpness * (peer - own)))


@rule
def sum_values(ties, sides, organisations):
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
def compared(p, n, kinds, organisations, luck):
    """Strategy of `n` next year, after comparing itself with one random peer."""
    own = organisations[n]
    looks, which, takes, _ = draws(luck, 0, IMITATION)
    if looks >= p.imitation or own.relations == 0:
        return own.strategy
    m = picked(n, which, kinds, organisations)
    if m < 0:
        return own.strategy
    peer = organisations[m]
    chance = better(own.value / own.relations, peer.value / peer.relations, p.imitation_sharpness)
    return peer.strategy if takes < chance else own.strategy


@rule
def imitate(p, layout, sides, organisations, luck):
    """All organisations compare at once; what they choose they play from next year on.

    Args:
        layout: who faces whom, see `context.Layout`.
        sides: [D, 2], and organisations, [N], of one run.
        luck: of the run and year.
    """
    if p.imitation <= 0.0:
        return
    ties = layout.ties
    sum_values(ties, sides, organisations)
    for n in range(organisations.shape[0]):
        own = Luck(luck.seed, layout.ids[n], luck.run, luck.year)
        organisations[n].strategy_next = compared(p, n, layout.kinds, organisations, own)
    for d in range(ties.shape[0]):
        for s in range(2):
            n = ties[d].provider if s == 0 else ties[d].funder
            if organisations[n].strategy_next != organisations[n].strategy:
                sides[d, s].strategy_next = organisations[n].strategy_next
    for n in range(organisations.shape[0]):
        organisations[n].strategy = organisations[n].strategy_next
