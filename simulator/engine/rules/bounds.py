"""Keeping a number within its range."""

from simulator.engine.jit import rule


@rule
def clipped(value, low, high):
    """`value`, or the bound it passes."""
    return min(max(value, low), high)


@rule
def share(value):
    """`value` kept within [0, 1]."""
    return min(max(value, 0.0), 1.0)


@rule
def general(own, rest):
    """The own number, or the general one where none is set (NaN)."""
    return rest if own != own else own
