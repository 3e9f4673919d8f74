"""The contract year: breaches, extras and shading, transformation content, the value of it all."""

from simulator.engine.jit import rule


@rule
def breach_chance(breach, prevents, maintenance):
    """Chance that a side breaks a term: p_b (1 - .6 m) (A25, A26)."""
    return breach * (1.0 - prevents * maintenance)


@rule
def ambiguity_chance(ambiguity, clarity):
    """Chance that a term is misread: p_amb (1 - cl) (C6, D20)."""
    return ambiguity * (1.0 - clarity)


@rule
def extra(extra_max, goodwill):
    """What one grants the other beyond the contract: x_max max(G, 0) (A38, E17)."""
    return extra_max * max(goodwill, 0.0)


@rule
def shading(shading_max, goodwill, social):
    """What an aggrieved side holds back: s_max max(-G, 0)(1 - soc / 2).

    References: [HartMoore2008]
    """
    return shading_max * max(-goodwill, 0.0) * (1.0 - 0.5 * social)


@rule
def stock(built, content, fading):
    """Transformation built: what fades of the old, or what the contract carries."""
    return max(built * (1.0 - fading), content)


@rule
def content_value(returns, built, align, ownership, cost, content):
    """One side's half of what content returns a year later, less the cost of building more."""
    return 0.5 * (
        returns * built * align * (1.0 + 0.5 * ownership) - cost * max(content - built, 0.0)
    )


@rule
def value(utility, content_value, received, held_back, given, extra_cost, cost):
    """V = U + qv + X of the other - S of the other - c_x X - costs (A41)."""
    return utility + content_value + received - held_back - extra_cost * given - cost
