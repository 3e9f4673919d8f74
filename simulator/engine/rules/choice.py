"""Which act a side chooses, from its chance of a contentious one and its repertoire.

Contentious: PRESS with the strategy's share of pressing, otherwise ARGUE. Not contentious: one
of PROPOSE, ASK, PAUSE, OPEN, LABEL by the shares of the strategy's mix.
"""

from simulator.engine.acts import ARGUE, LABEL, PRESS, PROPOSE
from simulator.engine.jit import rule


@rule
def act(intensity, press, mix, first, second):
    """Index of the act chosen.

    Args:
        intensity: chance of a contentious act.
        press: share of PRESS among contentious acts.
        mix: shares of the five other acts, sum 1, shape [5].
        first: uniform draw, contentious or not.
        second: uniform draw, which one.
    """
    if first < intensity:
        return PRESS if second < press else ARGUE
    reached = 0.0
    for kind in range(LABEL - PROPOSE):
        reached += mix[kind]
        if second < reached:
            return PROPOSE + kind
    return LABEL if mix[LABEL - PROPOSE] > 0.0 else PROPOSE
