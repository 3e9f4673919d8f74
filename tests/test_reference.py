"""The tables of the model's description say what the code says."""

from pathlib import Path

import pytest

from simulator import reference
from simulator.engine.params import PARAMETERS

DOCUMENT = Path(__file__).parents[1] / reference.DOCUMENT


def test_the_tables_of_the_description_are_those_of_the_code() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert reference.filled(text) == text, "run: python -m simulator.reference"


def test_every_number_of_the_model_has_unit_range_source_and_meaning() -> None:
    for one in PARAMETERS.values():
        assert one.low <= one.default <= one.high, one.name
        assert all((one.unit, one.source, one.meaning)), one.name


def test_a_missing_mark_is_named() -> None:
    with pytest.raises(ValueError, match="parameters"):
        reference.filled("no marks here")
