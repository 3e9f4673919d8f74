"""The queue: a side with more relations than attention lets turns pass (C15, C20-C23).

Large funders with many relations are slower for this reason and no other.
"""

from simulator.engine.jit import rule
from simulator.engine.rng import ACT, draws


@rule
def waits(p, side, luck, turn):
    """Does this side lack the time for its turn?"""
    if p.queue <= 0.0 or side.attention >= 1.0:
        return False
    _, _, third, _ = draws(luck, turn, ACT)
    return third < p.queue * (1.0 - side.attention)
