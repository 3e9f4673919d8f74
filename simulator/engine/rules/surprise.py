"""Surprise: one expects hardness and meets calm (A2, A14-A19). First discomfort, then room."""

from simulator.engine.jit import rule


@rule
def sprung(calm, met, hardness):
    """New surprise from one act: calm(a) max(0, hb - h)."""
    return calm * max(0.0, met - hardness)


@rule
def lasting(surprise, memory, new):
    """Surprise after the act: φ_D D + new, at most 1."""
    return min(1.0, memory * surprise + new)
