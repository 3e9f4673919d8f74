"""The table of rules: every case has its sentence, and every fact its case."""

import itertools
import math

import pytest

from simulator import i18n
from simulator.results import claims, left_out
from simulator.results.claims import Counted, Seen
from simulator.results.intervals import Interval

KINDS = ("families", "records", "years")
KEYS = {  # claim -> subject and heads of its texts
    "other_world": ("report", ["brief_other_world"]),
    "in_time": ("report", ["not_deadline"]),
    "left_out": ("left_out", ["relations"]),
}


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_case_has_its_sentence(lang):
    for claim, (subject, heads) in KEYS.items():
        for head, case in itertools.product(heads, claims.RULES[claim]):
            if case.ending != "none":
                assert f"{head}_{case.ending}" in i18n.subject(subject), (claim, case.ending)
    for case in claims.RULES["saying"]:
        assert i18n.text("sayings", case.ending, lang)
    for case in claims.RULES["direction"]:
        assert i18n.text("report", f"verdict_{case.ending}", lang)
    for kind, part, ending in itertools.product(
        KINDS, ("last", "goodwill"), ("more", "less", "same")
    ):
        assert f"brief_{kind}_{part}_{ending}" in i18n.subject("report")


@pytest.mark.parametrize(
    ("found", "asked", "apart", "ending"),
    [
        (Interval(0.1, 0.05, 0.15, 9), 9, True, "more"),
        (Interval(-0.1, -0.15, -0.05, 9), 9, True, "less"),
        (Interval(0.1, -0.05, 0.25, 9), 9, True, "same"),
        (Interval(0.1, math.nan, math.nan, 1), 1, True, "unknown"),
        (Interval(0.1, math.nan, math.nan, 1), 9, True, "unmeasured"),
        (Interval(0.0, 0.0, 0.0, 9), 9, False, "nothing"),
    ],
)
def test_a_direction_is_what_the_interval_shows(found, asked, apart, ending):
    assert claims.chosen("direction", Seen(found, "utility", asked, apart)) == ending


@pytest.mark.parametrize(
    ("low", "mean", "high", "ending"),
    [(0.0, 0.0, 0.0, "same"), (0.001, 0.01, 0.02, "little"), (0.05, 0.1, 0.15, "depends")],
)
def test_it_depends_on_the_assumptions_only_where_the_two_worlds_differ(low, mean, high, ending):
    assert claims.chosen("other_world", Seen(Interval(mean, low, high, 9), "utility", 9)) == ending


def test_who_is_left_out_is_said_only_where_somebody_is():
    assert left_out.sentence(Counted(1.0, 1.0, 9, 9), "A", "B", "en") == ""
    said = left_out.sentence(Counted(0.42, 0.93, 9, 9), "A", "B", "en")
    assert "42.0% of the relations have a number for “A” and 93.0% for “B”" in said
    assert "8 of the 9 runs" in left_out.sentence(Counted(1.0, 1.0, 8, 9), "A", "B", "en")
    assert left_out.sentence(Counted(0.42, 0.42, 9, 9), "A", "B", "nl").startswith("Aan beide")
