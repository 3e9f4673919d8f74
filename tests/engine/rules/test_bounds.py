"""Keeping a number within its range, worked by hand."""

import math

from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.rules import bounds

NUMBERS = st.floats(-10, 10)


def test_a_number_inside_its_range_is_left_alone():
    assert bounds.clipped(0.3, -1.0, 1.0) == 0.3


def test_a_number_past_a_bound_becomes_that_bound():
    assert bounds.clipped(-1.2, -1.0, 1.0) == -1.0
    assert bounds.clipped(1.2, -1.0, 1.0) == 1.0


def test_a_share_lies_between_nothing_and_all():
    assert bounds.share(-0.1) == 0.0
    assert bounds.share(0.25) == 0.25
    assert bounds.share(1.1) == 1.0


def test_the_own_number_goes_before_the_general_one():
    assert bounds.general(0.0, 0.7) == 0.0  # zero is a number, not "nothing set"
    assert bounds.general(math.nan, 0.7) == 0.7


@given(NUMBERS, NUMBERS, NUMBERS)
def test_clipping_twice_is_clipping_once(value, one, other):
    low, high = min(one, other), max(one, other)
    once = bounds.clipped(value, low, high)
    assert low <= once <= high
    assert bounds.clipped(once, low, high) == once
