"""T01-T04: what a calm provider does to a pressed funder within one season (A8-A23)."""

import numpy as np

from simulator.engine.records import FUNDER, PROVIDER
from simulator.evidence.checks import DOWN, Check, above, below
from simulator.evidence.view import View, Views, difference, mean, median, own_turns

BROKEN = 0.65  # evidence.md, T01b: chance of a contentious act below which the pattern is broken
FIFTH = 4  # the opening is turn 0
WIN_WIN = 0.33  # [Glasl1982]: below it two sides can still help themselves
LAST = 20  # turn of 31 December
SEASON = range(10)  # own turns of the funder to 31 December


def shift(view: View, side: int = FUNDER) -> np.ndarray:
    """Change of a side's chance of a contentious act, from its first to its fifth turn."""
    first, fifth = np.moveaxis(
        own_turns(view, "contentious", side, 0, range(0, FIFTH + 1, FIFTH)), 2, 0
    )
    return mean(fifth - first)


def time_to_break(view: View) -> np.ndarray:
    """Median of the first own turn with the pattern broken; inf = not within the season."""
    chances = own_turns(view, "contentious", FUNDER, 0, SEASON)
    broken = chances < BROKEN  # a turn that was not played is not broken
    return median(np.where(broken.any(axis=2), broken.argmax(axis=2), np.inf))


def joint(view: View) -> np.ndarray:
    """Result of the first season of both together, [G, M]."""
    return view.both("agreed_utility")[:, :, 0]


def clarity(view: View) -> np.ndarray:
    """Clarity of the contract agreed, NaN without one."""
    agreed = view.relation("agreed_has")[:, :, 0] == 1
    return np.where(agreed, view.relation("agreed_clarity")[:, :, 0], np.nan)


def tension_at(view: View, turn: int) -> np.ndarray:
    """Mean tension of both after a turn (from 1), [G, M]."""
    return view.turns("tension", 0)[:, :, turn - 1].mean(axis=-1)


def discomfort(view: View) -> np.ndarray:
    """The funder's mean surprise after each turn, [G, T]; talks that ended have none left."""
    return np.nan_to_num(view.turns("surprise", 0)[:, :, :LAST, FUNDER]).mean(axis=1)


def peak(view: View) -> np.ndarray:
    """Turn (from 1) in which the funder's surprise is largest."""
    return 1.0 + discomfort(view).argmax(axis=1)


def later_tension(view: View) -> np.ndarray:
    """The funder's tension after the peak, from turn 7 on."""
    return mean(view.turns("tension", 0)[:, :, 6:LAST, FUNDER])


def harder(arms: Views) -> np.ndarray:
    """How much more pushing back hardens than arguing."""
    return shift(arms["hard"]) - shift(arms["argue"])


CHECKS = {
    "T01": (
        Check("calm", lambda arms: shift(arms["calm"]), DOWN, below(-0.15)),
        Check("argue", lambda arms: shift(arms["argue"]), above(-0.02)),
        Check("hard", harder),
        Check(
            "tension",
            lambda arms: mean(tension_at(arms["calm"], 10) - tension_at(arms["argue"], 10)),
            DOWN,
        ),
    ),
    "T01b": (
        Check("calm", lambda arms: time_to_break(arms["calm"]), below(3), digits=0),
        Check("argue", lambda arms: time_to_break(arms["argue"]), above(10), digits=0),
        Check("mirror", lambda arms: time_to_break(arms["mirror"]), above(10), digits=0),
    ),
    "T02": (
        Check("peak", lambda arms: peak(arms["calm"]), (2, 6), digits=1),
        Check("tension", lambda arms: later_tension(arms["calm"]), below(WIN_WIN)),
        Check("joint", difference("calm", "argue", joint)),
    ),
    "T03": (
        Check("funder", lambda arms: shift(arms["mirror"])),
        Check("provider", lambda arms: shift(arms["mirror"], PROVIDER)),
    ),
    "T04": (
        Check("joint_calm", difference("calm", "argue", joint)),
        Check("joint_argue", difference("argue", "hard", joint)),
        Check("clarity_calm", difference("calm", "argue", clarity)),
        Check("clarity_argue", difference("argue", "hard", clarity)),
    ),
}
