"""Who sits at the table: turnover and practice, worked by hand."""

import numpy as np
import pytest

from simulator.engine.institutions import people
from tests import worlds

approx = pytest.approx
NOBODY = np.array([-1, -1])


def replaced(p, forced=NOBODY, run=0):
    sides = worlds.sides(trust=0.8, knowledge=0.6, authority=0.9, skill=0.7)
    people.replace(p, sides, np.array(forced), worlds.luck(run))
    return sides


def test_a_newcomer_knows_half_has_little_authority_and_trusts_like_others():
    sides = replaced(worlds.numbers(), (1, 0))
    assert sides["knowledge"] == approx([0.3, 0.6])
    assert sides["authority"] == approx([0.2, 0.9])
    assert sides["trust"] == approx([0.71, 0.8])  # .7 x .8 + .3 x .5
    assert sides["skill"] == approx([0.0, 0.7])


def test_nobody_leaves_where_turnover_is_off():
    assert replaced(worlds.numbers()).tobytes() == replaced(worlds.numbers(), (0, 0)).tobytes()


def test_people_leave_at_their_rate_each_side_apart():
    p = worlds.numbers(turnover=0.2)
    left = np.array([replaced(p, run=run)["authority"] == 0.2 for run in range(400)])
    assert abs(left.mean(axis=0) - 0.2).max() < 0.1  # sd .02
    assert 0 < left.all(axis=1).mean() < 0.12  # .04 if drawn apart


def test_a_story_decides_who_stays():
    p = worlds.numbers(turnover=1.0)
    assert replaced(p, (0, -1))["authority"] == approx([0.9, 0.2])


@pytest.mark.parametrize(
    ("hardness", "content_phase", "skill"),
    [
        ((0.4, 0.5), 0, (0.4, 1.0)),  # mean .45, calm: a tenth more, never past 1
        ((0.5, 0.5), 0, (0.3, 0.95)),
        ((0.9, 0.9), 1, (0.4, 1.0)),  # a content phase is practice too
    ],
)
def test_calm_talks_and_content_phases_are_practice(hardness, content_phase, skill):
    sides = worlds.sides(skill=(0.3, 0.95), hardness_mean=hardness)
    people.practise(sides, worlds.relation(content_phase=content_phase))
    assert sides["skill"] == approx(skill)
