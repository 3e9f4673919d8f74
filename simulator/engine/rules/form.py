"""The arithmetic of contract forms: who bears what (domain: table of forms, r and s)."""

from simulator.engine.jit import rule
from simulator.engine.rules.bounds import clipped


@rule
def shock_share(shock, risk, gain, provider):
    """One side's part of a shock: of a setback the provider bears r, of a windfall it keeps s."""
    if shock < 0.0:
        return shock * (risk if provider else 1.0 - risk)
    return shock * (gain if provider else 1.0 - gain)


@rule
def within(shock, corridor):
    """The part of a shock inside the corridor, to which r and s apply; all of it without one.

    Of a lump sum with a corridor the provider bears what stays inside; beyond it the two share
    evenly (E21, E34; half is assumed).
    """
    return shock if corridor <= 0.0 else clipped(shock, -corridor, corridor)


@rule
def index_missed(surprise, indexed, years_since_start):
    """What the provider misses in later years of a contract that does not follow the index."""
    return 0.0 if indexed == 1 or years_since_start < 1 else surprise


@rule
def volume_growth(invites, risk):
    """Volume that a form without risk for the provider invites: v (1 - r) (E44)."""
    return invites * (1.0 - risk)


@rule
def setback_tension(adds, size, clarity):
    """Tension from a setback for which no reopener was agreed: .15 |ε| / σ (1 - cl)."""
    return adds * size * (1.0 - clarity)
