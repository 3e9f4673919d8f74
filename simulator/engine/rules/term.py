"""What stands in the contract: transformation content, duration, clarity (C3, C5)."""

from simulator.engine.jit import rule
from simulator.engine.rules.bounds import share

JUST_BELOW = 0.05  # assumed, D10: how far below the threshold two years are still possible
KNOWN_CLEAR = 0.4  # assumed: what full knowledge of each other adds to clarity
SOCIAL_CLEAR = 0.2  # assumed, C8: what a social contract adds to it
WRITTEN_CLEAR = 0.2  # assumed, D19: what a written record adds to it


@rule
def content(ownership, knowledge, mandate, accord):
    """q = O K (1 - m_fin (1 - A / 2)): a financial mandate caps what can be written (B18, B33).

    Args:
        ownership: shared, in [0, 1].
        knowledge: the smaller of both sides', in [0, 1].
        mandate: the more financial of both sides', in [0, 1].
        accord: A, the accord in force, in [0, 1].
    """
    return ownership * knowledge * (1.0 - mandate * (1.0 - 0.5 * accord))


@rule
def confidence(trust, goodwill, goodwill_helps):
    """What a contract of several years asks for: least trust, helped by least goodwill."""
    return trust + goodwill_helps * goodwill


@rule
def duration(confidence, threshold, ownership, ownership_threshold, longest, two_years):
    """Years of the contract: `longest` with confidence and ownership, otherwise one (B28, B32).

    With `two_years` on, confidence just below the threshold gives two years (D10).
    """
    if ownership <= ownership_threshold:
        return 1
    if confidence > threshold:
        return int(longest)
    if two_years > 0.0 and confidence > threshold - JUST_BELOW:
        return min(2, int(longest))
    return 1


@rule
def clarity(base, knowledge, social, written):
    """cl = clip(cl0 + .4 K + .2 soc + .2 written): shared, written expectations (C5-C8, D19)."""
    return share(base + KNOWN_CLEAR * knowledge + SOCIAL_CLEAR * social + WRITTEN_CLEAR * written)
