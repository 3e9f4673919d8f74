"""Which act is chosen from the chance of a contentious one and the repertoire."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.acts import ACTS, ARGUE, ASK, LABEL, OPEN, PAUSE, PRESS, PROPOSE
from simulator.engine.rules import choice

#                PROPOSE ASK PAUSE OPEN LABEL; reached: .2 .45 .55 .9 1
MIX = np.array([0.20, 0.25, 0.10, 0.35, 0.10])
UNIT = st.floats(0, 1, exclude_min=True, exclude_max=True)


def test_below_the_chance_the_act_is_contentious():
    assert choice.act(0.6, 0.8, MIX, 0.59, 0.79) == PRESS  # .79 < .8: a pressing one
    assert choice.act(0.6, 0.8, MIX, 0.59, 0.81) == ARGUE
    assert choice.act(0.6, 0.8, MIX, 0.60, 0.79) not in (PRESS, ARGUE)
    assert choice.act(0.6, 0.8, MIX, 0.59, 0.80) == ARGUE


@pytest.mark.parametrize(
    ("second", "act"),
    [
        (0.19, PROPOSE), (0.20, ASK), (0.44, ASK), (0.46, PAUSE), (0.56, OPEN), (0.89, OPEN),
        (0.91, LABEL), (0.999, LABEL),
    ],
)  # fmt: skip
def test_above_the_chance_the_repertoire_decides(second, act):
    assert choice.act(0.6, 0.8, MIX, 0.61, second) == act


def test_shares_that_round_to_less_than_one_never_give_an_act_without_a_share():
    only_proposals = np.array([1.0 - 1e-12, 0.0, 0.0, 0.0, 0.0])
    assert choice.act(0.0, 0.5, only_proposals, 0.5, 1.0 - 1e-13) == PROPOSE


@given(UNIT, UNIT, UNIT)
def test_without_contentiousness_nobody_presses_or_argues(press, first, second):
    assert choice.act(0.0, press, MIX, first, second) not in (PRESS, ARGUE)
    assert choice.act(1.0, press, MIX, first, second) in (PRESS, ARGUE)


def test_over_all_draws_each_act_comes_as_often_as_its_share():
    grid = (np.arange(200) + 0.5) / 200
    counts = np.zeros(len(ACTS))
    for first in grid:
        for second in grid:
            counts[choice.act(0.4, 0.75, MIX, first, second)] += 1
    # .4 x .75 and .4 x .25 contentious, .6 x the mix otherwise
    expected = [0.30, 0.10, 0.12, 0.15, 0.06, 0.21, 0.06]
    np.testing.assert_allclose(counts / counts.sum(), expected, atol=1e-12)
