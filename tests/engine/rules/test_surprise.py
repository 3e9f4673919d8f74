"""Surprise worked by hand: only calm surprises, and only one who expected hardness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.rules import surprise

approx = pytest.approx

SHARE = st.floats(0, 1)


def test_calm_surprises_one_who_expected_hardness():
    assert surprise.sprung(1, 0.7, 0.0) == approx(0.7)
    assert surprise.sprung(1, 0.7, 0.1) == approx(0.6)


def test_a_businesslike_proposal_surprises_nobody():
    assert surprise.sprung(0, 0.7, 0.3) == 0.0


@given(SHARE, SHARE)
def test_an_act_harder_than_expected_is_no_relief(met, harder):
    assert surprise.sprung(1, met, min(1.0, met + harder)) == 0.0


def test_surprise_lasts_by_half():
    assert surprise.lasting(0.7, 0.5, 0.0) == approx(0.35)
    assert surprise.lasting(0.7, 0.5, 0.2) == approx(0.55)


def test_nobody_is_surprised_more_than_fully():
    assert surprise.lasting(1.0, 0.8, 0.7) == 1.0  # .8 + .7
