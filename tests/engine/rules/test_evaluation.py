"""Looking back on the year, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.params import PARAMETERS
from simulator.engine.rules import evaluation

approx = pytest.approx

SHARE = st.floats(0, 1)
GAIN, LOSS = PARAMETERS["trust_gain"].default, PARAMETERS["trust_loss"].default


def test_hardness_and_tension_spoil_the_process():
    assert evaluation.process(0.5, 0.25) == approx(0.6)  # 1 - (.3 + .1)
    assert evaluation.process(0.0, 0.0) == 1.0
    assert evaluation.process(1.0, 1.0) == approx(0.0)


def test_upkeep_makes_a_year_without_talks_better():
    assert evaluation.process_idle(0.60, 0.35, 0.4) == approx(0.74)
    assert evaluation.process_idle(0.80, 0.40, 1.0) == 1.0  # 1.2, a share all the same


def test_trust_learns_from_the_process_and_from_kept_promises():
    assert evaluation.experience(0.6, 0.0, 0.5) == approx(0.8)  # .5 x .6 + .5 x 1
    assert evaluation.experience(0.6, 1.0, 0.5) == approx(0.3)  # a breach seen
    assert evaluation.experience(0.6, 0.5, 0.5) == approx(0.55)  # found early, counts half


def test_one_sees_what_one_believes():
    # at trust .3 an experience of .8 is seen as .8 - .2 x .5, one of .1 as .1 + .2 x .2
    assert evaluation.believed(0.8, 0.3, 0.2) == approx(0.7)
    assert evaluation.believed(0.1, 0.3, 0.2) == approx(0.14)
    assert evaluation.believed(0.8, 0.3, 0.0) == 0.8


def test_only_what_is_left_open_can_prove_trust():
    assert evaluation.exposed(0.5, True, 1.0) == 1.0  # several years: fully exposed
    assert evaluation.exposed(0.5, False, 0.0) == 1.0
    assert evaluation.exposed(0.5, False, 1.0) == 0.5  # all is controlled: the base only
    assert evaluation.exposed(0.5, False, 0.4) == approx(0.8)  # .5 + .5 x .6


def test_trust_comes_on_foot_and_leaves_on_horseback():
    assert evaluation.learned(0.5, 0.8, GAIN, LOSS) == approx(0.545)  # + .15 x .3
    assert evaluation.learned(0.5, 0.2, GAIN, LOSS) == approx(0.38)  # - .40 x .3


@given(SHARE, st.floats(0.01, 0.5), st.floats(0.05, 0.3), st.floats(0.31, 0.7))
def test_the_same_distance_down_weighs_more_than_up(level, distance, gain, loss):
    up = evaluation.learned(level, level + distance, gain, loss) - level
    down = level - evaluation.learned(level, level - distance, gain, loss)
    assert down > up > 0.0


@given(SHARE, st.floats(0.05, 0.3), st.floats(0.2, 0.7))
def test_a_level_that_is_confirmed_stays(level, gain, loss):
    assert evaluation.learned(level, level, gain, loss) == level


@given(SHARE, SHARE, st.floats(0.05, 0.3), st.floats(0.2, 0.7))
def test_learning_never_passes_the_evidence(level, evidence, gain, loss):
    after = evaluation.learned(level, evidence, gain, loss)
    assert min(level, evidence) - 1e-15 <= after <= max(level, evidence) + 1e-15


def test_the_own_result_runs_from_no_contract_to_everything():
    assert evaluation.instrumental(0.36, 0.36) == 0.0
    assert evaluation.instrumental(0.52, 0.36) == approx(0.25)  # .16 / .64
    assert evaluation.instrumental(1.0, 0.36) == 1.0


def test_goodwill_goes_where_process_trust_and_result_deserve():
    # 2 (.36 + .2) - 1 = .12; .3 (.25 - .5) = -.075; the other gained .1 more: - .5 x .1
    worked = 0.12 - 0.075 - 0.05
    assert evaluation.deserved(0.6, 0.5, 0.3, 0.25, 0.5, 0.1) == approx(worked)


def test_a_larger_gain_of_the_own_costs_no_goodwill():
    ahead = evaluation.deserved(0.6, 0.5, 0.3, 0.25, 0.5, -0.4)
    assert ahead == evaluation.deserved(0.6, 0.5, 0.3, 0.25, 0.5, 0.0) == approx(0.045)


def test_goodwill_moves_fades_and_answers_favours():
    # .2 + .25 x 1 (.6 - .2) + .15 x .5 (1 - .2) = .2 + .1 + .06 = .36; fades by .2 (1 - .35)
    assert evaluation.goodwill(0.2, 0.6, 0.25, 1.0, 0.15, 0.5, 0.2, 0.5) == approx(0.36 * 0.87)
    # without upkeep by .2
    assert evaluation.goodwill(0.2, 0.6, 0.25, 1.0, 0.15, 0.5, 0.2, 0.0) == approx(0.288)


def test_goodwill_stops_at_its_bounds():
    # .9 + .5 (2.1) = 1.95 and -.9 - .5 x 1.6 = -1.7, nothing fades
    assert evaluation.goodwill(0.9, 3.0, 0.5, 1.0, 0.0, 0.0, 0.0, 0.0) == 1.0
    assert evaluation.goodwill(-0.9, -2.5, 0.5, 1.0, 0.0, 0.0, 0.0, 0.0) == -1.0


def test_a_year_without_talks_moves_goodwill_less():
    # .2 + .25 x .6 x .4 = .26
    assert evaluation.goodwill(0.2, 0.6, 0.25, 0.6, 0.15, 0.0, 0.0, 0.0) == approx(0.26)


@given(st.floats(-1, 1), st.floats(-2.5, 2.5), SHARE, SHARE, st.floats(0, 0.4), SHARE, SHARE, SHARE)
def test_goodwill_keeps_its_range(level, deserved, rate, pace, favour, received, decay, upkeep):
    after = evaluation.goodwill(level, deserved, rate, pace, favour, received, decay, upkeep)
    assert -1.0 <= after <= 1.0


@given(st.floats(0.01, 0.5))
def test_something_withheld_is_answered_more_strongly_than_something_given(step):
    """Keysar et al. 2008: at the default rates, a step down moves goodwill further."""
    gain, loss = PARAMETERS["goodwill_gain"].default, PARAMETERS["goodwill_loss"].default
    up = evaluation.goodwill(0.0, step, gain, 1.0, 0.0, 0.0, 0.0, 0.0)
    down = evaluation.goodwill(0.0, -step, loss, 1.0, 0.0, 0.0, 0.0, 0.0)
    assert -down > up > 0.0


def test_the_image_follows_the_hardness_met():
    assert evaluation.followed(0.4, 0.9, 0.4) == approx(0.6)  # + .4 x .5
    assert evaluation.followed(0.4, 0.4, 0.4) == 0.4
