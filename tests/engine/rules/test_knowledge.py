"""Knowledge and ownership, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.rules import knowledge

approx = pytest.approx

SHARE = st.floats(0, 1)


def test_a_gain_is_a_share_of_what_is_missing():
    assert knowledge.gained(0.2, 0.12) == approx(0.296)  # .2 + .12 x .8
    assert knowledge.gained(1.0, 0.12) == 1.0
    assert knowledge.gained(0.2, 0.0) == 0.2


@given(SHARE, SHARE)
def test_knowing_more_never_passes_knowing_all(level, gain):
    assert level <= knowledge.gained(level, gain) <= 1.0


def test_who_trusts_and_is_calm_answers_frankly():
    assert knowledge.candour(0.5, 0.4) == approx(0.48)  # .6 x .8
    assert knowledge.candour(0.95, 0.0) == 1.0  # 1.05 is kept to 1
    assert knowledge.candour(0.0, 1.0) == approx(0.05)  # .1 x .5


def test_who_trusts_listens():
    assert knowledge.listening(0.5) == approx(0.8)
    assert knowledge.listening(0.0) == approx(0.3)
    assert knowledge.listening(0.9) == 1.0


def test_upkeep_keeps_part_of_it():
    assert knowledge.faded(0.8, 0.25, 0.0) == approx(0.6)
    assert knowledge.faded(0.8, 0.25, 0.6) == approx(0.72)  # .8 (1 - .1)
    assert knowledge.faded(0.8, 0.25, 1.0) == 0.8
