"""Tension of one side: pulled by the other's act, relieved by surprise, shocked, contagious.

ARGUE pulls tension towards 0.6, calm acts pull it towards 0: that is built in. How fast a season
turns around because of it is not.
"""

from simulator.engine.jit import rule
from simulator.engine.rules.bounds import share


@rule
def pulled(tension, hardness, pull, reactivity):
    """τ + e (h - τ), upward only as far as the side is reactive: times (1 + ψ) / 2."""
    step = pull * (hardness - tension)
    return tension + (step * (1.0 + reactivity) / 2.0 if hardness > tension else step)


@rule
def relieved(tension, relief, surprise):
    """τ (1 - k_D D): room after discomfort (A19)."""
    return tension * (1.0 - relief * surprise)


@rule
def shocked(tension, shock, hardness, met, threshold):
    """τ + k_N max(0, h - hb - threshold)(1 - τ): the executive who goes in studs up (A31)."""
    return tension + shock * max(0.0, hardness - met - threshold) * (1.0 - tension)


@rule
def spread(tension, other, contagion):
    """τ + χ (mean of both - τ): tension is catching (A9). References: [Hatfield1994]."""
    return tension + contagion * (0.5 * (tension + other) - tension)


@rule
def carried(tension, carry, breach_tension, seen, social):
    """Tension at the start of next year: what carries, and what a perceived breach adds.

    carry τ + k (seen)(1 - soc / 2): a social contract takes the heat out (C10).
    """
    return share(carry * tension + breach_tension * seen * (1.0 - 0.5 * social))
