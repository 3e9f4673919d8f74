"""An offer: how much of each issue a side keeps when it asks for utility u.

    keep_k(u) = clip((u - c_k) / w_k, 0, 1)      c_k: own weights of the issues kept before k
    offer_k   = (1 - K) u + K keep_k(u)

Who knows nothing of the other (K = 0) splits every issue alike; who knows everything gives up
first what costs little and is worth much to the other. Own utility of the offer is u for every K:
knowledge changes only what the *other* gets. References: [Pruitt1981], [Raiffa1982], [Thompson1990]
"""

from simulator.engine.jit import rule
from simulator.engine.rules.bounds import share

N_ISSUES = 4


@rule
def dearer(own, other, one, two):
    """Is issue `one` to be kept before issue `two`? An issue without any weight comes last."""
    if own[one] + other[one] == 0.0:
        return False
    if own[two] + other[two] == 0.0:
        return True
    return own[one] * other[two] > own[two] * other[one]


@rule
def order_issues(own, other, order):
    """Fill `order` with the issues from the one to keep first (high w_own / w_other) on.

    Args:
        own, other: issue weights, shape [4], not negative.
        order: filled in place, shape [4].
    """
    for k in range(N_ISSUES):
        order[k] = k
    for k in range(1, N_ISSUES):
        issue = order[k]
        place = k
        while place > 0 and dearer(own, other, issue, order[place - 1]):
            order[place] = order[place - 1]
            place -= 1
        order[place] = issue


@rule
def kept(demand, knowledge, before, weight):
    """Share of an issue kept: fixed pie and logrolling, mixed by knowledge."""
    efficient = share((demand - before) / weight) if weight > 0.0 else 0.0
    return (1.0 - knowledge) * demand + knowledge * efficient


@rule
def left(demand, knowledge, own, other, order):
    """Utility of the offer to the other side."""
    before = 0.0
    utility = 0.0
    for place in range(N_ISSUES):
        issue = order[place]
        utility += other[issue] * (1.0 - kept(demand, knowledge, before, own[issue]))
        before += own[issue]
    return utility


@rule
def leaving(utility, knowledge, own, other, order):
    """The highest demand in [0, 1] that leaves the other `utility`; the inverse of `left`.

    Both fall in a straight line from one issue to the next, so the line that holds the utility
    gives the demand.
    """
    before, value, highest = 0.0, 1.0, 1.0  # weights of the other add up to 1
    for place in range(N_ISSUES):
        issue = order[place]
        after = before + own[issue]
        value -= other[issue]
        lowest = (1.0 - knowledge) * (1.0 - after) + knowledge * value
        if lowest < utility and highest > lowest:
            part = share((highest - utility) / (highest - lowest))
            return share(before + part * own[issue])
        before, highest = after, lowest
    return 1.0


@rule
def write_settlement(demand, knowledge, own, order, mirrored, settlement):
    """Fill `settlement` [4] with the offer; 1 = best for the provider (mirrored: the funder's)."""
    before = 0.0
    for place in range(N_ISSUES):
        issue = order[place]
        keeps = kept(demand, knowledge, before, own[issue])
        settlement[issue] = 1.0 - keeps if mirrored else keeps
        before += own[issue]


@rule
def equal_gain(reservation, other_reservation, knowledge, own, other, order):
    """Own utility at which both gain equally over their reservation, on the frontier known.

    Own gain u - RV rises in u, the other's gain falls, so halving finds the crossing. Forty
    halvings leave less than 1e-12. References: [Kalai1975] with equal ideals; used by mediation.
    """
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = 0.5 * (low + high)
        gain = middle - reservation
        other_gain = left(middle, knowledge, own, other, order) - other_reservation
        if gain < other_gain:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)
