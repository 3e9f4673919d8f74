"""Knowledge of the other's priorities (K) and shared ownership (O): how talking adds to them.

K = 0 is the mythical fixed pie; K = 1 knows what the other cares about. All gains are a share of
what is still missing. References: [Thompson1990]
"""

from simulator.engine.jit import rule
from simulator.engine.rules.bounds import share

FRANK = 0.1  # assumed: how frankly a question is answered without any trust
ATTENTIVE = 0.3  # assumed: how far one takes in what is told without any trust


@rule
def gained(level, gain):
    """level + gain (1 - level)."""
    return level + gain * (1.0 - level)


@rule
def candour(trust, tension):
    """How frankly the other answers a question: clip(Tg + .1) (1 - τ / 2)."""
    return share(trust + FRANK) * (1.0 - 0.5 * tension)


@rule
def listening(trust):
    """How far the other takes in what is told: clip(Tg + .3)."""
    return share(trust + ATTENTIVE)


@rule
def faded(level, loss, upkeep):
    """What is left a year later: level (1 - loss (1 - upkeep))."""
    return level * (1.0 - loss * (1.0 - upkeep))
