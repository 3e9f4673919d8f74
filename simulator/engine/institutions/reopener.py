"""The reopener: after a large shock tariff and index of a running contract come back (D11, E41).

A short season on two issues. Its fallback is the contract as it stands, so a side gives up at
most a little of what it has on those two.
"""

from simulator.engine.context import Turn
from simulator.engine.decisions import OVER
from simulator.engine.jit import rule
from simulator.engine.records import AGREED, AGREED_NEXT, FUNDER, IN_FORCE, PROVIDER, RUNNING
from simulator.engine.rules import offer
from simulator.engine.season import close_season, open_again
from simulator.engine.turn import bargain

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
def _narrow(side):
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
def _restore(side, before):
    """Weights and reservation as `_put_aside` found them."""
    for k in range(4):
        side.weights[k] = before[k]
    side.reservation = before[4]


@rule
def reopen(model, pair, luck, trace):
    """Hold the short season; where it ends in agreement the contract in force changes.

    The record of the contract agreed for next year is spare here, and overwritten.
    """
    sides, relation = pair.sides, pair.relation
    in_force, draft = pair.contracts[IN_FORCE], pair.contracts[AGREED_NEXT]
    provider, funder = _put_aside(sides[PROVIDER]), _put_aside(sides[FUNDER])
    for s in range(2):
        _narrow(sides[s])
        sides[s].reservation = STAYS * worth(sides[s], in_force.settlement, s)
    _reorder(sides)
    open_again(model, pair)
    for number in range(1, SHORT + 1):
        opener = model.calendar.opener
        turn = Turn(number, SHORT, opener if number % 2 == 1 else 1 - opener)
        if bargain(model, pair, draft, luck, turn, trace, None) == OVER:
            break
    close_season(pair)
    relation.reopened = 1
    _restore(sides[PROVIDER], provider)
    _restore(sides[FUNDER], funder)
    _reorder(sides)
    if relation.ending == AGREED:
        in_force.settlement[TARIFF] = draft.settlement[TARIFF]
        in_force.settlement[INDEXATION] = draft.settlement[INDEXATION]
        for s in range(2):
            in_force.utility[s] = worth(sides[s], in_force.settlement, s)
    relation.ending = RUNNING


@rule
def _reorder(sides):
    """Issues from dearest to cheapest, by the weights as they are."""
    for s in range(2):
        offer.order_issues(sides[s].weights, sides[1 - s].weights, sides[s].order)
