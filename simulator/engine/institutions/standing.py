"""What a relation weighs for a provider that counts for little at its funder (C15).

Many contracted parties, and above all the small ones among them, attach less weight to the
relation. A relation counts as far as the funder has room for it: its size against the funder's
mean relation, times the attention the funder has for a mean one, at most 1.
"""

from simulator.engine.jit import rule
from simulator.engine.portable_math import power
from simulator.engine.records import FUNDER


@rule
def weighs(p, seats):
    """What is left of the provider's weight: min(1, size × dilution at the funder)^κ, in [0, 1]."""
    if p.small_weight <= 0.0:
        return 1.0
    counts = min(1.0, seats[FUNDER].scale * seats[FUNDER].dilution)
    return power(counts, p.small_weight)
