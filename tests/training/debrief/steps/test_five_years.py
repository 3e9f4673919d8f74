"""Five years on: both lines start with the year that was played."""

import pytest

from simulator.measures.access import access
from simulator.training.debrief.steps.five_years import five_years
from tests.training.seasons import place, season


def test_five_years_on_start_with_the_year_that_was_played():
    sitting = season(["open_vraag"] * 8, between="bellen")
    found = five_years(sitting, place(sitting), "nl")
    goodwill = float(sitting.played.state.sides["goodwill"][0, 0, 1])
    assert found.yours.goodwill[0] == pytest.approx(goodwill, abs=1e-3)
    assert len(found.yours.value) == len(found.labels) == 6
    assert "geen voorspelling" in found.note


def test_hard_play_leaves_no_extras_in_the_years_after():
    hard, open_ = season(["hard"] * 8), season(["open_vraag"] * 4 + ["delen"] * 4)
    extras = [sum(five_years(one, place(one), "nl").yours.extra[1:]) for one in (hard, open_)]
    assert extras[0] == pytest.approx(0.0, abs=0.05)
    assert extras[1] > 1.0


def test_talks_and_access_later_are_told_for_both_lines():
    sitting = season(["hard"] * 8)
    found = five_years(sitting, place(sitting), "nl")
    for line in (found.yours, found.other):
        assert line is not None
        assert len(line.turns) == len(line.access) == 6
        assert all(0.0 <= value <= 1.0 for value in line.access)
    state = sitting.played.state.relations[0, place(sitting).d]
    assert found.yours.turns[0] == state["turns"]
    assert found.yours.access[0] == pytest.approx(access(state, sitting.case.turns), abs=1e-3)
