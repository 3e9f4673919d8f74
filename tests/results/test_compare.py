"""Twins: the same luck, one choice apart."""

import math

import numpy as np
import pytest

from simulator.config.compose import composed
from simulator.results import contrast
from simulator.results.compare import Pair, by_run, contrasts, table, tidied
from simulator.results.intervals import interval
from simulator.run import paired

STORY = ("scenario=after-the-breach", "runs=12", "years=4", "trace=false")
OTHER = ("scenario=after-the-breach-no-override", *STORY[1:])


@pytest.fixture(scope="module")
def pair() -> Pair:
    return paired(composed(STORY), composed(OTHER))


def test_a_choice_against_itself_makes_no_difference_at_all():
    config = composed(STORY)
    same = paired(config, config)
    rows = [row for found in contrasts(same).values() for row in found if row.difference.runs]
    assert rows
    assert {row.difference.mean for row in rows} == {0.0}


def test_nothing_differs_before_the_choice_is_made(pair):
    """The executive takes over in year 1, so the talks of year 0 are the same to the bit."""
    one, other = pair.records
    for name in ("agreed_utility", "tension", "trust"):
        np.testing.assert_array_equal(one.sides[name][:, 0], other.sides[name][:, 0])
    assert (one.sides["agreed_utility"][:, 1] != other.sides["agreed_utility"][:, 1]).any()


def test_exchanging_the_choices_turns_the_sign(pair):
    back = Pair(pair.configs[::-1], pair.records[::-1])
    for side, found in contrasts(pair).items():
        for there, again in zip(found, contrasts(back)[side], strict=True):
            if there.difference.runs:
                assert there.difference.mean == pytest.approx(-again.difference.mean)


def test_difference_is_that_of_the_means_and_its_interval_that_of_the_twins(pair):
    """Worked from the records: trust of the funder in the last year."""
    values = [record.sides["trust"][:, -1, 0, 1] for record in pair.records]
    expected = interval(values[1] - values[0])
    (row,) = contrasts(pair, ["trust"])["funder"]
    assert row.difference == pytest.approx(expected)
    assert row.difference.mean == pytest.approx(row.second.mean - row.first.mean)
    apart = math.hypot(*(x.high - x.mean for x in (row.first, row.second)))
    assert row.difference.high - row.difference.mean < apart


def test_what_both_sides_share_is_said_once(pair):
    found = contrasts(pair)
    both = {row.measure.name for row in found["both"]}
    assert "pie" in both
    for side in ("provider", "funder"):
        assert not both & {row.measure.name for row in found[side]}


def test_the_hard_line_costs_goodwill(pair):
    (row,) = contrasts(pair, ["goodwill_received"])["provider"]
    assert row.difference.low > 0.0


def test_the_table_has_a_row_for_every_measure_side_and_year(pair):
    rows = tidied(pair)
    for when in (contrast.FIRST, contrast.LAST):
        found = contrasts(pair, when=when)
        assert rows.num_rows == 2 * sum(map(len, found.values()))
    assert set(rows["side"].to_pylist()) == {"both", "provider", "funder"}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_screen_names_both_choices(pair, lang):
    from rich.console import Console

    screen = Console(width=100)
    with screen.capture() as said:
        screen.print(table(pair, lang))
    for config in pair.configs:
        assert getattr(config.title, lang) in said.get()


def test_differences_are_the_means_of_what_every_run_and_its_twin_had(pair):
    rows, every = tidied(pair).to_pylist(), by_run(pair).to_pandas()
    assert len(every) == len(rows) * len(pair.records[0].runs)
    by = every.groupby(["side", "measure", "year"], observed=True)["difference"]
    means = by.mean().to_dict()
    for row in rows:
        expected = means[row["side"], row["measure"], row["year"]]
        assert row["difference"] == pytest.approx(expected, nan_ok=True)
