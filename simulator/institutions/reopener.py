"""The reopener: after a large shock a running contract's tariff and index are talked over (D11).

A short season on two issues. Its fallback is the contract as it stands, so a side gives up at
most a little of what it has on those two.
"""

import numpy as np

from simulator.jit import rule
from simulator.rules import offer
from simulator.season import closed, opened_again, turned
from simulator.state import AGREED, RUNNING

SHORT = 5  # turns, D11
STAYS = 0.9  # assumed: share of the present worth of the two issues that is the fallback
TARIFF, INDEXATION = 0, 2


@rule
def _narrowed(side):
    """Only tariff and index count; returns their weight."""
    side.weights[1] = 0.0
    side.weights[3] = 0.0
    total = side.weights[TARIFF] + side.weights[INDEXATION]
    side.weights[TARIFF] /= total
    side.weights[INDEXATION] /= total
    return total


@rule
def reopened(
    p, acts, strategies, calendar, seats, sides, relation, in_force, draft, accord, seed, who, run,
    year, trace,
):  # fmt: skip
    """Hold the short season; where it ends in agreement the contract in force changes.

    Args:
        draft: a spare contract record, overwritten.
    """
    kept_weights = np.empty((2, 4))
    kept_reservation = np.empty(2)
    kept_order = np.empty((2, 4), np.int64)
    totals = np.empty(2)
    for s in range(2):
        side = sides[s]
        kept_reservation[s] = side.reservation
        for k in range(4):
            kept_weights[s, k] = side.weights[k]
            kept_order[s, k] = side.order[k]
        totals[s] = _narrowed(side)
    for s in range(2):
        side = sides[s]
        offer.ordered(side.weights, sides[1 - s].weights, side.order)
        worth = 0.0
        for k in (TARIFF, INDEXATION):
            share = in_force.settlement[k] if s == 0 else 1.0 - in_force.settlement[k]
            worth += side.weights[k] * share
        side.reservation = STAYS * worth
    opened_again(strategies, sides, relation)
    for turn in range(1, SHORT + 1):
        s = calendar.opener if turn % 2 == 1 else 1 - calendar.opener
        if turned(
            p, acts, strategies, seats, sides, relation, draft, accord, turn, SHORT, s, -1, np.nan,
            seed, who, run, year, trace,
        ):  # fmt: skip
            break
    closed(sides, relation)
    relation.reopened = 1
    for s in range(2):
        side = sides[s]
        side.reservation = kept_reservation[s]
        for k in range(4):
            side.weights[k] = kept_weights[s, k]
            side.order[k] = kept_order[s, k]
    if relation.ending == AGREED:
        for k in (TARIFF, INDEXATION):
            in_force.settlement[k] = draft.settlement[k]
        for s in range(2):
            worth = 0.0
            for k in range(4):
                share = in_force.settlement[k] if s == 0 else 1.0 - in_force.settlement[k]
                worth += sides[s].weights[k] * share
            in_force.utility[s] = worth
    relation.ending = RUNNING
