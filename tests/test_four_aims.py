"""The four aims, access and choice, worked by hand on a real record."""

import numpy as np
import pytest

from simulator import batch
from simulator.config.compose import composed
from simulator.engine import params
from simulator.measures.catalogue import measures
from simulator.world.build import built


@pytest.fixture(scope="module")
def record() -> batch.Record:
    config = composed(["scenario=two-phases", "years=4", "instrument=[estimates]"])
    numbers = params.records(3, config.params)
    return batch.played(built(config), numbers, np.arange(3), 1, config.years)


def values(name: str, record: batch.Record) -> np.ndarray:
    return measures()[name].values(record)


def test_quality_is_content_that_the_other_is_trusted_to_deliver(record: batch.Record) -> None:
    content, competence = record.relations["content"], record.sides["competence"]
    r, y, d = np.unravel_index(np.argmax(content), content.shape)
    assert content[r, y, d] > 0
    expected = content[r, y, d] * competence[r, y, d, 1]
    assert values("quality", record)[r, y, d, 0] == pytest.approx(expected)


def test_efficiency_is_the_gain_of_both_less_the_cost_of_both(record: batch.Record) -> None:
    utility, cost = record.sides["utility"][0, 1, 0], record.sides["cost"][0, 1, 0]
    expected = utility[0] + utility[1] - 1 - cost[0] - cost[1]
    assert values("efficiency", record)[0, 1, 0, 0] == pytest.approx(expected)


def test_population_health_adds_up_over_the_years(record: batch.Record) -> None:
    health = values("population_health", record)[..., 0]
    yearly = record.sides["content_value"].sum(-1) + record.relations["spill"]
    assert health[:, 2] == pytest.approx(yearly[:, 0] + yearly[:, 1] + yearly[:, 2])


def test_a_perceived_breach_halves_a_point_of_work_joy(record: batch.Record) -> None:
    joy = values("work_joy", record)
    process, seen = record.sides["process"], record.sides["seen"]
    assert (joy[seen == 0] == np.clip(process[seen == 0], 0, 1)).all()
    assert joy[seen == 1] == pytest.approx(np.clip(process[seen == 1] - 0.5, 0, 1))


def test_access_is_the_volume_less_lateness(record: batch.Record) -> None:
    access = values("access", record)[..., 0]
    volume, turns = record.relations["volume"], record.relations["turns"]
    in_time = (turns <= 20) & (record.relations["ending"] == 1)
    assert access[in_time] == pytest.approx(np.clip(volume[in_time], 0, 1))
    late = turns > 20
    assert late.any()
    assert access[late] == pytest.approx(np.clip(volume[late] - 0.2, 0, 1))


def test_choice_is_half_at_ten_providers(record: batch.Record) -> None:
    funders = record.world.ties["funder"]
    funder, number = np.unique(funders, return_counts=True)
    expected = number[0] / (number[0] + 10)
    assert values("choice", record)[0, 0, funders == funder[0]] == pytest.approx(expected)


def test_dates_come_one_after_the_other(record: batch.Record) -> None:
    names = ("by_15_october", "by_12_november", "in_time", "by_31_march")
    shares = [np.nanmean(values(name, record)) for name in names]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]


def test_knowing_the_other_sharpens_the_estimate_of_its_batna(record: batch.Record) -> None:
    error = values("batna_error", record)
    talked = ~np.isnan(error)
    assert (error[talked] > 0).any()
    assert np.nanmean(error) == pytest.approx(0.1 * 0.75 * 0.7979, rel=0.15)  # σ (1 - K) E|z|


def test_subjective_value_is_the_mean_of_its_four_parts(record: batch.Record) -> None:
    parts = ("instrumental", "self", "process", "relation")
    four = sum(record.sides[f"sv_{part}"][1, 1, 2, 0] for part in parts) / 4
    assert values("satisfaction", record)[1, 1, 2, 0] == pytest.approx(four)


def test_what_others_do_not_carry_returns_to_others(record: batch.Record) -> None:
    assert (values("spill_over", record) == 0).all()  # align = 1
    config = composed(
        ["scenario=two-phases", "years=4", "params.align=.6", "params.content_cost=0"]
    )
    other = batch.played(built(config), params.records(2, config.params), np.arange(2), 1, 4)
    spilt = values("spill_over", other)[..., 0]
    kept = other.sides["content_value"].sum(-1)
    assert (spilt > 0).any()
    assert spilt == pytest.approx(kept * 0.4 / 0.6)


def test_process_cost_is_what_the_year_cost(record: batch.Record) -> None:
    assert np.array_equal(values("process_cost", record), record.sides["cost"])
