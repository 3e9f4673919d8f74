"""The arithmetic of contract forms, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.rules import form

approx = pytest.approx
SHARE = st.floats(0, 1)


def test_of_a_setback_the_provider_bears_its_share():
    assert form.shock_share(-0.10, 0.8, 0.3, True) == approx(-0.08)
    assert form.shock_share(-0.10, 0.8, 0.3, False) == approx(-0.02)


def test_of_a_windfall_the_provider_keeps_its_share():
    assert form.shock_share(0.10, 0.8, 0.3, True) == approx(0.03)
    assert form.shock_share(0.10, 0.8, 0.3, False) == approx(0.07)
    assert form.shock_share(0.01, 0.8, 0.3, True) == approx(0.003)


@given(st.floats(-1, 1), SHARE, SHARE)
def test_both_parts_of_a_shock_add_up_to_the_shock(shock, risk, gain):
    provider = form.shock_share(shock, risk, gain, True)
    funder = form.shock_share(shock, risk, gain, False)
    assert provider + funder == approx(shock)
    assert provider * shock >= 0.0
    assert funder * shock >= 0.0


def test_without_a_corridor_a_shock_is_inside_and_with_one_only_as_far_as_it_reaches():
    assert form.within(-0.10, 0.0) == -0.10
    assert form.within(-0.10, 0.03) == -0.03
    assert form.within(0.10, 0.03) == 0.03
    assert form.within(0.02, 0.03) == 0.02


def test_the_index_is_missed_in_later_years_unless_the_contract_follows_it():
    assert form.index_missed(0.02, 0, 0) == 0.0  # the first year is agreed at the index known
    assert form.index_missed(0.02, 0, 1) == 0.02
    assert form.index_missed(-0.02, 0, 2) == -0.02
    assert form.index_missed(0.02, 1, 2) == 0.0


def test_volume_without_risk_grows():
    assert form.volume_growth(0.1, 0.0) == 0.1
    assert form.volume_growth(0.1, 0.75) == approx(0.025)
    assert form.volume_growth(0.1, 1.0) == 0.0


def test_a_setback_nobody_foresaw_raises_tension_unless_all_was_clear():
    assert form.setback_tension(0.15, 1.0, 0.3) == approx(0.105)
    assert form.setback_tension(0.15, 2.0, 0.3) == approx(0.21)  # two standard deviations
    assert form.setback_tension(0.15, 2.0, 1.0) == 0.0
