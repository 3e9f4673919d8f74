"""Chances of mediation, an executive at the table and a content phase, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.rules import escalation

approx = pytest.approx

SHARE = st.floats(0, 1)


def test_mediation_takes_two():
    assert escalation.wanted(0.9, 0.5) == approx(0.54)  # 1.2 x .45
    assert escalation.wanted(0.95, 0.95) == 1.0  # 1.2 x .9025 > 1
    assert escalation.wanted(0.9, 0.0) == 0.0


def test_mediation_succeeds_less_the_higher_the_tension():
    assert escalation.success(0.59, 0.4) == approx(0.59)  # 1.4 - .4 = 1
    assert escalation.success(0.59, 0.9) == approx(0.295)  # 1.4 - .9 = .5
    assert escalation.success(0.8, 0.0) == 1.0  # 1.12, a chance all the same


def test_the_executive_takes_over_from_those_without_authority():
    assert escalation.override_chance(0.3, 0.05, True, 0.2) == approx(0.24)
    assert escalation.override_chance(0.3, 0.05, False, 0.2) == approx(0.04)
    assert escalation.override_chance(0.3, 0.05, True, 1.0) == 0.0


def test_a_content_phase_needs_will_on_both_sides_and_trust():
    # min .3 / 2 + mean .65 x trust .5
    assert escalation.content_phase_chance(1.0, 0.3, 0.5) == approx(0.475)
    # one side unwilling: 0 + .5 x .5, trust may still carry it
    assert escalation.content_phase_chance(1.0, 0.0, 0.5) == approx(0.25)
    assert escalation.content_phase_chance(1.0, 1.0, 0.9) == 1.0  # .5 + .9, a chance all the same


@given(SHARE, SHARE, SHARE)
def test_chances_are_chances_and_do_not_depend_on_who_is_named_first(one, other, third):
    wanted = escalation.wanted(one, other)
    phase = escalation.content_phase_chance(one, other, third)
    assert 0.0 <= wanted <= 1.0
    assert 0.0 <= phase <= 1.0
    assert wanted == approx(escalation.wanted(other, one))
    assert phase == approx(escalation.content_phase_chance(other, one, third))
    assert 0.0 <= escalation.success(one, other) <= 1.0
    assert 0.0 <= escalation.override_chance(one, other, True, third) <= one
