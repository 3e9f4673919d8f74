"""The survey put to the agents: worked intervals, sampling error, and what each statement asks."""

import numpy as np
import pytest

from simulator import batch
from simulator.config.compose import composed
from simulator.engine import params
from simulator.results import survey
from simulator.world.build import built


@pytest.fixture(scope="module")
def record() -> batch.Record:
    config = composed(["scenario=two-phases", "years=4"])
    numbers = params.records(3, config.params)
    return batch.played(built(config), numbers, np.arange(3), 1, config.years)


def test_wilson_gives_the_interval_found_for_the_survey() -> None:
    # 89 of 109 (82 %): z² = 3.8415; (.8165 + .01762)/1.03524 = .8057; half width .0725
    share = survey.wilson(89, 109)
    assert share.share == pytest.approx(0.8165, abs=1e-4)
    assert (share.low, share.high) == pytest.approx((0.7334, 0.8781), abs=2e-3)


def test_an_empty_sample_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        survey.wilson(0, 0)


def test_trust_is_asked_against_its_threshold(record: batch.Record) -> None:
    trust = record.sides["trust"][:, 2]
    expected = (trust > survey.TRUSTS).reshape(3, -1).mean(axis=1)
    assert np.array_equal(survey.shares(record, 2)["S3"], expected)


def test_who_fully_agrees_agrees_and_has_a_contract_about_money_only(record: batch.Record) -> None:
    asked = survey.opinions(record, 3)
    assert (asked["S1"] | ~asked["S1_fully"]).all()
    content = record.relations["content"][:, 3]
    assert 0.0 < (content < 0.1).mean() < 1.0  # some of both, so that the next line can fail
    assert np.array_equal(survey.shares(record, 3)["S1_fully"], (content < 0.1).mean(axis=1))


def test_without_an_accord_nobody_says_that_accords_help(record: batch.Record) -> None:
    assert record.world.accord[0] == 0.0
    assert (survey.shares(record, 0)["S4"] == 0.0).all()
    assert (survey.shares(record, 2)["S4"] > 0.0).all()


def test_the_same_run_answers_the_same_and_another_run_differs(record: batch.Record) -> None:
    first = survey.answered(record, 2, 0)
    assert survey.answered(record, 2, 0) == first
    assert survey.answered(record, 2, 1) != first


def test_a_sample_strays_from_the_whole_by_its_sampling_error(record: batch.Record) -> None:
    whole = survey.shares(record, 2)["S3"][0]
    small = survey.answered(record, 2, 0)["S3"]
    large = survey.answered(record, 2, 0, sample=3000)["S3"]
    assert large.high - large.low < small.high - small.low
    assert abs(large.share - whole) < 0.04


def test_contracts_of_one_year_make_everyone_miss_long_ones(record: batch.Record) -> None:
    assert (record.relations["duration"][:, 0] == 1).all()
    assert (survey.shares(record, 0)["S5"] == 1.0).all()
