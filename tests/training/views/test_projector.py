"""What the whole room sees of all teams together: from three teams on, and nobody named."""

from typing import Any

import pytest

from simulator.training.debrief.agenda import names
from simulator.training.game.room import Room
from simulator.training.views.projector import projector_view
from tests.training.hands import opened, sent, told

BEFORE, AFTER = (
    ([1, 2, 3, 4], [2, 2, 3, 4], [3, 2, 3, 4]),
    ([4, 2, 3, 4], [5, 3, 3, 4], [5, 5, 3, 1]),
)


def played(count: int = 3, after: int = 3) -> Room:
    now = opened()
    for i in range(count):
        now = sent(now, f"t{i}", 0, "joined", alias=f"Team {i}")
        now = sent(now, f"t{i}", 0, "statements_before", answers=BEFORE[i])
    now = sent(sent(now, "", 1, "start"), "", 1, "bets")
    for i in range(after):
        now = sent(now, f"t{i}", 0, "statements_after", answers=AFTER[i])
    return now


def revealed(now: Room, step: str) -> Any:
    for number in range(1, names().index(step) + 2):
        now = sent(now, "", number, "reveal", step=number)
    return projector_view(now, "nl").shown


def test_the_wall_counts_the_bets_that_are_in():
    now = played()
    assert projector_view(now, "nl").counts.bets == 0
    now = sent(now, "t1", 0, "bet", style="calm")
    wall = projector_view(now, "nl")
    assert wall.counts.bets == 1
    assert "calm" not in told(wall), "not on what"


def test_statements_before_and_after_are_means_of_the_teams_that_answered_both():
    found = revealed(played(), "apply").statements
    assert found.before == [2.0, 2.0, 3.0, 4.0]
    assert found.after == [4.7, 3.3, 3.0, 3.0]
    assert found.questions[0] == "Ik vertrouw mijn onderhandelpartner."


@pytest.mark.parametrize("after", [0, 2])
def test_fewer_than_three_teams_have_no_mean(after):
    assert revealed(played(after=after), "apply").statements is None


def test_without_three_guesses_the_wall_says_why_there_is_no_picture():
    assert "minstens drie teams" in revealed(played(), "preparation").reading
