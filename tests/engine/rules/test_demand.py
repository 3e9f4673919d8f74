"""Demands worked by hand: the polynomial tactic, tit for tat, and what moves them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.params import PARAMETERS
from simulator.engine.rules import demand

approx = pytest.approx

SHARE = st.floats(0, 1)
FLOOR = st.floats(0.05, 0.7)
FLEXIBILITY = st.floats(0.05, 5)


def test_flexibility_of_a_calm_side_is_its_concession():
    assert demand.flexibility(0.5, 0.0, 0.0, 0.0, 0.0) == 0.5


def test_tension_hardens_and_surprise_ownership_and_pressure_make_room():
    # .5 e^(-.6 x .5) = .370409; (1 + .8 x .5) (1 + .3 x 1) (1 + .8 x .25) = 1.4 x 1.3 x 1.2
    worked = 0.5 * 0.7408182206817179 * 1.4 * 1.3 * 1.2
    given = demand.flexibility(0.5, 0.6 * 0.5, 0.8 * 0.5, 0.3 * 1.0, 0.8 * 0.25)
    assert given == approx(worked) == approx(0.8089735)


def test_tension_raises_the_least_a_side_takes():
    assert demand.floor(0.36, 0.12, 0.0) == 0.36
    assert demand.floor(0.36, 0.12, 0.5) == approx(0.42)


def test_the_polynomial_tactic_in_utility_form():
    # rv .36, a quarter of the time; beta .5: (1/4)^2 = 1/16, .36 + .64 x 15/16
    assert demand.aspiration(0.36, 0.5, 5, 20) == approx(0.96)
    # beta 1: linear, .36 + .64 x 3/4
    assert demand.aspiration(0.36, 1.0, 5, 20) == approx(0.84)
    # beta 2: conceder, (1/4)^(1/2) = 1/2, .36 + .64 / 2
    assert demand.aspiration(0.36, 2.0, 5, 20) == approx(0.68)


def test_at_the_deadline_and_after_it_only_the_floor_is_left():
    assert demand.aspiration(0.36, 0.3, 20, 20) == 0.36
    assert demand.aspiration(0.36, 0.3, 23, 20) == 0.36


@given(FLOOR, FLEXIBILITY, st.integers(0, 40), st.integers(1, 40))
def test_the_tactic_is_that_of_faratin_read_as_own_utility(floor, beta, turn, turns):
    """x(t) = max - alpha(t) (max - min), alpha(t) = (min(t, tmax) / tmax)^(1 / beta), kappa 0."""
    alpha = (min(turn, turns) / turns) ** (1 / beta)
    wanted = 1.0 - alpha * (1.0 - floor)
    assert demand.aspiration(floor, beta, turn, turns) == approx(wanted, abs=1e-12)


@given(FLOOR, FLEXIBILITY, st.integers(1, 20))
def test_demands_fall_with_time_and_stay_above_the_floor(floor, beta, turn):
    now = demand.aspiration(floor, beta, turn, 20)
    before = demand.aspiration(floor, beta, turn - 1, 20)
    assert floor <= now <= before <= 1.0


@given(FLOOR, st.floats(0.05, 2), st.integers(1, 19))
def test_a_boulware_asks_more_than_a_conceder_all_season_long(floor, beta, turn):
    tough = demand.aspiration(floor, beta, turn, 20)
    soft = demand.aspiration(floor, beta + 0.5, turn, 20)
    assert tough > soft or math.isclose(tough, 1.0)


def test_tit_for_tat_gives_what_was_given_and_takes_nothing_back():
    assert demand.answered(0.9, 0.07) == approx(0.83)
    assert demand.answered(0.9, -0.07) == 0.9


def test_the_demand_blends_time_and_answer():
    # .4 x .8 + .6 x .7 = .74, between floor .36 and .9 before
    assert demand.blended(0.36, 0.9, 0.8, 0.7, 0.6) == approx(0.74)


def test_the_demand_never_rises_unless_the_floor_does():
    assert demand.blended(0.36, 0.70, 0.8, 0.75, 0.5) == 0.70
    assert demand.blended(0.72, 0.70, 0.8, 0.75, 0.5) == 0.72  # tension raised the floor


@given(FLOOR, SHARE, SHARE, st.floats(-1, 1), SHARE)
def test_the_demand_is_never_below_the_floor(floor, before, aspiration, answer, reciprocity):
    assert demand.blended(floor, before, aspiration, answer, reciprocity) >= floor


@given(SHARE, SHARE, SHARE, SHARE)
def test_flexibility_stays_positive_at_the_edges_of_the_plausible(tension, surprise, owned, met):
    low = demand.flexibility(
        0.05,
        PARAMETERS["tension_slows_concession"].high * tension,
        PARAMETERS["surprise_opens"].low * surprise,
        PARAMETERS["ownership_opens"].low * owned,
        PARAMETERS["pressure_pays"].low * met,
    )
    assert low > 0.0
