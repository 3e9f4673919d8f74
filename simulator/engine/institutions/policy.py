"""Yearly policies: next season's strategy from what the last one showed (A14, A40; M20).

A policy knows two strategies, a kind and a tough one, and four chances to be kind, after
kind-kind, kind-tough, tough-kind and tough-tough (own, other): tit for tat is (1, 0, 1, 0), win
stay lose shift (1, 0, 0, 1). References: [Axelrod], [Nowak1993]
"""

from simulator.engine.jit import rule
from simulator.engine.rng import POLICY, draws

TOUGH = 0.45  # assumed: mean hardness met from which the other's season counts as tough


@rule
def next_strategy(policy, side, season, luck, s):
    """Index of the strategy for next season.

    Args:
        policy: a record of `POLICY`.
        side: after its season.
        season: how many seasons this relation has held, this one included.
    """
    if season <= policy.patience:
        return side.strategy
    own = 0 if side.strategy == policy.kind else 2
    other = 1 if side.hardness_mean >= TOUGH else 0
    provider, funder, _, _ = draws(luck, 0, POLICY)
    kind = (provider if s == 0 else funder) < policy.after[own + other]
    return policy.kind if kind else policy.tough
