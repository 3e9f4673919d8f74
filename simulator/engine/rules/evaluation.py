"""Looking back on the year: process, trust, goodwill, image."""

from simulator.engine.jit import rule
from simulator.engine.rules.bounds import clipped, share

HARDNESS_FELT = 0.6  # assumed: weight of the hardness met in how the talks felt
TENSION_FELT = 0.4  # assumed: weight of the own tension in it
PROCESS_DESERVES = 0.6  # assumed: weight of the process in the goodwill one deserves
TRUST_DESERVES = 0.4  # assumed: weight of trust in it
GOODWILL_UPKEEP = 0.7  # assumed: share of fading goodwill that full maintenance keeps


@rule
def process(hardness, tension):
    """How the talks felt, in [0, 1]: 1 - (.6 mean hardness met + .4 mean tension)."""
    return 1.0 - (HARDNESS_FELT * hardness + TENSION_FELT * tension)


@rule
def process_idle(idle, upkeep, maintenance):
    """The same in a year without talks: pr0 + pr1 m, at most 1 (E47, E48)."""
    return share(idle + upkeep * maintenance)


@rule
def experience(process, seen, weight):
    """z: the process and kept promises, what trust learns from."""
    return weight * process + (1.0 - weight) * (1.0 - seen)


@rule
def believed(experience, trust, confirmation):
    """What one sees, drawn towards what one believes. References: [Poortinga2004]"""
    return experience + confirmation * (trust - experience)


@rule
def exposed(base, several_years, control):
    """How far trust can be learned: only what is left open can prove it (E55)."""
    exposure = 1.0 if several_years else 1.0 - control
    return base + (1.0 - base) * exposure


@rule
def learned(level, evidence, gain, loss):
    """T + η (z - T), slow upward and fast downward. References: [Slovic1993], [Jonker1999]"""
    return level + (gain if evidence > level else loss) * (evidence - level)


@rule
def instrumental(utility, reservation):
    """The own result between no contract (0) and everything (1)."""
    return (utility - reservation) / (1.0 - reservation)


@rule
def deserved(process, trust, result_counts, instrumental, unfairness, disadvantage):
    """G*, where goodwill goes.

        G* = 2 (.6 proc + .4 Tg) - 1 + ω_U (inst - .5) - k_f max(0, disadvantage)

    Args:
        disadvantage: gain of the other over its reservation less the own gain (B13).
    """
    return (
        2.0 * (PROCESS_DESERVES * process + TRUST_DESERVES * trust)
        - 1.0
        + result_counts * (instrumental - 0.5)
        - unfairness * max(0.0, disadvantage)
    )


@rule
def goodwill(level, deserved, rate, pace, favour, received, decay, maintenance):
    """G a year later: towards what is deserved, plus favours returned, less what fades.

    Args:
        rate: η_G+ or η_G-.
        pace: 1 after talks, .6 in a year without.
        favour: f, weight of an extra received.
        received: the other's extra as a share of the largest possible.
        decay: δ_G; maintenance keeps up to 70 % of it away.
    """
    moved = level + rate * pace * (deserved - level) + favour * received * (1.0 - level)
    return clipped(moved * (1.0 - decay * (1.0 - GOODWILL_UPKEEP * maintenance)), -1.0, 1.0)


@rule
def followed(image, met, learning):
    """E + η_E (mean hardness met - E)."""
    return image + learning * (met - image)
