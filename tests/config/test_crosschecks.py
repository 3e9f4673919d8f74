"""What is wrong between keys of calendars, accords and scripts is said in sentences."""

import functools

import pytest

from simulator.config import compose
from tests import mistakes
from tests.mistakes import problems


@pytest.fixture
def own(tmp_path):
    """Writes files into a folder of the user's."""
    return functools.partial(mistakes.written, tmp_path)


def in_script(own, event):
    text = f"# @package _global_\ndefaults: [calm-opens-the-talk, _self_]\nscript: [{event}]\n"
    return problems("scenario=mine", folder=own(scenario_mine=text))


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (
            "calendar.turns=21",
            "dates: expected 27 dates (turns plus stragglers), but there are 26.",
        ),
        ("calendar.mediation=21", "mediation: expected a number of 20 or less, but found 21."),
        ("+calendar.marks.late=27", "marks.late: expected a number of 26 or less, but found 27."),
        ("calendar.dates.3='12 July'", 'dates.3: expected a date like "15 Oct"'),
    ],
)
def test_a_calendar_fits_its_dates(setting, expected):
    (said,) = problems(setting)
    assert said.split(", ", 1)[1].removeprefix("calendar.").startswith(expected)


def test_an_accord_has_one_level_a_year(own):
    text = (
        "label: { nl: x, en: x }\nlevels: [{ year: 2023, level: 0.3 }, { year: 2023, level: 1 }]\n"
    )
    (said,) = problems("accord=mine", folder=own(accord_mine=text))
    assert said.startswith("accord/mine.yaml, levels.1: expected each name once, but 2023")


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (
            "{ side: provider, breach: true }",
            "script.0: expected year or from_year, one of the two.",
        ),
        (
            "{ year: 1, from_year: 1, side: funder, breach: true }",
            "script.0: expected year or from",
        ),
        ("{ year: 1, to_year: 2, side: funder, breach: true }", "script.0: expected to_year only"),
        (
            "{ from_year: 3, to_year: 2, side: funder, breach: true }",
            "script.0: expected to_year only",
        ),
        (
            "{ year: 1, side: provider, strategy: calm }",
            "script.0: a strategy holds from a year on.",
        ),
        ("{ year: 1, side: provider }", "script.0: expected that something happens"),
        ("{ year: 1, override: true }", "script.0: expected side (provider or funder), because"),
        (
            "{ year: 1, side: insurer, breach: true }",
            "script.0.side: expected one of provider, funder",
        ),
        (
            "{ from_year: 1, side: provider, strategy: clam }",
            "script.0.strategy: there is no strategy 'clam'. Do you mean 'calm'?",
        ),
        (
            "{ year: 1, side: provider, acts: [pres] }",
            "script.0.acts.0: expected one of press, argue, ",
        ),
        (
            "{ year: -1, side: provider, breach: true }",
            "script.0.year: expected a number of 0 or more",
        ),
        (
            "{ year: 1, provider: elsewhere, side: provider, breach: true }",
            "script.0: expected a relation for which this holds, but there is none.",
        ),
    ],
)
def test_an_impossible_event_is_named(own, event, expected):
    (said,) = in_script(own, event)
    assert said.startswith(f"scenario/mine.yaml, {expected}")


def test_a_switch_of_strategies_before_the_first_year_is_refused(own):
    text = (
        "# @package _global_\ndefaults: [region, /mix@switch.mix: population_2025, _self_]\n"
        "start: 2024\nswitch: { year: YEAR }\n"
    )
    (said,) = problems("scenario=mine", folder=own(scenario_mine=text.replace("YEAR", "2023")))
    assert said.endswith(
        "switch.year: expected a number of 2024 or more, but found 2023. Choose a larger value."
    )
    folder = own(scenario_mine=text.replace("YEAR", "2024"))
    assert compose.composed(["scenario=mine"], folder).switch.year == 2024


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("calendar.dates.10='31 Sep'", "dates.10: there is no date '31 Sep': Sep has 30 days."),
        ("calendar.phases.0.last='30 Feb'", "phases.0.last: there is no date '30 Feb': Feb has 29"),
        ("calendar.dates.12='14 Feb'", "dates.13: expected the dates in order, but '29 Oct' comes"),
        ("calendar.dates.12='3 Oct'", "dates.12: expected the dates in order, but '3 Oct' comes"),
        ("calendar.dates.25='10 Jun'", "dates.25: expected the dates in order, but '10 Jun' comes"),
        ("calendar.dates.19='14 Feb'", "dates.20: expected the dates in order, but '15 Jan' comes"),
    ],
)
def test_the_dates_of_a_calendar_exist_and_follow_each_other(setting, expected):
    (said,) = problems(setting)
    assert said.split(", ", 1)[1].removeprefix("calendar.").startswith(expected)


def test_two_turns_may_share_a_date_and_a_season_may_pass_new_year():
    assert compose.composed(["calendar=exercise"]).calendar.dates[:2] == ["20 Feb", "20 Feb"]
    assert compose.composed(["calendar.dates.24='28 Feb'", "calendar.dates.23='28 Feb'"])
