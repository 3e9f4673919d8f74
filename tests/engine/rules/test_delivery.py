"""The contract year worked by hand: breaches, extras, shading, content, value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.rules import delivery

approx = pytest.approx

SHARE = st.floats(0, 1)


def test_full_maintenance_takes_most_of_the_chance_of_a_breach_away():
    assert delivery.breach_chance(0.08, 0.6, 0.0) == 0.08
    assert delivery.breach_chance(0.08, 0.6, 1.0) == approx(0.032)  # .08 (1 - .6)
    assert delivery.breach_chance(0.08, 0.6, 0.5) == approx(0.056)  # .08 (1 - .3)


def test_a_clear_contract_is_not_misread():
    assert delivery.ambiguity_chance(0.15, 0.3) == approx(0.105)  # .15 x .7
    assert delivery.ambiguity_chance(0.15, 1.0) == 0.0


def test_an_extra_grows_with_goodwill():
    assert delivery.extra(0.10, 0.4) == approx(0.04)


@given(st.floats(0, 0.2), st.floats(-1, 0))
def test_without_goodwill_there_is_no_extra(extra_max, goodwill):
    assert delivery.extra(extra_max, goodwill) == 0.0


def test_ill_will_shades_and_a_social_contract_halves_it():
    assert delivery.shading(0.06, -0.5, 0.0) == approx(0.03)
    assert delivery.shading(0.06, -0.5, 1.0) == approx(0.015)


@given(st.floats(0, 0.15), st.floats(0, 1), SHARE)
def test_with_goodwill_nobody_shades(shading_max, goodwill, social):
    assert delivery.shading(shading_max, goodwill, social) == 0.0


@given(st.floats(-1, 1))
def test_nobody_gives_extra_and_shades_at_once(goodwill):
    assert delivery.extra(0.1, goodwill) * delivery.shading(0.06, goodwill, 0.5) == 0.0


def test_content_built_fades_unless_the_contract_carries_it():
    assert delivery.stock(0.5, 0.0, 0.1) == approx(0.45)
    assert delivery.stock(0.5, 0.48, 0.1) == 0.48
    assert delivery.stock(0.0, 0.2, 0.1) == 0.2


def test_content_returns_a_year_later_and_only_what_is_new_costs():
    # first year: nothing built yet, .2 new: (0 - .06 x .2) / 2
    assert delivery.content_value(0.30, 0.0, 1.0, 0.4, 0.06, 0.2) == approx(-0.006)
    # later: (.3 x .2 x 1 x (1 + .2) - 0) / 2
    assert delivery.content_value(0.30, 0.2, 1.0, 0.4, 0.06, 0.2) == approx(0.036)
    # half the funders go along, .1 more is built: (.3 x .2 x .5 x 1.2 - .06 x .1) / 2
    assert delivery.content_value(0.30, 0.2, 0.5, 0.4, 0.06, 0.3) == approx(0.015)


def test_value_adds_everything_up():
    # .55 + .036 + .04 - .01 - .4 x .05 - .03
    assert delivery.value(0.55, 0.036, 0.04, 0.01, 0.05, 0.4, 0.03) == approx(0.566)


@given(SHARE, SHARE, st.floats(0.1, 0.9))
def test_an_extra_is_worth_more_to_both_together_than_it_costs(given_, got, cost):
    mine = delivery.value(0.5, 0.0, got, 0.0, given_, cost, 0.0)
    theirs = delivery.value(0.5, 0.0, given_, 0.0, got, cost, 0.0)
    assert mine + theirs == approx(1.0 + (1.0 - cost) * (given_ + got))
