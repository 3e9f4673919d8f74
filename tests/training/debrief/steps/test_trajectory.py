"""The trajectory: a point for each meeting, and one after the year."""

from simulator.training.debrief.steps.trajectory import trajectory
from tests.training.seasons import place, season


def test_the_trajectory_has_a_point_for_each_meeting_and_one_after_the_year():
    sitting = season(["open_vraag", "argument"] * 4)
    found = trajectory(sitting, place(sitting), "nl")
    points = len(found.meetings)
    assert found.meetings[-1] == "na het jaar"
    for both in (found.tension, found.trust, found.goodwill):
        for values in (both.you, both.other):
            assert len(values) == points
            assert all(value is not None for value in values)
    assert len(set(found.trust.other[:-1])) == 1, "trust moves after signing"
    assert found.goodwill.other[-1] != found.goodwill.other[-2]
    assert len(found.moves) == 8
    assert found.moves[0].label == "Open vraag stellen"
