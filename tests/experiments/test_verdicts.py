"""Verdicts, shares, deciders: each worked by hand."""

import numpy as np
import pytest

from simulator.engine.params import PARAMETERS
from simulator.evidence import decisive, space, verdicts
from simulator.evidence.checks import DOWN, UP, Check, above, below, inside
from simulator.evidence.collect import differences, order

ANYTHING = Check("x", lambda _: np.zeros(1))
SEEDS = np.linspace(0.09, 0.11, 20)


def test_zero_has_no_sign():
    assert inside(np.array([-1.0, 0.0, 1.0, np.nan]), UP).tolist() == [False, False, True, False]
    assert inside(np.array([-1.0, 0.0, 1.0]), DOWN).tolist() == [True, False, False]


def test_a_bound_that_is_no_zero_counts_as_inside():
    assert inside(np.array([0.1]), above(0.1)).all()
    assert inside(np.array([-0.15]), below(-0.15)).all()


def test_nineteen_seeds_are_enough_and_eighteen_are_not():
    rows = SEEDS.copy()
    rows[0] = -0.01
    assert verdicts.judged(ANYTHING, rows, None).holds
    rows[1] = -0.01
    assert not verdicts.judged(ANYTHING, rows, None).holds


def test_the_right_sign_with_the_wrong_size_does_not_hold():
    found = verdicts.judged(ANYTHING._replace(band=above(0.2)), SEEDS, None)
    assert (found.seeds, found.in_band, found.holds) == (20, False, False)


def test_a_claim_is_fragile_below_four_fifths_of_the_space():
    held = np.r_[np.ones(79), -np.ones(21)]
    found = verdicts.judged(ANYTHING, SEEDS, held)
    assert found.robust.share == 0.79
    assert verdicts.verdict([found], found.robust) == verdicts.FRAGILE
    assert verdicts.verdict([found], verdicts.share_of(held[:50] > 0)) == verdicts.HOLDS


def test_one_failing_check_fails_the_claim():
    good, bad = verdicts.judged(ANYTHING, SEEDS, None), verdicts.judged(ANYTHING, -SEEDS, None)
    assert verdicts.verdict([good, bad], None) == verdicts.FAILS


def test_no_value_never_holds():
    assert not verdicts.judged(ANYTHING, np.full(20, np.nan), None).holds


def test_signs_of_several_checks_must_hold_together():
    checks = [ANYTHING, ANYTHING._replace(sign=DOWN)]
    points = np.array([[1.0, -1.0], [1.0, 1.0], [-1.0, -1.0]])
    assert verdicts.together(checks, points).tolist() == [True, False, False]


def test_a_score_is_the_share_of_the_variance_explained():
    random = np.random.Generator(np.random.PCG64(3))
    values = random.random(4_000)
    noise = random.standard_normal(4_000)
    assert decisive.explained(values, values) > 0.98
    assert decisive.explained(values, noise) < 0.02
    even = values / values.std() + noise  # half from the number, half from chance
    assert decisive.explained(values, even) == pytest.approx(0.5, abs=0.05)


def test_thirds_say_where_a_claim_holds():
    row = PARAMETERS["pressure"]
    values = np.linspace(row.low, row.high, 300)
    assert decisive.thirds("pressure", values, values > 0.2) == pytest.approx((0, 0, 1), abs=0.02)


def test_every_number_that_varies_stays_in_its_range():
    names = space.varied(["pressure"])
    points = space.points(names, 64)
    assert "pressure" not in names
    for name, values in points.items():
        row = PARAMETERS[name]
        assert values.min() >= row.low
        assert values.max() <= row.high
        assert len(np.unique(values)) > 1
    assert set(points["duration_max"]) == {1, 2, 3, 4, 5}


def test_switches_and_instruments_that_are_off_do_not_vary():
    assert not {"two_phase", "social", "queue", "distributive", "exposure"} & set(space.varied())


def test_claims_are_in_order_of_number():
    assert sorted(["T10", "T02", "T01b", "T01"], key=order) == ["T01", "T01b", "T02", "T10"]


def test_stored_results_differ_only_beyond_rounding():
    one = {"model": 1, "claims": {"T01": {"mean": 0.5, "verdict": "holds"}}}
    near = {"model": 1, "claims": {"T01": {"mean": 0.5 + 1e-12, "verdict": "holds"}}}
    far = {"model": 1, "claims": {"T01": {"mean": 0.51, "verdict": "fails"}}}
    assert differences(one, near) == []
    assert differences(one, far) == ["claims.T01.mean", "claims.T01.verdict"]
