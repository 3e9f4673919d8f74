"""Tension worked by hand: pulled, relieved, shocked, caught, carried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.rules import tension

approx = pytest.approx

SHARE = st.floats(0, 1)


def test_a_hard_act_pulls_tension_up_as_far_as_the_side_is_reactive():
    # PRESS on .15: .30 x .85 = .255 to a reactive side, half of it to one on the balcony
    assert tension.pulled(0.15, 1.0, 0.30, 1.0) == approx(0.405)
    assert tension.pulled(0.15, 1.0, 0.30, 0.0) == approx(0.2775)


def test_a_calm_act_pulls_tension_down_whoever_it_is():
    assert tension.pulled(0.6, 0.0, 0.20, 1.0) == approx(0.48)  # .6 - .2 x .6
    assert tension.pulled(0.6, 0.0, 0.20, 0.0) == approx(0.48)


def test_arguments_calm_one_who_is_tenser_than_they_are_hard():
    assert tension.pulled(0.9, 0.6, 0.20, 1.0) == approx(0.84)


@given(SHARE, SHARE, SHARE)
def test_a_pull_never_passes_the_hardness_of_the_act(level, hardness, reactivity):
    after = tension.pulled(level, hardness, 0.3, reactivity)
    assert min(level, hardness) - 1e-12 <= after <= max(level, hardness) + 1e-12


@given(SHARE, SHARE, SHARE)
def test_tension_as_high_as_the_act_is_hard_stays(level, pull, reactivity):
    assert tension.pulled(level, level, pull, reactivity) == level


def test_surprise_relieves():
    assert tension.relieved(0.6, 0.15, 0.7) == approx(0.537)  # .6 (1 - .105)
    assert tension.relieved(0.6, 0.15, 0.0) == 0.6


def test_unexpected_hardness_shocks():
    # .4 + .15 (1 - .2 - .3) x .6 = .4 + .15 x .5 x .6
    assert tension.shocked(0.4, 0.15, 1.0, 0.2, 0.3) == approx(0.445)


def test_expected_hardness_does_not_shock():
    assert tension.shocked(0.4, 0.15, 1.0, 0.7, 0.3) == 0.4
    assert tension.shocked(0.4, 0.15, 0.6, 0.4, 0.3) == 0.4


def test_tension_is_catching():
    # mean .4: .2 + .15 x .2 and .6 - .15 x .2
    assert tension.spread(0.2, 0.6, 0.15) == approx(0.23)
    assert tension.spread(0.6, 0.2, 0.15) == approx(0.57)


@given(SHARE, SHARE, st.floats(0, 0.4))
def test_contagion_moves_tension_and_makes_none(one, other, contagion):
    after = tension.spread(one, other, contagion) + tension.spread(other, one, contagion)
    assert after == approx(one + other)
    assert tension.spread(one, one, contagion) == one


def test_half_of_the_tension_goes_into_the_next_year():
    assert tension.carried(0.4, 0.5, 0.25, 0.0, 0.0) == approx(0.2)


def test_a_breach_seen_adds_tension_and_a_social_contract_takes_half_of_that_away():
    assert tension.carried(0.4, 0.5, 0.25, 1.0, 0.0) == approx(0.45)
    assert tension.carried(0.4, 0.5, 0.25, 1.0, 1.0) == approx(0.325)
    assert tension.carried(1.0, 0.8, 0.5, 1.0, 0.0) == 1.0  # .8 + .5, kept to 1
