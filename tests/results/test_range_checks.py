"""The check after each batch finds a number that ran away, and says where."""

from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest

from simulator.batch import Record
from simulator.results import range_checks
from simulator.results.range_checks import unsound
from tests import worlds


@pytest.fixture(scope="module")
def played() -> Record:
    return worlds.played(worlds.world(*worlds.REGION), years=4, runs=3, trace=True)


@pytest.fixture
def record(played) -> Record:
    """A sound record that a test may spoil."""
    return replace(
        played,
        runs=np.array([10, 11, 12], np.uint64),
        sides={name: values.copy() for name, values in played.sides.items()},
        relations={name: values.copy() for name, values in played.relations.items()},
        trace=worlds.turns(played).copy(),
    )


def test_a_sound_record_has_no_faults(record):
    assert unsound(record) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("trust", 1.001), ("trust", np.nan), ("goodwill", -1.2), ("value", np.inf),
        ("value", np.nan), ("cost", -0.01), ("extra", -0.01), ("strategy", 99), ("breach", 2),
        ("process", -0.2), ("content_value", np.nan),
    ],
)  # fmt: skip
def test_a_fault_of_one_side_is_named_with_run_year_and_relation(record, field, value):
    record.sides[field][1, 2, 3, 1] = value
    (fault,) = unsound(record)
    relation = record.world.relations[3].name
    assert fault.startswith(f"{field}: {value:g} is ")
    assert fault.endswith(f" in run 11, year 2, relation {relation}, funder")


@pytest.mark.parametrize(
    ("field", "value"), [("ownership", 1.5), ("ending", 17), ("turns", -1), ("agreed_content", 2)]
)
def test_a_fault_of_a_relation_is_named_too(record, field, value):
    record.relations[field][2, 0, 1] = value
    relation = record.world.relations[1].name
    assert any(
        fault.startswith(f"{field}: {value:g} is outside ")
        and fault.endswith(f" in run 12, year 0, relation {relation}")
        for fault in unsound(record)
    )


@pytest.mark.parametrize("field", [*range_checks.OF_SEASONS, *range_checks.OF_TALKS])
def test_a_result_of_talks_is_missing_in_years_without_talks_and_only_there(record, field):
    talks = np.argwhere(record.relations["negotiated"] == 1)[0]
    quiet = np.argwhere(record.relations["negotiated"] == 0)[0]
    record.sides[field][*talks, 0] = np.nan
    record.sides[field][*quiet, 1] = 0.5
    found = unsound(record)
    assert len(found) == 2
    assert any(f"{field}: nan" in fault and fault.endswith("provider") for fault in found)
    assert any(f"{field}: 0.5" in fault and fault.endswith("funder") for fault in found)


def test_an_ending_fits_whether_talks_were_held(record):
    talks = tuple(np.argwhere(record.relations["negotiated"] == 1)[0])
    record.relations["ending"][talks] = 0
    assert [fault for fault in unsound(record) if "does not fit" in fault]


def test_a_fault_in_a_turn_is_named_with_its_turn(record):
    record.trace["contentious"][0, 1, 2, 4] = 1.5
    record.trace["actor"][0, 1, 2, 4] = 1
    faults = [fault for fault in unsound(record) if fault.startswith("trace contentious")]
    relation = record.world.relations[2].name
    assert faults == [
        f"trace contentious: 1.5 is outside [0, 1] in run 10, year 1, relation {relation}, turn 5"
    ]


def test_turns_that_were_not_played_are_passed_over(record):
    record.trace["tension"][record.trace["actor"] < 0] = 7.0
    assert unsound(record) == []


def test_many_faults_are_counted_not_listed(record):
    record.sides["trust"][0, 0, :, :] = 2.0
    found = unsound(record)
    assert len(found) == 3
    many = 2 * len(record.world.relations)
    assert found[-1].endswith(f"(and {many - 3} more)")


def test_ranges_are_of_fields_that_exist(record):
    kept = {*record.sides, *record.relations, *(record.trace.dtype.names or ())}
    assert set(range_checks.RANGES) <= kept
    assert {*range_checks.OF_SEASONS, *range_checks.OF_TALKS} <= set(record.sides)


def test_a_run_whose_numbers_cannot_be_stops_with_a_sentence(monkeypatch):
    """A rule that runs away is told as a fault of the program, and nothing is written."""
    run = import_module("simulator.run")
    from simulator.config.compose import composed
    from simulator.results.range_checks import UnsoundError

    config = composed(["runs=2", "years=2"])
    plain = run.played

    def away(*arguments, **options):
        record = plain(*arguments, **options)
        record.sides["trust"][0, 1, 0, 0] = float("nan")
        return record

    monkeypatch.setattr(run, "played", away)
    with pytest.raises(UnsoundError, match="trust"):
        run.alone(config)
