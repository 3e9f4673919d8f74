"""The executive at the table, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.institutions import executive
from simulator.engine.rules import escalation
from tests import worlds

approx = pytest.approx


def taken_over(p, authority, disputed, forced=-1, side=0, runs=400):
    two = worlds.sides(authority=authority)
    return [
        bool(executive.takes_over(p, two[side], disputed, forced, worlds.luck(run), side))
        for run in range(runs)
    ]


def test_a_story_decides_who_speaks():
    p = worlds.numbers()
    assert all(taken_over(p, 1.0, False, forced=1, runs=5))
    assert not any(taken_over(p, 0.0, True, forced=0, runs=50))


def test_full_authority_is_never_passed_over():
    assert not any(taken_over(worlds.numbers(), 1.0, True, runs=100))


def test_a_dispute_brings_the_executive_more_often():
    p = worlds.numbers()
    # .3 x .8 = .24 and .05 x .8 = .04; 400 draws: sd .021 and .010
    assert abs(sum(taken_over(p, 0.2, True)) / 400 - 0.24) < 0.08
    assert abs(sum(taken_over(p, 0.2, False)) / 400 - 0.04) < 0.035
    assert escalation.override_chance(p.override_dispute, p.override_calm, True, 0.2) == approx(
        0.24
    )


def test_both_sides_have_their_own_luck():
    p = worlds.numbers(override_calm=0.5)
    assert taken_over(p, 0.0, False, side=0) != taken_over(p, 0.0, False, side=1)


def test_authority_grows_by_a_share_of_what_is_missing():
    assert executive.grown(0.2, 0.3) == approx(0.44)  # .2 + .3 x .8


@given(st.floats(0, 1), st.floats(0, 0.6))
def test_authority_never_shrinks_and_never_passes_all(authority, growth):
    assert authority <= executive.grown(authority, growth) <= 1.0


def test_who_takes_the_own_executive_along_has_more_authority_at_a_cost():
    side = worlds.sides(authority=0.2)[0]
    executive.take_along(worlds.numbers(internal=0.5), side)
    assert side.authority == approx(0.2 + 0.5 * 0.3 * 0.8)  # half of .3 of what is missing
    assert side.cost == approx(0.002)  # .004 x .5


def test_without_it_nothing_is_gained_or_paid():
    side = worlds.sides(authority=0.2)[0]
    executive.take_along(worlds.numbers(), side)
    assert (side.authority, side.cost) == (0.2, 0.0)
