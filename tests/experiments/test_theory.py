"""Reference results, worked by hand and held against the engine's own rules."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.rules import demand, offer
from simulator.evidence import theory

EVEN = np.array([0.25, 0.25, 0.25, 0.25])
ONE, OTHER = np.array([0.4, 0.3, 0.2, 0.1]), np.array([0.1, 0.2, 0.3, 0.4])
REWARDS = np.array([3.0, 0.0, 5.0, 1.0])
KIND, TOUGH = np.ones(4), np.zeros(4)
TIT_FOR_TAT = np.array([1.0, 0.0, 1.0, 0.0])
WIN_STAY = np.array([1.0, 0.0, 0.0, 1.0])
GENEROUS = np.array([1.0, 1 / 3, 1.0, 1 / 3])


def test_the_polynomial_tactic_concedes_linearly_at_beta_one():
    assert theory.polynomial(0.0, 5, 20, 1.0) == pytest.approx(0.25)
    assert theory.polynomial(0.1, 10, 20, 0.5) == pytest.approx(0.1 + 0.9 * 0.25)
    assert theory.polynomial(0.1, 25, 20, 0.5) == 1.0


def test_the_exponential_tactic_starts_at_kappa_and_ends_with_everything():
    assert theory.exponential(0.1, 0, 20, 1.0) == pytest.approx(0.1)
    assert theory.exponential(0.1, 20, 20, 1.0) == 1.0
    assert theory.exponential(0.01, 10, 20, 1.0) == pytest.approx(0.1)  # exp(.5 ln .01)


@given(st.integers(1, 19), st.floats(0.1, 3.0), st.floats(0.05, 0.6))
def test_the_engines_aspiration_is_the_polynomial_tactic_in_utility(turn, beta, least):
    conceded = theory.polynomial(0.0, turn, 20, beta)
    assert demand.aspiration(least, beta, turn, 20) == pytest.approx(
        least + (1.0 - least) * (1.0 - conceded)
    )


def test_with_equal_weights_every_solution_splits_in_half():
    corners = theory.frontier(EVEN, EVEN)
    assert theory.nash(corners, 0.2, 0.2) == pytest.approx((0.5, 0.5))
    assert theory.kalai_smorodinsky(corners, 0.2, 0.2) == pytest.approx((0.5, 0.5))


def test_with_opposed_weights_both_get_what_they_care_about():
    """Keeping issues 1 and 2 is worth .7 to the one, giving 3 and 4 is worth .7 to the other."""
    corners = theory.frontier(ONE, OTHER)
    assert corners[2] == pytest.approx((0.7, 0.7))
    assert theory.nash(corners, 0.0, 0.0) == pytest.approx((0.7, 0.7))
    assert theory.kalai_smorodinsky(corners, 0.0, 0.0) == pytest.approx((0.7, 0.7))


def test_a_better_alternative_moves_both_solutions_towards_its_owner():
    corners = theory.frontier(ONE, OTHER)
    for solution in (theory.nash, theory.kalai_smorodinsky):
        own, other = solution(corners, 0.6, 0.0)
        assert own > 0.7 > other


@pytest.mark.parametrize("utility", [0.2, 0.55, 0.7, 0.9])
def test_the_engines_offer_with_full_knowledge_lies_on_the_frontier(utility):
    order = np.zeros(4, np.int64)
    offer.order_issues(ONE, OTHER, order)
    left = offer.left(utility, 1.0, ONE, OTHER, order)
    assert left == pytest.approx(theory.on_frontier(theory.frontier(ONE, OTHER), utility))


def test_equal_gain_meets_kalai_smorodinsky_where_both_ideals_are_alike():
    order = np.zeros(4, np.int64)
    offer.order_issues(ONE, OTHER, order)
    own = offer.equal_gain(0.3, 0.3, 1.0, ONE, OTHER, order)
    corners = theory.frontier(ONE, OTHER)
    assert own == pytest.approx(theory.kalai_smorodinsky(corners, 0.3, 0.3)[0], abs=1e-9)


def test_rubinsteins_first_mover_gets_more_as_the_other_grows_impatient():
    assert theory.rubinstein(0.9, 0.9) == pytest.approx(1 / 1.9)
    assert theory.rubinstein(0.9, 0.5) == pytest.approx(0.5 / 0.55)


def test_reputation_fades_towards_not_knowing():
    reputation = theory.Reputation().after(1.0, 0.0, 0.5).after(1.0, 0.0, 0.5)
    assert reputation == (1.5, 0.0)
    assert reputation.expected == pytest.approx(2.5 / 3.5)
    for _ in range(60):
        reputation = reputation.after(0.0, 0.0, 0.5)
    assert reputation.expected == pytest.approx(0.5)


def test_reputation_weighs_good_and_bad_alike():
    good = theory.Reputation().after(1.0, 0.0, 1.0).expected - 0.5
    bad = 0.5 - theory.Reputation().after(0.0, 1.0, 1.0).expected
    assert good == pytest.approx(bad)


@pytest.mark.parametrize(
    ("own", "other", "start", "expected"),
    [
        (KIND, KIND, (1, 1), 3.0),
        (TOUGH, TOUGH, (0, 0), 1.0),
        (TOUGH, KIND, (0, 1), 5.0),
        (TIT_FOR_TAT, TOUGH, (1, 0), (0 + 9 * 1) / 10),  # fooled once in ten rounds
        (TIT_FOR_TAT, TIT_FOR_TAT, (1, 0), 2.5),  # takes turns: 0, 5, 0, 5, ...
    ],
)
def test_payoffs_without_noise(own, other, start, expected):
    assert theory.payoff(own, other, REWARDS, 0.0, start, 10) == pytest.approx(expected)


def test_noise_makes_tit_for_tat_random_and_win_stay_robust():
    """Known results: TFT against itself falls to (R + S + T + P) / 4, WSLS stays near R."""
    assert theory.payoff(TIT_FOR_TAT, TIT_FOR_TAT, REWARDS, 0.01) == pytest.approx(2.25, abs=1e-6)
    assert theory.payoff(WIN_STAY, WIN_STAY, REWARDS, 0.01) > 2.9
    assert theory.payoff(GENEROUS, GENEROUS, REWARDS, 0.01) > 2.9


@given(st.lists(st.floats(0.05, 0.95), min_size=8, max_size=8))
def test_a_long_repeated_game_nears_the_stationary_payoff(chances):
    own, other = np.array(chances[:4]), np.array(chances[4:])
    long = theory.payoff(own, other, REWARDS, 0.05, rounds=4_000)
    assert long == pytest.approx(theory.payoff(own, other, REWARDS, 0.05), abs=0.02)
    assert math.isclose(theory.transitions(own, other, 0.05).sum(), 4.0)
