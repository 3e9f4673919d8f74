"""Imitation of peers, worked by hand."""

import math

import numpy as np
import pytest

from simulator.engine import records
from simulator.engine.context import Layout
from simulator.engine.institutions import imitation
from tests import worlds

approx = pytest.approx
KINDS = np.array([0, 0, 0, 1])
IDS = np.array([31, 32, 33, 34], np.uint64)


def organisations(value=(0.0, 0.0, 0.0, 0.0), relations=(1, 1, 1, 3), strategy=(0, 1, 2, 3)):
    table = np.zeros(4, records.ORGANISATION)
    table["value"], table["relations"], table["strategy"] = value, relations, strategy
    return table


def region(values):
    """Providers 0, 1, 2 with funder 3; sides with the value of the year."""
    ties = records.blank_ties(3)
    ties["provider"], ties["funder"] = (0, 1, 2), 3
    sides = np.zeros((3, 2), records.SIDE)
    sides["value"] = values
    return ties, sides


def test_an_equal_peer_is_followed_half_of_the_time_and_a_better_one_nearly_always():
    assert imitation.better(0.5, 0.5, 20.0) == 0.5
    assert imitation.better(0.5, 0.6, 20.0) == approx(1 / (1 + math.exp(-2)))
    assert imitation.better(0.6, 0.5, 20.0) == approx(1 / (1 + math.exp(2)))


def test_the_value_of_an_organisation_is_the_sum_over_its_relations():
    ties, sides = region([[0.5, 0.4], [0.6, 0.3], [0.2, 0.1]])
    table = organisations(value=(9, 9, 9, 9), relations=(9, 9, 9, 9))
    imitation.sum_values(ties, sides, table)
    assert table["value"] == approx([0.5, 0.6, 0.2, 0.8])
    assert table["relations"].tolist() == [1, 1, 1, 3]


def test_a_peer_is_another_of_the_same_kind_with_relations():
    table = organisations(relations=(1, 1, 0, 3))
    peers = [[imitation.is_peer(n, m, KINDS, table) for m in range(4)] for n in range(4)]
    assert peers[0] == [False, True, False, False]
    assert peers[1] == [True, False, False, False]
    assert peers[3] == [False] * 4


@pytest.mark.parametrize(("which", "peer"), [(0.0, 0), (0.49, 0), (0.51, 2), (0.999, 2)])
def test_every_peer_is_picked_as_often_as_another(which, peer):
    assert imitation.picked(1, which, KINDS, organisations()) == peer


def test_who_is_alone_of_its_kind_has_nobody_to_follow():
    assert imitation.picked(3, 0.5, KINDS, organisations()) == -1
    p = worlds.numbers(imitation=1.0)
    assert imitation.compared(p, 3, KINDS, organisations(), worlds.luck(who=IDS[3])) == 3


def compared(p, n, table, runs=400):
    return [
        imitation.compared(p, n, KINDS, table, worlds.luck(run, who=IDS[n])) for run in range(runs)
    ]


def test_the_mean_value_of_a_relation_is_compared():
    # peers 1 and 2 did much better per relation, whatever they sum to
    table = organisations(value=(8.0, 2.0, 2.0, 0.0), relations=(8, 1, 1, 3))
    p = worlds.numbers(imitation=1.0, imitation_sharpness=100)
    taken = compared(p, 0, table)
    assert set(taken) == {1, 2}
    assert abs(taken.count(1) / 400 - 0.5) < 0.11
    assert set(compared(p, 1, organisations(value=(0.1, 2.0, 0.2, 0.0)))) == {1}


def test_an_organisation_looks_around_at_its_rate():
    table = organisations(value=(0.0, 9.0, 9.0, 0.0))
    taken = compared(worlds.numbers(imitation=0.3, imitation_sharpness=100), 0, table)
    assert abs(sum(one != 0 for one in taken) / 400 - 0.3) < 0.1  # sd .023


def test_who_has_no_relations_compares_nothing():
    table = organisations(value=(0.0, 9.0, 9.0, 0.0), relations=(0, 1, 1, 3))
    assert set(compared(worlds.numbers(imitation=1.0), 0, table, runs=20)) == {0}


def imitated(p, run=0):
    ties, sides = region([[0.1, 0.4], [5.0, 0.3], [0.2, 0.1]])
    table = organisations()
    sides["strategy"] = [[0, 3], [1, 3], [2, 3]]
    sides["strategy_next"] = -1
    layout = Layout(ties, None, None, KINDS, IDS)
    imitation.imitate(p, layout, sides, table, worlds.luck(run))
    return sides, table


def test_all_compare_before_any_changes():
    p = worlds.numbers(imitation=1.0, imitation_sharpness=100)
    taken = [imitated(p, run)[1]["strategy"] for run in range(40)]
    for strategies in taken:
        assert strategies[1] == 1  # the best follows nobody
        assert strategies[3] == 3
        assert strategies[0] in (0, 1, 2)  # 2 only from a peer that still had it
        assert strategies[2] in (1, 2)
    assert {int(one[0]) for one in taken} >= {1, 2}


def test_what_was_taken_over_is_played_from_next_year_on():
    p = worlds.numbers(imitation=1.0, imitation_sharpness=100)
    for run in range(20):
        sides, table = imitated(p, run)
        assert sides["strategy"].tolist() == [[0, 3], [1, 3], [2, 3]]
        for d in range(3):
            chosen = table["strategy"][d]
            assert sides["strategy_next"][d].tolist() == [chosen if chosen != d else -1, -1]


def test_without_imitation_everything_stays():
    sides, table = imitated(worlds.numbers())
    assert table["strategy"].tolist() == [0, 1, 2, 3]
    assert (sides["strategy_next"] == -1).all()
