"""What `gunfactor check` says of one file, though a run with it would start."""

import functools

import pytest

from simulator.config import compose
from simulator.config.catalogue import GROUPS, configs
from tests import mistakes

SCENARIO = """# @package _global_
defaults: [calm-opens-the-talk, _self_]
years: 5
"""


@pytest.fixture
def own(tmp_path):
    """Writes files into a folder of the user's."""
    return functools.partial(mistakes.written, tmp_path)


@pytest.mark.parametrize("name", ["a=b", "true", "1e3", "null", "2026", "a,b", "a[b", "*b"])
def test_a_strategy_nobody_can_choose_gets_another_name(own, name):
    folder = own(**{f"strategy_{name}": mistakes.STRATEGY})
    (said,) = compose.checked(folder / "strategy" / f"{name}.yaml", lang="en")
    assert said.startswith(f"strategy/{name}.yaml: expected a file name that you can choose, but '")
    assert "Rename the file" in said


@pytest.mark.parametrize("name", ["patient", "calm-2", "été", "two_years", "v1.2"])
def test_a_strategy_that_can_be_chosen_keeps_its_name(own, name):
    folder = own(**{f"strategy_{name}": mistakes.STRATEGY})
    assert compose.checked(folder / "strategy" / f"{name}.yaml") == []


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("{ year: 5, side: funder, breach: true }", "script.0.year: year 5 never comes: with "),
        ("{ from_year: 7, side: funder, override: true }", "script.0.from_year: year 7 never"),
    ],
)
def test_an_event_after_the_last_year_never_comes(own, event, expected):
    folder = own(scenario_mine=f"{SCENARIO}script: [{event}]\n")
    (said,) = compose.checked(folder / "scenario" / "mine.yaml", lang="en")
    assert said.startswith(f"scenario/mine.yaml, {expected}")


def test_an_event_of_the_last_year_comes_and_a_run_may_be_shorter(own):
    event = "{ from_year: 3, to_year: 9, side: funder, breach: true }"
    folder = own(scenario_mine=f"{SCENARIO}script: [{event}]\n")
    assert compose.checked(folder / "scenario" / "mine.yaml") == []
    assert compose.composed(["scenario=mine", "years=2"], folder).years == 2


def test_a_shorter_sequel_says_nothing_of_what_it_takes_over(own):
    folder = own(
        scenario_mine="# @package _global_\ndefaults: [after-the-breach, _self_]\nyears: 1\n"
    )
    assert compose.checked(folder / "scenario" / "mine.yaml") == []


@pytest.mark.parametrize("group", [group for group in GROUPS if group != "act"])
def test_the_catalogue_itself_is_sound(tmp_path, group):
    for file in sorted((configs() / group).glob("*.yaml"))[:: 1 if group == "scenario" else 4]:
        assert compose.checked(file, tmp_path) == [], file
