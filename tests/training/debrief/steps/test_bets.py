"""The bet: bets are counted, the own one is shown, and with too few teams nobody wins."""

from simulator.training.debrief.step import group, viewer
from simulator.training.debrief.steps.bets import room, team
from simulator.training.game.room import Room
from tests.training.hands import opened, sent, started


def betted(**styles: str) -> Room:
    now = sent(started(opened(), **dict.fromkeys("abc"[: len(styles)], "seller")), "", 1, "bets")
    for who, style in styles.items():
        now = sent(now, who, 0, "bet", style=style)
    return now


def test_bets_are_counted_and_only_the_team_sees_which_was_its_own():
    now = betted(a="calm", b="calm", c="hard")
    (seen,), wall = team(viewer(now, "a"), "nl"), room(group(now), "nl")
    assert seen.placed == wall.placed == {"hard": 1, "argue": 0, "calm": 2, "open": 0}
    assert (seen.own, wall.own) == ("calm", None)
    assert seen.winner == wall.winner
    assert wall.labels[str(wall.winner)].lower() in wall.reading


def test_with_two_teams_nobody_wins():
    wall = room(group(betted(a="calm", b="hard")), "nl")
    assert wall.winner is None
    assert wall.reading == ""
