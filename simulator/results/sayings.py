"""What a source says that a scenario does, held against what came of it.

A scenario lists such sayings under `says`: a measure, for whom, and whether it should be higher,
lower or close to what it is held against: the counterfactual with the same luck, or a number.
"""

from typing import NamedTuple

import numpy as np

from simulator import i18n
from simulator.batch import Record
from simulator.config.schema import Config, Saying
from simulator.engine.records import SIDES
from simulator.measures.catalogue import Measure, measures
from simulator.results.group_means import GroupMeans
from simulator.results.groups import mean_of_years
from simulator.results.intervals import Interval, of, of_difference

SMALL = {"goodwill": 0.05}  # our choice: a difference below this, and below 0.02 elsewhere
YES, LITTLE, NO, REVERSED, UNKNOWN = "yes", "little", "no", "reversed", "unknown"


class Checked(NamedTuple):
    """One saying, and whether it came true here."""

    saying: Saying
    measure: Measure
    this: Interval
    other: float  # what it is held against: the mean there, or a number
    difference: Interval
    verdict: str  # YES, LITTLE (yes, but small), NO (not shown), REVERSED or UNKNOWN (one run)


def small(unit: str) -> float:
    """The size below which a difference of a measure in this unit is called small."""
    return SMALL.get(unit, 0.02)


def checked(record: Record, config: Config, other: Record | None = None) -> list[Checked]:
    """The sayings of a scenario that can be checked, in the order of its file.

    Args:
        other: the counterfactual, with the same runs and years; without it only sayings about a
            number are checked.
    """
    found = []
    for saying in config.says:
        if saying.than is None and other is None:
            continue
        if saying.year is not None and saying.year >= record.years:
            continue
        measure = measures()[saying.measure]
        mine = _samples(record, measure, saying)
        if saying.than is not None:
            theirs = np.full(len(mine), saying.than)
        elif other is not None:
            theirs = _samples(other, measure, saying)
        difference = of_difference(theirs, mine, measure.unit)
        verdict = judged(saying, difference, small(measure.unit))
        found.append(
            Checked(
                saying,
                measure,
                of(mine, measure.unit),
                of(theirs, measure.unit).mean,
                difference,
                verdict,
            )
        )
    return found


def judged(saying: Saying, difference: Interval, least: float) -> str:
    """Did it come true? Judged by the whole interval, never by the mean alone.

    Args:
        least: below this size a difference that is shown is called small.
    """
    if difference.runs < 2:
        return UNKNOWN
    if saying.direction == "close":
        inside = max(abs(difference.low), abs(difference.high)) <= saying.within
        outside = difference.low > saying.within or difference.high < -saying.within
        return YES if inside else REVERSED if outside else NO
    if not difference.sure:
        return NO
    if (difference.mean > 0.0) != (saying.direction == "higher"):
        return REVERSED
    return LITTLE if abs(difference.mean) < least else YES


def verdict(found: Checked, lang: str) -> str:
    """Yes or no, in words."""
    far = found.verdict == REVERSED and found.saying.direction == "close"
    return i18n.text("sayings", "far" if far else found.verdict, lang)


def _samples(record: Record, measure: Measure, saying: Saying) -> np.ndarray:
    """One number per run, [R]: of a year or over the years, of a side or of both."""
    table = GroupMeans(record)
    sides = [SIDES.index(saying.side)] if saying.side is not None else [0, 1]
    first = min(measure.lag, record.years - 1)
    years = slice(first, None) if saying.year is None else slice(saying.year, saying.year + 1)
    means = [mean_of_years(table.of_side(measure, side, members=True)[:, years]) for side in sides]
    return np.asarray(np.mean(means, axis=0))
