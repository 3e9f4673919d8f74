"""A mistake in an instrument is blamed on the instrument's own file."""

import functools

import pytest

from simulator.config import compose
from tests import mistakes
from tests.mistakes import problems

FIRST = "# @package _global_\n"
INSTRUMENT = """instruments:
  mine:
    label: { nl: "Mijn", en: "Mine" }
    character: { nl: "Van mij.", en: "Of mine." }
    source: "assumed"
params: { %s }
"""


@pytest.fixture
def own(tmp_path):
    """Writes files into a folder of the user's."""
    return functools.partial(mistakes.written, tmp_path)


def test_an_instrument_needs_its_first_line(own):
    folder = own(instrument_mine=INSTRUMENT % "social: 1")
    expected = (
        "instrument/mine.yaml: expected on the first line: # @package _global_. It is missing. "
        "Put it at the top of the file."
    )
    assert problems("instrument=[mine]", folder=folder) == [expected]
    assert compose.checked(folder / "instrument" / "mine.yaml", lang="en") == [expected]
    assert compose.composed(["instrument=[online]"], folder).params["online"] == 1.0


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ("socail: 1", "params.socail: I do not know the name 'socail' here. Do you mean 'social'?"),
        ("social: 7", "params.social: expected a number of 1 or less, but found 7."),
        ("social: much", "params.social: expected a number, but found 'much'."),
    ],
)
@pytest.mark.parametrize("by", ["command line", "scenario"])
def test_a_mistake_in_an_instrument_names_its_file(own, params, expected, by):
    folder = own(
        instrument_mine=FIRST + INSTRUMENT % params,
        scenario_ours=f"{FIRST}defaults: [region, {{override /instrument: [mine]}}, _self_]\n",
    )
    setting = "instrument=[mine,online]" if by == "command line" else "scenario=ours"
    (said,) = problems(setting, folder=folder)
    assert said.startswith(f"instrument/mine.yaml, {expected}")


def test_what_the_scenario_says_itself_is_blamed_on_the_scenario(own):
    folder = own(
        instrument_mine=FIRST + INSTRUMENT % "social: 1",
        scenario_ours=f"{FIRST}defaults: [region, _self_]\nparams: {{ social: 7 }}\n",
    )
    (said,) = problems("scenario=ours", "instrument=[mine]", folder=folder)
    assert said.startswith("scenario/ours.yaml, params.social: ")
