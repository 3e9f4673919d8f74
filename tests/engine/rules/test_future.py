"""Future value and the bound of the relational contract, worked by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.rules import future

approx = pytest.approx

DISCOUNT = st.floats(0.8, 0.97)


def test_three_years_are_worth_the_sum_of_their_discounts():
    assert future.worth(1.0, 0.9, 3) == approx(1 + 0.9 + 0.81)
    assert future.worth(2.0, 0.9, 1) == approx(2.0)


@given(st.floats(0.2, 5), DISCOUNT, st.integers(0, 6))
def test_worth_is_a_geometric_sum(size, discount, years):
    summed = size * sum(discount**k for k in range(years))
    assert future.worth(size, discount, years) == approx(summed, abs=1e-12)


def test_maintenance_grows_with_the_future():
    # 1 - e^(-.6 x 2.71) = .803286; x .8 x .5
    assert future.maintenance(0.8, 0.5, 0.6, 2.71) == approx(0.4 * (1 - math.exp(-1.626)))
    assert future.maintenance(0.8, 0.5, 0.6, 2.71) == approx(0.3213, abs=5e-5)
    assert future.maintenance(1.0, 1.0, 0.6, 0.0) == 0.0


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.2, 1.5), st.floats(0, 50))
def test_nobody_maintains_more_than_it_invests(invest, dilution, weight, worth):
    assert 0.0 <= future.maintenance(invest, dilution, weight, worth) <= invest * dilution


def test_a_provider_invests_while_expected_extras_cover_the_cost():
    # .1 x .2 x 2.71 = .0542
    assert future.pays(0.1, 0.2, 2.71, 0.0541)
    assert not future.pays(0.1, 0.2, 2.71, 0.0543)
    assert not future.pays(0.1, -0.2, 2.71, 0.0001)
    assert future.pays(0.5, 0.5, 1.0, 0.25)  # just covered


def test_a_relation_enforces_itself_up_to_the_worth_of_its_future():
    # .1 x .9 / .1 = .9
    assert future.bound(0.89, 0.1, 0.9)
    assert not future.bound(0.91, 0.1, 0.9)
    assert future.bound(0.5, 0.5, 0.5)  # the temptation may equal it


@given(st.floats(0.01, 1), DISCOUNT)
def test_the_bound_is_the_discounted_surplus_of_all_later_years(surplus, discount):
    later = surplus * sum(discount**k for k in range(1, 2000))
    assert future.bound(later * (1 - 1e-6), surplus, discount)
    assert not future.bound(later * (1 + 1e-6), surplus, discount)
