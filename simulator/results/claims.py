"""Which sentence a number gets: the rules of all sentences that claim something, in one table.

A claim has cases, tried from the top; the first whose test holds gives the ending of the text's
key, such as `brief_years_last_` + `more`. What no test bears out is not said. What "small", "a lot"
and "nearly all" mean stands here and nowhere else; all are our choice.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from simulator.config.schema import Saying
from simulator.results.intervals import Interval

SMALL: Mapping[str, float] = {"goodwill": 0.05}  # a difference below this matters little
SMALL_ELSEWHERE = 0.02
LOT = 5.0  # times what is small: from here on a difference is a lot
NEARLY_ALL = 0.95  # of the talks
WHOLE = 0.9995  # of the relations: all, as finely as shares are written

YES, LITTLE, NO, REVERSED = "yes", "little", "no", "reversed"
FAR, NOT_MUCH, UNSIZED = "far", "not_much", "unsized"
UNKNOWN, UNMEASURED = "unknown", "unmeasured"
CAME_OUT = (YES, LITTLE)
OPEN = (NO, UNSIZED, UNKNOWN, UNMEASURED)  # neither borne out nor contradicted


def small(unit: str) -> float:
    """The size below which a difference of a measure in this unit is called small."""
    return SMALL.get(unit, SMALL_ELSEWHERE)


def lot(unit: str) -> float:
    """The size from which a difference of a measure in this unit is called a lot."""
    return LOT * small(unit)


class Seen(NamedTuple):
    """A difference as a sentence sees it."""

    difference: Interval
    unit: str
    asked: int  # runs played; fewer may count
    apart: bool = True  # False: one year or story is held against itself


class Judged(NamedTuple):
    """A saying with the difference that bears it out or not."""

    saying: Saying
    difference: Interval
    unit: str
    asked: int


class Counted(NamedTuple):
    """Who has a number in a comparison."""

    first: float  # share of the relations of the first side, mean over the runs that have it
    second: float
    runs: int
    of: int


class Case(NamedTuple):
    """The ending of a text's key, and when that text is true."""

    ending: str
    holds: Callable[[Any], bool]


def _otherwise(_: Any) -> bool:
    return True


def _one_run(seen: Seen | Judged) -> bool:
    return seen.asked < 2


def _unmeasured(seen: Seen | Judged) -> bool:
    return seen.difference.runs < 2


def _more(seen: Seen) -> bool:
    return seen.difference.sure and seen.difference.mean > 0.0


def _less(seen: Seen) -> bool:
    return seen.difference.sure and seen.difference.mean < 0.0


def _small(seen: Seen | Judged) -> bool:
    return seen.difference.sure and abs(seen.difference.mean) < small(seen.unit)


def _close(told: Judged) -> bool:
    return told.saying.direction == "close"


def _inside(told: Judged) -> bool:
    return max(abs(told.difference.low), abs(told.difference.high)) <= told.saying.within


def _outside(told: Judged) -> bool:
    low, high = _sizes(told.difference)
    return low > told.saying.within and low <= high


def _turned(told: Judged) -> bool:
    return (told.difference.mean > 0.0) != (told.saying.direction == "higher")


def _sized(told: Judged) -> bool:
    return told.saying.size == "lot"


def _sizes(found: Interval) -> tuple[float, float]:
    """The least and the largest size within an interval; the least is 0 where it holds zero."""
    ends = sorted((abs(found.low), abs(found.high)))
    return (ends[0] if found.sure else 0.0), ends[1]


RULES: Mapping[str, tuple[Case, ...]] = {
    # a `Seen`: brief_<kind>_<part>_*, verdict_*
    "direction": (
        Case(UNKNOWN, _one_run),
        Case("nothing", lambda seen: not seen.apart),
        Case(UNMEASURED, _unmeasured),
        Case("more", _more),
        Case("less", _less),
        Case("same", _otherwise),
    ),
    "size": (Case("small", _small), Case("", _otherwise)),
    # a `Seen`, the difference of two worlds in a difference: brief_other_world_*
    "other_world": (
        Case(UNMEASURED, _unmeasured),
        Case("little", _small),
        Case("depends", lambda seen: seen.difference.sure),
        Case("same", _otherwise),
    ),
    # a `Judged`: sayings.*
    "saying": (
        Case(UNKNOWN, _one_run),
        Case(UNMEASURED, _unmeasured),
        Case(YES, lambda told: _close(told) and _inside(told)),
        Case(FAR, lambda told: _close(told) and _outside(told)),
        Case(NO, lambda told: _close(told) or not told.difference.sure),
        Case(REVERSED, _turned),
        Case(
            NOT_MUCH, lambda told: _sized(told) and _sizes(told.difference)[1] < lot(told.unit)
        ),
        Case(UNSIZED, lambda told: _sized(told) and _sizes(told.difference)[0] < lot(told.unit)),
        Case(LITTLE, _small),
        Case(YES, _otherwise),
    ),
    # a share of the talks: not_deadline_*
    "in_time": (
        Case(UNMEASURED, math.isnan),
        Case("nearly_all", lambda share: share >= NEARLY_ALL),
        Case("part", _otherwise),
    ),
    # a `Counted`: left_out.*
    "left_out": (
        Case("none", lambda counted: min(counted.first, counted.second) >= WHOLE),
        Case("alike", lambda counted: abs(counted.first - counted.second) < 1.0 - WHOLE),
        Case("differ", _otherwise),
    ),
}  # fmt: skip


def chosen(claim: str, facts: Any) -> str:
    """The ending of the text that is true of these facts."""
    return next(case.ending for case in RULES[claim] if case.holds(facts))
