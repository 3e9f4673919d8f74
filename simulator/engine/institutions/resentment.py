"""Shading that is noticed and held against the other (A39; [Keysar2008]).

In the spine an extra received raises goodwill, and what the other holds back touches value only.
Held against, it takes goodwill away as an extra gives it, and more a unit: people answer being
taken from more strongly than being given as much.
"""

from simulator.engine.jit import rule
from simulator.engine.rules.bounds import clipped


@rule
def borne(p, goodwill, shading):
    """G - k_S (S / s_max)(1 + G): nothing to take away at -1."""
    if p.resentment <= 0.0 or p.shading_max <= 0.0:
        return goodwill
    return clipped(goodwill - p.resentment * shading / p.shading_max * (1.0 + goodwill), -1.0, 1.0)
