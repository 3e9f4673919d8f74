"""Seasons of one team, for looking back on."""

from simulator.training.case.case import Place
from simulator.training.game.match import Sitting
from simulator.training.game.room import Room
from tests.training.hands import opened, sent, started


def season(moves: list[str], seed: int = 5, between: str = "niets", **changes: object) -> Sitting:
    """A season of one team with these moves, a little given each time."""
    now: Room = started(opened(seed=seed, **changes), a="seller")
    rest = iter(moves)
    while now.pending("a"):
        one = now.pending("a")[0]
        if one.kind == "between":
            now = sent(now, "a", one.meeting, "between", move=between)
        else:
            now = sent(now, "a", one.meeting, one.kind, move=next(rest, "stilte"), offer="little")
    found = now.sitting("a")
    assert found is not None
    return found


def place(sitting: Sitting) -> Place:
    return sitting.case.places("seller")[0]
