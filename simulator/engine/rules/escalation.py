"""When talks stall: mediation, talking on after the year, the disputes committee."""

from simulator.engine.jit import rule
from simulator.engine.rules.bounds import share

READINESS = 1.2  # assumed: two who want mediation for 0.9 surely try it
HOPE = 1.4  # assumed: mediation succeeds at its base chance where tension is 0.4


@rule
def wanted(one, other):
    """Chance that both want mediation: min(1, 1.2 med_p med_f)."""
    return min(1.0, READINESS * one * other)


@rule
def success(base, tension):
    """Chance that mediation succeeds: it falls with the tension it starts from."""
    return share(base * (HOPE - tension))


@rule
def override_chance(dispute, calm, disputed, authority):
    """Chance that the executive takes over: p (1 - a) (A29, A30)."""
    return (dispute if disputed else calm) * (1.0 - authority)


@rule
def content_phase_chance(content, other_content, trust):
    """Chance of a content phase: min(c)/2 + mean(c) min(Tg) (B23, B32)."""
    return share(0.5 * min(content, other_content) + 0.5 * (content + other_content) * trust)
