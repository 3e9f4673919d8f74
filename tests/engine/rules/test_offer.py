"""Offers worked by hand, and the facts of Theory 3a: own utility is the demand for every K."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.rules import offer

approx = pytest.approx

# Own ratios 4, 3/2, 2/3, 1/4: the owner keeps issue 0 first and gives up issue 3 first.
OWN = np.array([0.4, 0.3, 0.2, 0.1])
OTHER = np.array([0.1, 0.2, 0.3, 0.4])
SHARE = st.floats(0, 1)


@st.composite
def issue_weights(draw):
    """Positive weights of four issues that add up to 1."""
    raw = np.array(draw(st.lists(st.floats(0.001, 1), min_size=4, max_size=4)))
    return raw / raw.sum()


def ordered(own, other):
    order = np.zeros(4, np.int64)
    offer.order_issues(own, other, order)
    return order


def written(demand, knowledge, own, order, mirrored=False):
    settlement = np.full(4, np.nan)
    offer.write_settlement(demand, knowledge, own, order, mirrored, settlement)
    return settlement


def test_issues_are_kept_from_the_dearest_against_the_other_on():
    assert ordered(OWN, OTHER).tolist() == [0, 1, 2, 3]
    assert ordered(OTHER, OWN).tolist() == [3, 2, 1, 0]
    # ratios .25/.4, .25/.1, .25/.2, .25/.3: .625, 2.5, 1.25, .833
    alike = np.full(4, 0.25)
    assert ordered(alike, np.array([0.4, 0.1, 0.2, 0.3])).tolist() == [1, 2, 3, 0]


def test_equal_ratios_keep_the_order_of_the_issues():
    assert ordered(OWN, OWN).tolist() == [0, 1, 2, 3]


def test_the_dearer_issue_weighs_more_to_the_owner_than_to_the_other():
    assert offer.dearer(OWN, OTHER, 0, 1)  # .4 / .1 against .3 / .2
    assert not offer.dearer(OWN, OTHER, 1, 0)
    assert not offer.dearer(OWN, OWN, 1, 0)  # equal ratios: neither
    nothing = np.array([0.0, 0.0, 0.6, 0.4])
    assert offer.dearer(nothing, np.array([0.0, 0.5, 0.5, 0.0]), 3, 2)  # worth nothing to the other
    assert offer.dearer(nothing, np.array([0.0, 0.5, 0.5, 0.0]), 2, 1)  # worth nothing to the owner
    assert offer.dearer(nothing, np.array([0.0, 0.5, 0.5, 0.0]), 1, 0)  # to neither: last
    assert not offer.dearer(nothing, np.array([0.0, 0.5, 0.5, 0.0]), 0, 1)


def test_issues_without_weight_for_either_side_do_not_stand_between_the_others():
    one, other = np.array([0.2, 0.0, 0.8, 0.0]), np.array([2 / 3, 0.0, 1 / 3, 0.0])
    assert [issue for issue in ordered(one, other) if one[issue] > 0] == [2, 0]
    assert [issue for issue in ordered(other, one) if one[issue] > 0] == [0, 2]
    # asking .8 it keeps issue 2 whole and leaves issue 0: pie .8 + 2/3
    assert offer.left(0.8, 1.0, one, other, ordered(one, other)) == approx(2 / 3)


def test_who_knows_nothing_keeps_the_same_share_of_every_issue():
    assert written(0.7, 0.0, OWN, ordered(OWN, OTHER)) == approx(np.full(4, 0.7))


def test_who_knows_everything_gives_up_first_what_is_cheap_to_it():
    # u = .6: .4 keeps issue 0, the .2 left keeps 2/3 of issue 1, nothing of 2 and 3
    order = ordered(OWN, OTHER)
    assert written(0.6, 1.0, OWN, order) == approx([1, 2 / 3, 0, 0])
    # the other gets .2 / 3 + .3 + .4
    assert offer.left(0.6, 1.0, OWN, OTHER, order) == approx(0.2 / 3 + 0.7)


def test_half_knowledge_lies_half_way():
    order = ordered(OWN, OTHER)
    assert written(0.6, 0.5, OWN, order) == approx([0.8, 0.6 / 2 + 1 / 3, 0.3, 0.3])
    # half of fixed pie .4 and half of .2 / 3 + .7
    assert offer.left(0.6, 0.5, OWN, OTHER, order) == approx(0.2 + (0.2 / 3 + 0.7) / 2)


def test_the_funder_writes_the_mirror_image():
    order = ordered(OTHER, OWN)
    own = written(0.6, 1.0, OTHER, order)  # keeps 3, then 2/3 of 2
    assert own == approx([0, 0, 2 / 3, 1])
    assert written(0.6, 1.0, OTHER, order, mirrored=True) == approx(1 - own)


def test_an_issue_of_no_weight_is_not_kept_by_who_knows():
    assert offer.kept(0.7, 1.0, 0.0, 0.0) == 0.0
    assert offer.kept(0.7, 0.25, 0.0, 0.0) == approx(0.525)  # .75 x .7
    assert offer.kept(0.7, 1.0, 0.5, 0.4) == approx(0.5)  # (.7 - .5) / .4


@given(issue_weights(), issue_weights(), SHARE, SHARE)
def test_own_utility_of_an_offer_is_the_demand_whatever_one_knows(own, other, demand, knowledge):
    order = ordered(own, other)
    kept = written(demand, knowledge, own, order)
    assert abs(float(own @ kept) - demand) < 1e-9
    assert np.all((kept >= -1e-12) & (kept <= 1 + 1e-12))
    mirrored = written(demand, knowledge, own, order, mirrored=True)
    assert abs(float(own @ (1 - mirrored)) - demand) < 1e-9
    left = offer.left(demand, knowledge, own, other, order)
    assert left == approx(float(other @ (1 - kept)), abs=1e-12)


@given(issue_weights(), issue_weights(), SHARE)
def test_without_knowledge_the_pie_is_exactly_one(own, other, demand):
    left = offer.left(demand, 0.0, own, other, ordered(own, other))
    assert demand + left == approx(1.0, abs=1e-12)


@given(issue_weights(), issue_weights(), SHARE, SHARE)
def test_a_pie_is_at_least_one_and_less_than_two(own, other, demand, knowledge):
    pie = demand + offer.left(demand, knowledge, own, other, ordered(own, other))
    assert 1.0 - 1e-12 <= pie < 2.0


@given(issue_weights(), issue_weights(), SHARE, SHARE, SHARE)
def test_knowing_more_never_leaves_the_other_less(own, other, demand, one, another):
    order = ordered(own, other)
    less = offer.left(demand, min(one, another), own, other, order)
    more = offer.left(demand, max(one, another), own, other, order)
    assert more >= less - 1e-12


@given(issue_weights(), SHARE, SHARE)
def test_between_sides_that_weigh_alike_there_is_nothing_to_trade(own, demand, knowledge):
    left = offer.left(demand, knowledge, own, own, ordered(own, own))
    assert demand + left == approx(1.0, abs=1e-12)


@given(issue_weights(), issue_weights(), SHARE)
def test_no_other_order_leaves_the_other_more(own, other, demand):
    best = offer.left(demand, 1.0, own, other, ordered(own, other))
    for order in itertools.permutations(range(4)):
        assert offer.left(demand, 1.0, own, other, np.array(order)) <= best + 1e-12


def test_no_split_on_a_fine_grid_beats_the_offer_of_one_who_knows():
    """Pareto: at own utility .6 nothing gives the other more (brute force, steps of 1/10)."""
    best = offer.left(0.6, 1.0, OWN, OTHER, ordered(OWN, OTHER))
    steps = np.linspace(0, 1, 11)
    splits = np.array(list(itertools.product(steps, repeat=4)))
    enough = splits @ OWN >= 0.6 - 1e-9
    assert ((1 - splits[enough]) @ OTHER).max() <= best + 1e-9


def test_equal_gain_of_a_fixed_pie_halves_what_is_left():
    # u - .4 = (1 - u) - .3, so u = .55
    u = offer.equal_gain(0.4, 0.3, 0.0, OWN, OTHER, ordered(OWN, OTHER))
    assert u == approx(0.55, abs=1e-11)
    # one who needs nothing faces one who needs nearly all: u = (1 - .9) / 2
    u = offer.equal_gain(0.0, 0.9, 0.0, OWN, OTHER, ordered(OWN, OTHER))
    assert u == approx(0.05, abs=1e-11)


def test_equal_gain_on_the_known_frontier():
    # between .4 and .7 the other gets .7 + .2 (1 - (u - .4) / .3);
    # u - .3 = .9 - (2/3)(u - .4) - .5 gives u = .58 and .78 for the other: both gain .28
    order = ordered(OWN, OTHER)
    u = offer.equal_gain(0.3, 0.5, 1.0, OWN, OTHER, order)
    assert u == approx(0.58, abs=1e-11)
    assert offer.left(u, 1.0, OWN, OTHER, order) == approx(0.78, abs=1e-11)


@pytest.mark.parametrize("reservation", [0.0, 0.2, 0.36])
def test_where_both_problems_mirror_each_other_equal_gain_is_nash_and_kalai_smorodinsky(
    reservation,
):
    """Brute force over the frontier: largest product of gains, and gains in ratio of the ideals."""
    order = ordered(OWN, OTHER)
    frontier = [(u, offer.left(u, 1.0, OWN, OTHER, order)) for u in np.linspace(0, 1, 10001)]
    gains = np.array(frontier) - reservation
    possible = gains[(gains >= 0).all(axis=1)]
    nash = possible[possible.prod(axis=1).argmax()]
    ideal = possible.max(axis=0)
    kalai = possible[(possible / ideal).min(axis=1).argmax()]
    u = offer.equal_gain(reservation, reservation, 1.0, OWN, OTHER, order)
    assert nash + reservation == approx(u, abs=1e-4)
    assert kalai + reservation == approx(u, abs=1e-4)
    assert u == approx(0.7, abs=1e-11)


@given(issue_weights(), issue_weights(), SHARE, st.floats(0.05, 0.45), st.floats(0.05, 0.45))
def test_equal_gain_gives_both_the_same_and_something(own, other, knowledge, one, another):
    order = ordered(own, other)
    u = offer.equal_gain(one, another, knowledge, own, other, order)
    gain = u - one
    assert gain == approx(offer.left(u, knowledge, own, other, order) - another, abs=1e-8)
    assert gain > 0.0


@pytest.mark.parametrize(
    ("utility", "knowledge", "demand"),
    [
        (0.36, 0.0, 0.64),
        (0.70, 1.0, 0.70),  # the first two issues, .7 to the owner and .3 to the other
        (0.40, 1.0, 0.90),  # and all of the third
        (0.40, 0.5, 0.78),  # .5 x .22 + .5 (.7 - .3 x .4)
        (0.0, 0.3, 1.0),
        (1.0, 0.3, 0.0),
    ],
)
def test_the_highest_demand_that_leaves_the_other_what_it_needs(utility, knowledge, demand):
    assert offer.leaving(utility, knowledge, OWN, OTHER, ordered(OWN, OTHER)) == approx(demand)


@given(issue_weights(), issue_weights(), SHARE, SHARE)
def test_what_is_left_at_the_highest_demand_is_what_was_asked(own, other, utility, knowledge):
    order = ordered(own, other)
    demand = offer.leaving(utility, knowledge, own, other, order)
    assert 0 <= demand <= 1
    assert offer.left(demand, knowledge, own, other, order) == approx(utility, abs=1e-9)
