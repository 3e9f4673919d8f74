"""What stands in the contract, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.rules import term

approx = pytest.approx

SHARE = st.floats(0, 1)


def test_content_needs_ownership_and_knowledge_and_room_in_the_mandate():
    # .5 x .6 (1 - .5 x 1) without an accord; with one in full (1 - .5 x .5)
    assert term.content(0.5, 0.6, 0.5, 0.0) == approx(0.15)
    assert term.content(0.5, 0.6, 0.5, 1.0) == approx(0.225)
    assert term.content(0.5, 0.6, 0.7, 0.3) == approx(0.1215)  # .3 (1 - .7 x .85)


@given(SHARE, SHARE, SHARE)
def test_a_purely_financial_mandate_writes_no_content_without_an_accord(owned, known, accord):
    assert term.content(owned, known, 1.0, 0.0) == 0.0
    assert 0.0 <= term.content(owned, known, 1.0, accord) <= 0.5


@given(SHARE, SHARE, SHARE)
def test_without_ownership_or_knowledge_there_is_no_content(level, mandate, accord):
    assert term.content(0.0, level, mandate, accord) == 0.0
    assert term.content(level, 0.0, mandate, accord) == 0.0


def test_goodwill_helps_and_ill_will_hurts_confidence():
    assert term.confidence(0.55, 0.2, 0.3) == approx(0.61)
    assert term.confidence(0.55, -0.2, 0.3) == approx(0.49)


@pytest.mark.parametrize(
    ("confidence", "ownership", "two_years", "years"),
    [
        (0.61, 0.26, 0.0, 3),
        (0.60, 0.26, 0.0, 1),  # the threshold itself is not enough
        (0.61, 0.25, 0.0, 1),  # and ownership is needed too
        (0.56, 0.26, 0.0, 1),
        (0.56, 0.26, 1.0, 2),  # just below the threshold, with the option
        (0.54, 0.26, 1.0, 1),
        (0.56, 0.25, 1.0, 1),
        (0.60 - 0.05, 0.26, 1.0, 1),
    ],
)
def test_several_years_ask_for_confidence_and_ownership(confidence, ownership, two_years, years):
    assert term.duration(confidence, 0.60, ownership, 0.25, 3.0, two_years) == years


def test_no_contract_is_longer_than_the_longest():
    assert term.duration(0.9, 0.60, 0.5, 0.25, 1.0, 1.0) == 1
    assert term.duration(0.56, 0.60, 0.5, 0.25, 1.0, 1.0) == 1
    assert term.duration(0.9, 0.60, 0.5, 0.25, 5.0, 0.0) == 5


def test_clarity_grows_with_knowledge_and_what_is_written():
    assert term.clarity(0.3, 0.5, 0.0, 0.0) == approx(0.5)
    assert term.clarity(0.3, 0.5, 0.5, 1.0) == approx(0.8)  # .3 + .2 + .1 + .2
    assert term.clarity(0.7, 0.9, 1.0, 1.0) == 1.0
