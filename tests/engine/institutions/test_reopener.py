"""The reopener: a short season about tariff and index only, within a running contract."""

import numpy as np
import pytest

from simulator.engine import records
from simulator.engine.acts import ASK
from simulator.engine.institutions import reopener
from tests import worlds

approx = pytest.approx
YEAR = 2
WEIGHTS = [[0.4, 0.1, 0.2, 0.3], [0.1, 0.2, 0.4, 0.3]]


def test_a_settlement_is_worth_what_each_side_keeps_of_it():
    sides = worlds.sides(weights=WEIGHTS)
    settlement = np.array([0.5, 0.2, 0.6, 1.0])
    # provider .2 + .02 + .12 + .3; funder .05 + .16 + .16 + 0
    assert reopener.worth(sides[0], settlement, 0) == approx(0.64)
    assert reopener.worth(sides[1], settlement, 1) == approx(0.37)


def reopened(settlement=(0.5, 0.2, 0.6, 1.0), trace=None, strategy="soft", **of_sides):
    one = worlds.world(*worlds.ONE_PAIR)
    index = one.strategy_names.index
    sides = worlds.sides(weights=WEIGHTS, **{"strategy": index(strategy), "image": 0.2} | of_sides)
    relation = worlds.relation(ending=records.RUNNING)
    contracts = np.zeros(2, records.CONTRACT)
    contracts["settlement"][0] = settlement
    contracts["has"][0], contracts["end"][0] = 1, YEAR + 1
    trace = np.zeros(0, records.TRACE) if trace is None else trace
    pair = worlds.table(sides, relation, contracts=contracts)
    reopener.reopen(worlds.model(), pair, worlds.luck(year=YEAR), trace)
    return sides, relation, contracts[0]


def test_only_tariff_and_index_change_and_both_keep_at_least_nine_tenths_of_them():
    before = np.array([0.5, 0.2, 0.6, 1.0])
    sides, relation, contract = reopened(before)
    assert relation.reopened == 1
    assert contract.settlement[[1, 3]] == approx(before[[1, 3]])
    assert contract.settlement[[0, 2]] != approx(before[[0, 2]])
    for s, side in enumerate(sides):
        keeps = contract.settlement if s == 0 else 1 - contract.settlement
        kept = before if s == 0 else 1 - before
        two = [0, 2]
        assert side.weights[two] @ keeps[two] >= 0.9 * (side.weights[two] @ kept[two]) - 1e-9
        assert contract.utility[s] == approx(reopener.worth(side, contract.settlement, s))


def test_after_the_short_season_everything_else_is_as_it_was():
    sides, relation, contract = reopened()
    plain = worlds.sides(weights=WEIGHTS)
    assert sides["weights"] == approx(plain["weights"])
    assert sides["order"].tolist() == plain["order"].tolist()
    assert sides["reservation"] == approx([0.36, 0.36])
    assert relation.ending == records.RUNNING
    assert relation.negotiated == 0
    assert (contract.has, contract.end) == (1, YEAR + 1)
    assert np.isfinite(sides["hardness_mean"]).all()


def test_it_takes_five_turns_at_most_and_without_agreement_the_contract_stands():
    # each has what it wants most: 2/3 and 4/5 of the two issues, more than a fixed pie can give
    before = (1.0, 0.2, 0.0, 1.0)
    trace = np.zeros(10, records.TRACE)
    trace["actor"] = -1
    sides, relation, contract = reopened(before, trace, strategy="hard", knowledge=0.0)
    assert relation.turns == 5
    assert (trace["actor"] >= 0).sum() == 5
    assert trace["actor"][:5].tolist() == [1, 0, 1, 0, 1]  # the funder opens
    assert contract.settlement == approx(before)
    assert sides["cost"] == approx([0.01, 0.01])  # five turns
    assert ASK not in trace["act"][:5]
