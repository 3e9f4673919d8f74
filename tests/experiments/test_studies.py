"""The arithmetic of channels, tournament and fits."""

import numpy as np
import pytest

from simulator.evidence import section
from simulator.evidence.pairs import BASE, NULL, numbers, outcomes, paired, plain, seated, value

channels = section.study("channels")
tournament = section.study("tournament")
timing = section.study("timing")
trust_fit = section.study("trust_fit")


def test_shapley_values_of_a_sum_are_its_terms():
    worlds = [2.0 * a + 3.0 * b for a in (1, 0) for b in (1, 0)]
    assert channels.shapley(np.array(worlds), 2) == pytest.approx([2.0, 3.0])


def test_shapley_values_share_what_only_works_together():
    worlds = [6.0 * a * b for a in (1, 0) for b in (1, 0)]
    assert channels.shapley(np.array(worlds), 2) == pytest.approx([3.0, 3.0])


def test_parts_and_null_add_up_to_the_whole():
    effect = np.random.Generator(np.random.PCG64(1)).random(32)
    assert channels.shapley(effect, 5).sum() == pytest.approx(effect[0] - effect[-1])


def test_with_all_channels_off_the_world_is_the_null():
    off = {name: v for numbers_ in channels.OFF.values() for name, v in numbers_.items()}
    closed = numbers(1, off)
    assert closed.tobytes() == numbers(1, base=NULL).tobytes()


def test_pairs_have_the_same_luck_as_alone():
    """A pair in a world with others is to the bit what it is by itself."""
    both = paired(plain("hard", "collab"), plain("press"))
    ids = np.arange(6, dtype=np.uint64)
    together = outcomes(seated(both, 4), numbers(6, years=4), ids, 4, value, 1)
    alone = outcomes(seated(both[1:], 4, BASE), numbers(6, years=4), ids, 4, value, 1)
    assert np.array_equal(together[:, 1:], alone)


def test_who_always_earns_more_takes_over():
    provider = np.array([[0.6, 0.6], [0.5, 0.5]])
    x, _ = tournament.survivors(provider, np.full((2, 2), 0.5))
    assert x == pytest.approx([1.0, 0.0], abs=1e-6)


def test_where_nobody_earns_more_shares_stay():
    x, y = tournament.survivors(np.full((3, 2), 0.5), np.full((3, 2), 0.4))
    assert x == pytest.approx(1 / 3)
    assert y == pytest.approx(1 / 2)


def test_a_curve_fits_only_within_the_error_of_the_figures():
    curve = np.zeros(26)
    curve[timing.NOVEMBER - 1], curve[timing.FEBRUARY - 1] = 0.17, 0.68
    assert timing.fits(curve)
    curve[timing.FEBRUARY - 1] = 0.73
    assert not timing.fits(curve)


def test_implausibility_counts_standard_errors_of_the_survey():
    """.47 with n = 109: one standard error is sqrt(.47 .53 / 109) = .0478."""
    one = np.array([[[0.47 + 0.0478, 0.80]]])
    assert trust_fit.implausible(one) == pytest.approx([1.0], abs=0.01)
