"""The preparation and the truth: guesses against what mattered to the other."""

import pytest

from simulator.training.debrief.step import Player, viewer
from simulator.training.debrief.steps.preparation import team
from simulator.training.words import text
from tests.training.hands import opened, sent


def compared(**card: object) -> object:
    """What a team sees that filled in this card; to the buyer waiting matters most."""
    now = sent(opened(seed=3), "a", 0, "joined", alias="a", role="seller")
    if card:
        now = sent(now, "a", 0, "preparation", **card)
    now = sent(sent(now, "", 1, "start"), "", 1, "bets")
    who = viewer(now, "a")
    assert isinstance(who, Player)
    (view,) = team(who, "nl")
    return view


@pytest.mark.parametrize(
    ("guess", "way"),
    [({"wait": 5, "risk": 2}, "right"), ({"wait": 4, "risk": 4}, "tie"), ({"risk": 5}, "wrong")],
)
def test_whether_the_most_important_issue_was_guessed_is_said(guess, way):
    view = compared(guess=guess)
    assert view.sentence == text(f"preparation.{way}", "nl", issue="wachttijd")
    assert [row.guess for row in view.rows] == [guess.get(key) for key in
                                                ("tariff", "volume", "wait", "risk")]  # fmt: skip
    assert [row.truth for row in view.rows] == [3, 3, 5, 2]


@pytest.mark.parametrize(("off", "way"), [(3, "close"), (20, "high"), (-20, "low")])
def test_how_far_off_the_guess_of_the_batna_was_is_said(off, way):
    truth = compared().batna.truth
    view = compared(guess={}, guess_batna=truth + off)
    assert view.batna.guess == truth + off
    assert view.sentence.endswith(text(f"preparation.batna_{way}", "nl", error=abs(off)))


def test_who_prepared_nothing_is_told_so():
    view = compared()
    assert view.sentence == text("preparation.none", "nl")
    assert (view.said, view.batna.guess) == ([], None)


def test_what_was_written_down_is_shown_under_its_question():
    view = compared(goal="Meer tijd", approach="")
    assert [(one.label, one.said) for one in view.said] == [
        (text("preparation.goal", "nl"), "Meer tijd")
    ]
