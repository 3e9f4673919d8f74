"""The mean over runs and its interval, against SciPy and by hand."""

import math

import numpy as np
import pytest
from scipy import stats

from simulator.results.intervals import Interval, interval, of_paired_shares, of_share, student


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 6, 9, 10, 19, 30, 99, 199, 9999])
@pytest.mark.parametrize("confidence", [0.90, 0.95])
def test_student_agrees_with_scipy(freedom, confidence):
    expected = stats.t.ppf(0.5 + 0.5 * confidence, freedom)
    tolerance = 1e-12 if freedom < 3 else 2e-3 if freedom < 6 else 1e-4
    assert student(freedom, confidence) == pytest.approx(expected, rel=tolerance)


def test_an_interval_needs_two_runs():
    with pytest.raises(ValueError, match="at least two runs"):
        student(0)


def test_interval_worked_by_hand():
    """1, 2, 3: mean 2, deviation 1, error 1/√3, t with 2 degrees 4.3027: half width 2.4841."""
    found = interval(np.array([1.0, 2.0, 3.0]))
    assert found == pytest.approx((2.0, 2.0 - 2.48414, 2.0 + 2.48414, 3), abs=1e-4)


def test_runs_without_a_number_do_not_count():
    assert interval(np.array([1.0, np.nan, 3.0])) == interval(np.array([1.0, 3.0]))
    assert interval(np.array([1.0, np.nan, 3.0])).runs == 2


def test_one_run_has_a_mean_and_no_interval():
    found = interval(np.array([0.4, np.nan]))
    assert (found.mean, found.runs) == (0.4, 1)
    assert math.isnan(found.low)
    assert math.isnan(found.high)
    assert not found.sure


def test_no_run_has_nothing():
    found = interval(np.array([np.nan]))
    assert found.runs == 0
    assert math.isnan(found.mean)


@pytest.mark.parametrize(
    ("low", "high", "sure"), [(0.1, 0.3, True), (-0.3, -0.1, True), (-0.1, 0.3, False)]
)
def test_a_difference_is_sure_where_its_interval_leaves_zero_out(low, high, sure):
    assert Interval(0.5 * (low + high), low, high, 9).sure is sure


def test_ninety_five_of_a_hundred_intervals_hold_the_true_mean():
    """2,000 samples of five from a known distribution; the binomial error is half a per cent."""
    draws = np.random.default_rng(1).normal(3.0, 2.0, (2000, 5))
    found = [interval(row) for row in draws]
    held = np.mean([each.low <= 3.0 <= each.high for each in found])
    assert held == pytest.approx(0.95, abs=0.015)


def test_a_share_that_no_run_shows_may_still_come_about():
    """Nothing in 20 runs: Wilson's upper end t² / (20 + t²) with t = 2.093; never below nothing."""
    found = of_share(np.zeros(20))
    assert (found.mean, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(2.0930**2 / (20 + 2.0930**2), abs=1e-4)
    assert of_share(np.ones(20)).high == 1.0


def test_shares_of_runs_with_many_relations_count_for_what_they_vary():
    """Runs of .4 and .6 say more than as many coins: the interval is narrower."""
    even, coins = np.tile([0.4, 0.6], 20), np.tile([0.0, 1.0], 20)
    narrow, wide = of_share(even), of_share(coins)
    assert narrow.mean == wide.mean == pytest.approx(0.5)
    assert narrow.high - narrow.low < 0.3 * (wide.high - wide.low)
    plain = interval(even)
    assert narrow.low == pytest.approx(plain.low, abs=1e-3)


def test_twins_that_never_differ_may_still_differ_once():
    """Bonett and Price: one more draw each way, so ±t √(2/22 / 22) with t = 2.093."""
    one = np.tile([0.0, 1.0], 10)
    found = of_paired_shares(one, one)
    assert found.mean == 0.0
    assert found.high == pytest.approx(2.0930 * math.sqrt((2 / 22) / 22), abs=1e-4)
    assert found.low == -found.high
    assert not found.sure


def test_a_share_against_a_fixed_number_is_the_share_moved():
    samples = np.tile([0.0, 0.0, 0.0, 1.0], 10)
    found, share = of_paired_shares(np.full(40, 0.5), samples), of_share(samples)
    assert found.low == pytest.approx(share.low - 0.5)
    assert found.high == pytest.approx(share.high - 0.5)


@pytest.mark.parametrize("rare", [(0.005, 0.02), (0.02, 0.1)])
def test_intervals_of_rare_shares_hold_them_and_their_paired_differences(rare):
    """40 runs of one relation, twice: the plain interval over runs holds far fewer of them."""
    random = np.random.default_rng(4)
    held, plain, count = np.zeros(2), np.zeros(2), 1500
    for share in random.uniform(*rare, count):
        luck = random.random(40)
        one, other = (luck < share).astype(float), (luck < 2 * share).astype(float)
        ours, theirs = (of_share(one), of_paired_shares(one, other)), (one, other - one)
        held += [each.low <= share <= each.high for each in ours]
        plain += [(i := interval(each)).low <= share <= i.high for each in theirs]
    assert (held / count > 0.93).all()
    assert (plain / count < 0.92).all()
