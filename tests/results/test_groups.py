"""Who belongs together, and the mean of a group."""

import numpy as np
import pytest

from simulator.batch import Record
from simulator.engine.records import FUNDER, PROVIDER
from simulator.results.groups import WAYS, Grouping, family, grouped, means
from tests.worlds import REGION, played, world


@pytest.fixture(scope="module")
def record() -> Record:
    return played(world(*REGION), years=2, runs=3)


def test_families_of_the_strategies_that_come_with_the_program():
    one = world(*REGION)
    found = dict(zip(one.strategy_names, map(family, one.strategies), strict=True))
    expected = {
        "hard": "hard", "press": "hard", "argue": "arguing", "mirror": "mirroring",
        "gmirror": "mirroring", "calm": "cooperative", "open": "cooperative",
        "collab": "cooperative", "principled": "cooperative", "soft": "yielding",
    }  # fmt: skip
    assert {name: found[name] for name in expected} == expected


def test_a_businesslike_strategy_that_gives_little_is_plain():
    one = world(*REGION)
    strategy = one.strategies[one.strategy_names.index("soft")].copy()
    strategy["concession"] = 0.5
    assert family(strategy) == "plain"


@pytest.mark.parametrize("by", WAYS)
def test_everybody_is_in_one_group(by, record):
    groups = grouped(record, by)
    assert groups.index.min() == 0
    assert groups.index.max() == len(groups.names) - 1
    assert groups.index.shape == (3, len(record.world.relations), 2)


def test_kinds_are_those_of_the_organisations(record):
    groups = grouped(record, "kind")
    assert groups.names == ("provider", "care_office", "insurer", "municipality")
    kinds = {each.name: each.kind for each in record.world.organisations}
    for d, relation in enumerate(record.world.relations):
        assert groups.names[groups.index[0, d, FUNDER]] == kinds[relation.funder]


def test_strategies_are_those_started_with(record):
    groups = grouped(record, "strategy")
    names = record.world.strategy_names
    for r, d, s in ((0, 0, 0), (2, 5, 1), (1, 40, 0)):
        assert groups.names[groups.index[r, d, s]] == names[record.sides["strategy"][r, 0, d, s]]


def test_one_side_leaves_the_other_out(record):
    groups = grouped(record, "kind", PROVIDER)
    assert groups.names == ("provider",)
    assert (groups.index[..., FUNDER] == -1).all()


def test_an_unknown_way_is_refused(record):
    with pytest.raises(ValueError, match="choose one of kind, strategy, family, side"):
        grouped(record, "colour")


def test_means_worked_by_hand():
    """Run 0: group a has 1 and 3, b has nothing; run 1: a has 5, b has 7 and a gap."""
    values = np.array([[[[1.0, 3.0]]], [[[5.0, 7.0]]], [[[np.nan, 9.0]]]])  # [3, 1, 1, 2]
    groups = Grouping(("a", "b"), np.array([[[0, 0]], [[0, 1]], [[1, 1]]]))
    expected = [[[2.0, np.nan]], [[5.0, 7.0]], [[np.nan, 9.0]]]
    np.testing.assert_array_equal(means(values, groups), expected)


def test_group_means_weighted_by_size_are_the_mean_of_all(record):
    groups = grouped(record, "strategy")
    values = record.sides["value"]
    sizes = np.stack([(groups.index == g).sum((1, 2)) for g in range(len(groups.names))], axis=-1)
    mean = np.nansum(means(values, groups) * sizes[:, None], axis=-1) / sizes.sum(-1)[:, None]
    np.testing.assert_allclose(mean, values.mean(axis=(2, 3)))
