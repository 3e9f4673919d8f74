"""What practice says of a scenario: judged by the whole interval, shown in the report."""

import io
import math

import numpy as np
import pytest
from rich.console import Console

from simulator.config import compose
from simulator.config.schema import Saying
from simulator.report import practice
from simulator.results import sayings, summary
from simulator.results.intervals import Interval
from simulator.run import alone

HIGHER, LOWER = "higher", "lower"


def saying(direction: str = HIGHER, **more) -> Saying:
    said = {"nl": "Zo is het.", "en": "So it is."}
    return Saying(said=said, source="A20", measure="value", direction=direction, **more)


@pytest.mark.parametrize(
    ("direction", "low", "mean", "high", "verdict"),
    [
        (HIGHER, 0.02, 0.03, 0.04, "yes"),
        (HIGHER, 0.005, 0.01, 0.015, "little"),
        (HIGHER, -0.01, 0.03, 0.07, "no"),  # the mean is right, the interval holds zero
        (HIGHER, -0.04, -0.03, -0.02, "reversed"),
        (LOWER, -0.04, -0.03, -0.02, "yes"),
        (LOWER, 0.001, 0.002, 0.003, "reversed"),  # small, but the wrong way
        ("close", -0.01, 0.02, 0.05, "yes"),
        ("close", 0.02, 0.05, 0.08, "no"),  # may be within, may be not
        ("close", 0.06, 0.07, 0.08, "far"),
    ],
)
def test_a_saying_is_judged_by_the_whole_interval(direction, low, mean, high, verdict):
    found = Interval(mean, low, high, 10)
    assert sayings.judged(saying(direction), found, "utility") == verdict


@pytest.mark.parametrize(
    ("low", "mean", "high", "verdict"),
    [
        (0.005, 0.015, 0.025, "not_much"),  # shown, but below a lot, even below small
        (0.05, 0.07, 0.09, "not_much"),
        (0.08, 0.10, 0.12, "unsized"),  # may be a lot, may be not
        (0.11, 0.13, 0.15, "yes"),
        (-0.01, 0.20, 0.41, "no"),
        (-0.3, -0.2, -0.1, "reversed"),
    ],
)
def test_a_saying_that_says_a_lot_needs_a_lot(low, mean, high, verdict):
    found = Interval(mean, low, high, 10)
    assert sayings.judged(saying(HIGHER, size="lot"), found, "utility") == verdict


def test_what_cannot_be_measured_is_not_called_a_lack_of_difference():
    nothing = Interval(math.nan, math.nan, math.nan, 0)
    assert sayings.judged(saying(), nothing, "utility", asked=20) == "unmeasured"


def test_one_run_proves_nothing():
    assert sayings.judged(saying(), Interval(0.3, math.nan, math.nan, 1), "level") == "unknown"


@pytest.fixture(scope="module")
def played():
    asked = compose.composed(["scenario=after-the-breach", "runs=40"])
    records = [
        alone(each, seed=asked.seed)
        for each in (
            asked, compose.composed(["scenario=after-the-breach-no-override", "runs=40"])
        )
    ]  # fmt: skip
    return asked, *records


def test_the_numbers_are_those_of_the_record(played):
    asked, this, other = played
    found = {each.saying.source: each for each in sayings.checked(this, asked, other)}
    last = [record.sides["value"][:, 9, 0, 0].astype(float) for record in (this, other)]
    np.testing.assert_allclose(found["A38, A39"].difference.mean, (last[0] - last[1]).mean())
    assert found["A38, A39"].verdict == "yes"
    level = found["A39"]  # held against a number
    assert level.other == 0.0
    np.testing.assert_allclose(level.difference.mean, level.this.mean)


def test_without_a_counterfactual_only_sayings_about_a_number_are_left(played):
    asked, this, _ = played
    assert [each.saying.source for each in sayings.checked(this, asked)] == ["A39", "A38"]


def test_a_year_that_was_not_played_is_left_out(played):
    asked, this, other = played
    late = asked.model_copy(update={"says": [saying(year=50), saying()]})
    assert [each.saying.year for each in sayings.checked(this, late, other)] == [None]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_does_not_come_out_is_said_on_the_screen_and_in_the_report(played, lang):
    asked, this, other = played
    wrong = saying().model_copy(update={"measure": "tension", "direction": LOWER})
    asked = asked.model_copy(update={"says": [wrong, *asked.says], "lang": lang})
    screen = Console(width=80, record=True, file=io.StringIO())
    screen.print(summary.table(this, asked, other=other, other_title="X"))
    verdict = {"nl": "Nee, juist andersom", "en": "No, the other way round"}[lang]
    assert verdict in " ".join(screen.export_text().split())
    section = practice.section(asked, this, other, "Het andere", lang)
    assert section.table.rows[0][-1] == verdict
    assert len(section.table.rows) == len(asked.says)


def test_each_story_says_what_to_expect():
    for name in ("calm-opens-the-talk", "after-the-breach", "imposed-deadline", "two-phases"):
        assert len(compose.composed([f"scenario={name}"]).says) >= 5


def test_what_a_source_says_is_said_by_one_of_two_twins():
    """The other one would be told that everything is the wrong way round."""
    scenarios = {name: compose.composed([f"scenario={name}"]) for name in catalogued()}
    for name, one in scenarios.items():
        twin = scenarios.get(one.counterfactual or "")
        if twin is not None and twin.counterfactual == name:
            assert not (one.says and twin.says), name


def catalogued() -> list[str]:
    return [
        name for name in compose.catalogue("scenario") if not name.startswith("national")
    ]  # slow


def test_an_unknown_measure_is_named_with_the_ones_there_are():
    with pytest.raises(compose.ConfigError) as wrong:
        compose.composed(["scenario=after-the-breach", "says.0.measure=valeu"])
    assert "says" in str(wrong.value)
