"""Who speaks: the executive may take over from a negotiator with little authority (M2; A29-A31)."""

from simulator.engine.jit import rule
from simulator.engine.rng import OVERRIDE, draws
from simulator.engine.rules.escalation import override_chance


@rule
def take_along(p, side):
    """First internal, then external: the own side knows the plan before the talks (A27, E13).

    What it yields is a part of the authority of one more year in post (assumed), at the cost of
    preparing.
    """
    if p.internal <= 0.0:
        return
    side.authority = grown(side.authority, p.internal * p.authority_growth)
    side.cost += p.preparation_cost * p.internal


@rule
def takes_over(p, side, disputed, forced, luck, s):
    """Does the executive of side `s` take over this season? `forced` 1 or 0 decides, -1 draws."""
    if forced >= 0:
        return forced == 1
    chance = override_chance(p.override_dispute, p.override_calm, disputed, side.authority)
    provider, funder, _, _ = draws(luck, 0, OVERRIDE)
    return (provider if s == 0 else funder) < chance


@rule
def grown(authority, growth):
    """Authority after one more year in post: a + growth (1 - a)."""
    return authority + growth * (1.0 - authority)
