"""The relation is worth as much as the future value of the contract (C12-C14, E48).

    FV(d) = size (1 - δ^d) / (1 - δ)             d years left, this one included
    m     = invest dilution (1 - exp(-φ FV))     maintenance (relatieonderhoud)

References: [Baker2002] for the bound that a relation enforces itself only by its future.
"""

from simulator.engine.jit import rule
from simulator.engine.portable_math import exp, power


@rule
def worth(size, discount, years):
    """FV: discounted worth of the years left, in units of the mean relation of the organisation."""
    return size * (1.0 - power(discount, float(years))) / (1.0 - discount)


@rule
def maintenance(invest, dilution, weight, worth):
    """m in [0, 1]: attention given to the relation during the contract."""
    return invest * dilution * (1.0 - exp(-weight * worth))


@rule
def pays(extra_max, goodwill, worth, cost):
    """A provider invests only while the extras it may expect cover the cost (C13)."""
    return extra_max * goodwill * worth >= cost


@rule
def bound(temptation, surplus, discount):
    """Is keeping one's word self-enforcing: temptation <= surplus δ / (1 - δ)?"""
    return temptation <= surplus * discount / (1.0 - discount)
