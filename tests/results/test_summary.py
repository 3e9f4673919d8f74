"""The tables of a run, and what the screen shows."""

import io
import math

import numpy as np
import pytest
from rich.console import Console

from simulator import i18n
from simulator.engine.records import PROVIDER
from simulator.measures.catalogue import measures
from simulator.results import summary
from simulator.results.groups import grouped
from simulator.results.intervals import Interval, interval
from tests.worlds import REGION, config, played, world

STORY = "scenario=after-the-breach"


@pytest.fixture(scope="module")
def region():
    return played(world(*REGION), years=3, runs=4)


def shown(record, lang: str, *overrides: str, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(summary.table(record, config(*overrides), lang))
    return console.file.getvalue()


def test_one_row_per_group_measure_and_year(region):
    found = summary.summarised(region, "family", ["value", "trust"])
    groups = grouped(region, "family").names
    assert found.num_rows == len(groups) * 2 * 3
    assert found.column("year").unique().to_pylist() == [2022, 2023, 2024]


def test_a_row_is_the_mean_over_runs_of_the_means_of_each_run(region):
    found = summary.summarised(region, "side", ["value"], PROVIDER).to_pylist()
    expected = interval(region.sides["value"][:, 1, :, PROVIDER].mean(axis=1))
    row = found[1]
    assert (row["group"], row["year"], row["unit"]) == ("provider", 2023, "utility")
    assert (row["mean"], row["low"], row["high"]) == pytest.approx(expected[:3])


def test_all_measures_are_there_unless_some_are_named(region):
    found = summary.summarised(region, "kind")
    assert set(found.column("measure").to_pylist()) == set(measures())


@pytest.mark.parametrize(
    ("found", "unit", "nl", "en"),
    [
        (Interval(0.594, 0.5931, 0.5949, 9), "utility", "0,59 ±0,01", "0.59 ±0.01"),
        (Interval(0.783, 0.753, 0.813, 9), "share", "78 ±3%", "78 ±3%"),
        (Interval(0.5, 0.5, 0.5, 9), "level", "0,50 ±0,00", "0.50 ±0.00"),
        (Interval(0.5, math.nan, math.nan, 1), "level", "0,50", "0.50"),
        (Interval(math.nan, math.nan, math.nan, 0), "share", "–", "–"),
    ],
)
def test_half_an_interval_is_rounded_up_so_as_not_to_promise_too_much(found, unit, nl, en):
    assert summary.written(found, unit, "nl") == nl
    assert summary.written(found, unit, "en") == en


@pytest.mark.parametrize(
    ("found", "unit", "nl"),
    [
        (Interval(0.0042, 0.0039, 0.0045, 9), "utility", "+0,004 ±0,001"),
        (Interval(0.0006, 0.0001, 0.0011, 9), "utility", "+0,0006 ±0,0005"),  # not +0,001 ±0,001
        (Interval(0.0006, -0.0001, 0.0013, 9), "utility", "+0,001 ±0,001"),
        (Interval(-0.004, -0.006, -0.002, 9), "share", "−0,4 ±0,2%"),  # not 0 ±1%
    ],
)
def test_a_difference_that_is_shown_never_looks_as_if_zero_were_in_it(found, unit, nl):
    assert summary.written(found, unit, "nl", 3, signed=True) == nl


@pytest.mark.parametrize(("lang", "said"), [("nl", "Gestrekt been"), ("en", "Studs up")])
def test_the_screen_fits_in_eighty_columns_and_speaks_the_language(region, lang, said):
    text = shown(region, lang, *REGION)
    assert said in text
    assert "…" not in text
    assert max(len(line.rstrip()) for line in text.splitlines()) <= 80
    assert ("Verschil" in text) == (lang == "nl")


def test_differences_on_the_screen_are_those_of_the_contrast(region):
    from simulator.results import contrast

    (row,) = contrast.of_families(region, [measures()["value"]])
    expected = summary.written(row.difference, "utility", "en", 3, signed=True)
    assert expected in shown(region, "en", *REGION)


def test_a_star_marks_every_difference_that_is_not_shown():
    """A record against itself over years: what cannot change has an interval around zero."""
    record = played(world(STORY), years=2, runs=2)
    text = shown(record, "nl", STORY)
    rows = [line for line in text.splitlines() if " ±" in line and line.rstrip().endswith("*")]
    assert rows
    assert "*  het interval bevat 0" in text


def test_a_story_shows_its_years_by_side_instead_of_families():
    text = shown(played(world(STORY), years=3, runs=4), "nl", STORY)
    assert "Zorgaanbieders: van het eerste jaar tot 2024" in text
    assert "Financiers: van het eerste jaar tot 2024" in text
    assert "Samenwerkend" not in text


@pytest.mark.parametrize(
    ("runs", "years", "lang", "said"),
    [
        (1, 1, "nl", "1 keer 1 jaar nagebootst · 2 organisaties · 1 relatie · seed "),
        (2, 3, "nl", "2 keer 3 jaar nagebootst · 2 organisaties · 1 relatie · seed "),
        (1, 1, "en", "1 year simulated once · 2 organisations · 1 relation · seed "),
        (2, 3, "en", "3 years simulated 2 times · 2 organisations · 1 relation · seed "),
    ],
)
def test_one_of_something_is_not_many(runs, years, lang, said):
    assert said in shown(played(world(STORY), years=years, runs=runs), lang, STORY)


def test_the_difference_is_told_by_the_names_of_its_columns():
    for lang in ("nl", "en"):
        note = i18n.text("shown", "compared_with", lang, title="-")
        for column in ("this", "other"):
            assert i18n.text("shown", column, lang) in note


def test_one_run_says_that_it_has_no_interval():
    text = shown(played(world(*REGION), years=2, runs=1), "nl", *REGION)
    assert "Eén run: zonder interval" in text
    assert "±" not in text.split("Gemiddelde over alle runs")[0]


def test_a_group_has_the_name_that_people_know():
    one = config(*REGION)
    assert summary.label(one, "strategy", "hard", "nl") == "Gestrekt been"
    assert summary.label(one, "kind", "insurer", "en") == "Health insurer"
    assert summary.label(one, "family", "cooperative", "nl") == "Samenwerkend"
    assert summary.label(one, "strategy", "of-my-own", "nl") == "of-my-own"


def test_runs_without_a_group_do_not_count(region):
    groups = grouped(region, "strategy", PROVIDER)
    some = [g for g in range(len(groups.names)) if not (groups.index == g).any(axis=(1, 2)).all()]
    assert some, "choose another seed: here every strategy is played in every run"
    found = summary.summarised(region, "strategy", ["value"], PROVIDER).to_pylist()
    first = next(row for row in found if row["group"] == groups.names[some[0]])
    assert first["runs"] == np.sum((groups.index == some[0]).any(axis=(1, 2)))


def test_few_runs_are_called_few():
    record = played(world(STORY), years=2, runs=2)
    assert "Maar 2 runs" in shown(record, "nl", STORY)
    assert "Only 2 runs" in shown(record, "en", STORY)
