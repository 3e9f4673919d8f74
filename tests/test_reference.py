"""The tables of the model's description say what the code says."""

from pathlib import Path

import pytest
import yaml

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


def builds_on_another(raw: dict) -> bool:
    """Does a scenario start from another, which may have changed a number that it sets back?"""
    return any(isinstance(one, str) and one != "_self_" for one in raw.get("defaults", ()))


@pytest.mark.parametrize("group", ["scenario", "exercise"])
def test_a_default_stands_in_one_place(group: str) -> None:
    """Who writes down the default of a number does not follow it when it changes."""
    twice = []
    for file in sorted((DOCUMENT.parents[1] / "configs" / group).glob("*.yaml")):
        raw = yaml.safe_load(file.read_text("utf-8"))
        numbers = {} if builds_on_another(raw) else raw.get("params") or {}
        known = {name: PARAMETERS[name].default for name in numbers if name in PARAMETERS}
        twice += [f"{file.name}: {name}" for name in known if numbers[name] == known[name]]
    assert not twice, f"take these out, they are in simulator/engine/params.py: {twice}"
