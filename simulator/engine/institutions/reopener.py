"""The reopener: after a large shock tariff and index of a running contract come back (D11, E41).

A short season on two issues. Its fallback is the contract as it stands, so a side gives up at
most a little of what it has on those two.
"""

import numpy as np

from simulator.engine.jit import rule
from simulator.engine.records import AGREED, FUNDER, PROVIDER, RUNNING
from simulator.engine.rules import offer
from simulator.engine.season import closed, opened_again, turned

SHORT = 5  # turns, D11
STAYS = 0.9  # assumed: share of the present worth of the two issues that is the fallback
TARIFF, INDEXATION = 0, 2


@rule
def worth(side, settlement, s):
    """Utility of a settlement to side `s` by its present weights."""
    total = 0.0
    for k in range(4):
        total += side.weights[k] * (settlement[k] if s == 0 else 1.0 - settlement[k])
    return total


@rule
def _narrowed(side):
    """Only tariff and index count."""
    side.weights[1] = 0.0
    side.weights[3] = 0.0
    total = side.weights[TARIFF] + side.weights[INDEXATION]
    side.weights[TARIFF] /= total
    side.weights[INDEXATION] /= total


@rule
def _put_aside(side):
    """What a short season changes for a while: four weights and the reservation."""
    w = side.weights
    return w[0], w[1], w[2], w[3], side.reservation


@rule
def _restored(side, before):
    """Weights and reservation as `_put_aside` found them."""
    for k in range(4):
        side.weights[k] = before[k]
    side.reservation = before[4]


@rule
def reopened(
    p, acts, strategies, calendar, seats, sides, relation, in_force, draft, accord, seed, who, run,
    year, trace,
):  # fmt: skip
    """Hold the short season; where it ends in agreement the contract in force changes.

    Args:
        draft: a spare contract record, overwritten.
    """
    provider, funder = _put_aside(sides[PROVIDER]), _put_aside(sides[FUNDER])
    for s in range(2):
        _narrowed(sides[s])
        sides[s].reservation = STAYS * worth(sides[s], in_force.settlement, s)
    _reordered(sides)
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
    _restored(sides[PROVIDER], provider)
    _restored(sides[FUNDER], funder)
    _reordered(sides)
    if relation.ending == AGREED:
        in_force.settlement[TARIFF] = draft.settlement[TARIFF]
        in_force.settlement[INDEXATION] = draft.settlement[INDEXATION]
        for s in range(2):
            in_force.utility[s] = worth(sides[s], in_force.settlement, s)
    relation.ending = RUNNING


@rule
def _reordered(sides):
    """Issues from dearest to cheapest, by the weights as they are."""
    for s in range(2):
        offer.ordered(sides[s].weights, sides[1 - s].weights, sides[s].order)
