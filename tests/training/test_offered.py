"""What a room offers is what it takes: roles, tables to watch, moves."""

import pytest

from simulator.training.game import moves, reducer
from simulator.training.game.events import Event
from simulator.training.game.refused import Refused
from simulator.training.game.room import OBSERVER
from simulator.training.views.participant import participant_view
from tests.training.hands import opened, sent, started

ALL_ROLES = ("seller", "buyer", OBSERVER, "", "nobody", "Seller", "x" * 500)


def joins(now, role, **data):
    """Whether a new team can join so."""
    event = Event("room", "new", 0, "joined", {"alias": "new", "role": role, **data})
    return reducer.refusal(now, event) is None


@pytest.mark.parametrize("mode", ["model", "teams"])
@pytest.mark.parametrize("start", [False, True])
@pytest.mark.parametrize("role", ALL_ROLES)
def test_a_role_that_is_not_offered_is_not_taken(mode, start, role):
    """Against the model the other side's card, with its mandate and BATNA, is not to be had."""
    now = opened(mode)
    now = started(now, a="seller") if start else now
    keys = [one.key for one in now.roles()]
    if role != OBSERVER:
        assert joins(now, role) == (role in keys)
    assert keys == (["seller"] if mode == "model" else ["seller", "buyer"])


def test_whoever_joined_the_other_side_is_passed_over_when_a_room_is_folded():
    now = started(opened(), a="seller")
    events = [*now.log, Event("room", "spy", 0, "joined", {"alias": "spy", "role": "buyer"})]
    assert list(reducer.folded(now.setup, events).teams) == ["a"]


def test_only_a_team_that_plays_can_be_watched():
    now = started(opened(), a="seller", b="seller")
    now = sent(now, "c", 0, "joined", alias="c", role=OBSERVER, observes="a")
    now = sent(now, "", 1, "remove", team="b")
    assert now.watchable == ("a",)
    for name in ("a", "b", "c", "", "nobody", None):
        assert joins(now, OBSERVER, observes=name) == (name in now.watchable)


def test_who_was_removed_makes_room_for_another():
    now = opened()
    for number in range(60):
        now = sent(now, f"t{number}", 0, "joined", alias="x", role="seller")
    assert not joins(now, "seller")
    now = sent(now, "", 1, "remove", team="t7")
    assert joins(now, "seller")
    now = sent(now, "new", 0, "joined", alias="y", role="seller")
    assert now.teams["new"].number == 61
    assert now.there == 60


def decides(now, one, move):
    """Whether a move is taken where it is asked."""
    data = {"move": move} if one.kind == "between" else {"move": move, "offer": "hold"}
    try:
        sent(now, "a", one.meeting, one.kind, **data)
    except Refused:
        return False
    return True


def test_of_all_moves_exactly_those_that_are_open_are_taken():
    """At every decision of a whole season, whatever is sent."""
    now = started(opened(), a="seller")
    sent_moves = [*moves.TABLE, *moves.BETWEEN, "", "no such move"]
    seen = set()
    while view := participant_view(now, "a", "nl").decisions:
        one = view[0]
        if one.kind.startswith("answer"):
            break
        offered = {move.key for move in one.moves if move.open}
        seen |= {(one.kind, move.key, move.open) for move in one.moves}
        for move in sent_moves:
            assert decides(now, one, move) == (move in offered), (one.kind, move)
        here = "werkbezoek" if "werkbezoek" in offered else "niets"
        data = {"move": here} if one.kind == "between" else {"move": "hard", "offer": "hold"}
        now = sent(now, "a", one.meeting, one.kind, **data)
    assert {("table", moves.ESCALATE, True), ("table", moves.ESCALATE, False)} <= seen
    assert ("between", "werkbezoek", False) in seen
