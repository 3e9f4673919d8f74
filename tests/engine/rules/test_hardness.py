"""How contentious a side is, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.rules import hardness

approx = pytest.approx

SHARE = st.floats(0, 1)


def test_tone_is_own_and_met_then_tension_adds_and_sharing_takes_away():
    # press against an image of .7: .4 x .55 + .6 x .7 = .64; + 1 (.35 x .15 + .1) - .05
    reaction = hardness.reaction(1.0, 0.35, 0.15, 0.1)
    assert reaction == approx(0.1525)
    assert hardness.intensity(0.55, 0.6, 0.7, reaction, 0.05) == approx(0.7425)


def test_a_balcony_keeps_tension_out_of_the_acts():
    assert hardness.reaction(0.0, 0.35, 1.0, 0.3) == 0.0
    assert hardness.reaction(0.2, 0.35, 0.5, 0.1) == approx(0.055)  # .2 (.175 + .1)


def test_ownership_and_an_accord_soften():
    assert hardness.softening(0.3, 0.5, 0.25, 0.4) == approx(0.25)  # .15 + .1


def test_the_chance_of_a_contentious_act_is_a_chance():
    assert hardness.intensity(0.9, 0.2, 1.0, 0.45, 0.0) == 1.0  # .72 + .2 + .45
    assert hardness.intensity(0.0, 0.1, 0.1, 0.0, 0.3) == 0.0  # .01 - .3


@given(SHARE, SHARE)
def test_without_mirroring_only_the_own_tone_counts(opening, met):
    assert hardness.intensity(opening, 0.0, met, 0.0, 0.0) == opening
    assert hardness.intensity(opening, 1.0, met, 0.0, 0.0) == met


@given(SHARE, SHARE, SHARE, SHARE, SHARE)
def test_who_meets_more_hardness_is_not_softer(opening, mirroring, one, other, reaction):
    low, high = min(one, other), max(one, other)
    softer = hardness.intensity(opening, mirroring, low, reaction, 0.1)
    assert softer <= hardness.intensity(opening, mirroring, high, reaction, 0.1)


def test_the_last_act_weighs_half():
    assert hardness.smoothed(0.4, 1.0, 0.5) == approx(0.7)
    assert hardness.smoothed(0.7, 0.0, 0.5) == approx(0.35)


@given(SHARE, SHARE)
def test_what_is_expected_and_met_stays(met, weight):
    assert hardness.smoothed(met, met, weight) == approx(met)
