"""Shading held against the other, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.institutions import resentment
from simulator.engine.rules import evaluation
from tests import worlds

approx = pytest.approx
ON = {"resentment": 0.2}


def test_off_shading_leaves_goodwill_alone():
    assert resentment.borne(worlds.numbers(), 0.3, 0.06) == 0.3


def test_what_is_held_back_takes_goodwill():
    # .3 - .2 x (.03 / .06) x 1.3
    assert resentment.borne(worlds.numbers(**ON), 0.3, 0.03) == approx(0.17)
    assert resentment.borne(worlds.numbers(**ON), 0.3, 0.0) == 0.3
    assert resentment.borne(worlds.numbers(**ON), -1.0, 0.06) == -1.0


def test_where_nobody_can_shade_there_is_nothing_to_hold_against():
    assert resentment.borne(worlds.numbers(shading_max=0, **ON), 0.3, 0.0) == 0.3


def test_a_loss_weighs_more_than_an_equal_gain():
    # an extra and a shading of .03 each, from goodwill 0: up .15 x .3, down .2 x .5
    up = evaluation.goodwill(0.0, 0.0, 0.25, 1.0, 0.15, 0.03 / 0.1, 0.0, 0.0)
    down = resentment.borne(worlds.numbers(**ON), 0.0, 0.03)
    assert up == approx(0.045)
    assert down == approx(-0.1)


@given(st.floats(-1, 1), st.floats(0, 0.06), st.floats(0, 0.6))
def test_goodwill_stays_in_its_bounds(goodwill, shading, size):
    assert -1 <= resentment.borne(worlds.numbers(resentment=size), goodwill, shading) <= goodwill
