"""The schema fits the engine's records, and keeps to logical limits."""

import typing

import pytest
from pydantic import ValidationError

from simulator.config import schema_catalogue, schema_types, schema_world
from simulator.engine.acts import ACT, ACTS
from simulator.engine.calendar import CALENDAR
from simulator.engine.records import SEAT, SIDES
from simulator.engine.strategies import FIELDS, MIX

LABEL = {"nl": "rust", "en": "calm"}
CALM = {
    "label": LABEL, "character": LABEL, "opening": 0.05, "mirroring": 0.1, "reactivity": 0.2,
    "press": 0.1, "mix": {"ask": 1}, "concession": 0.6, "reciprocity": 0.2, "content": 0.3,
    "invest": 0.5, "mediate": 0.7,
}  # fmt: skip


def fields(model):
    return tuple(model.model_fields)


def test_a_strategy_has_the_fields_of_the_engine():
    assert set(FIELDS) <= set(fields(schema_catalogue.Strategy))
    assert fields(schema_catalogue.ActMix) == MIX


def test_the_acts_are_those_of_the_engine_in_its_order():
    assert fields(schema_catalogue.ActTable) == ACTS == typing.get_args(schema_types.ActName)
    assert fields(schema_catalogue.Act) == ACT.names


def test_a_calendar_and_a_seat_have_the_fields_of_the_engine():
    assert set(CALENDAR.names or ()) <= set(fields(schema_catalogue.Calendar))
    assert set(fields(schema_world.Seat)) <= set(SEAT.names or ())
    assert typing.get_args(schema_types.SideName) == SIDES


def test_what_is_read_cannot_be_changed():
    strategy = schema_catalogue.Strategy.model_validate(CALM)
    with pytest.raises(ValidationError, match="frozen"):
        strategy.opening = 0.9


@pytest.mark.parametrize("name", [name for name in FIELDS if name != "concession"])
@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan"), True, "0.5", None])
def test_a_share_is_a_number_from_0_to_1(name, value):
    with pytest.raises(ValidationError) as caught:
        schema_catalogue.Strategy.model_validate(CALM | {name: value})
    assert [error["loc"] for error in caught.value.errors()] == [(name,)]


@pytest.mark.parametrize("value", [0, 1])
def test_the_ends_of_a_share_belong_to_it_and_whole_numbers_will_do(value):
    assert schema_catalogue.Strategy.model_validate(CALM | {"opening": value}).opening == value


@pytest.mark.parametrize("value", [0, -1, float("inf")])
def test_concession_is_above_0(value):
    with pytest.raises(ValidationError):
        schema_catalogue.Strategy.model_validate(CALM | {"concession": value})


def test_a_key_that_nobody_reads_is_refused():
    with pytest.raises(ValidationError, match="opeening"):
        schema_catalogue.Strategy.model_validate(CALM | {"opeening": 0.5})
