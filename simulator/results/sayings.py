"""What a source says that a scenario does, held against what came of it.

A scenario lists such sayings under `says`: a measure, for whom, and whether it should be higher,
lower or close to what it is held against: the counterfactual with the same luck, or a number. Which
verdict a saying gets is a rule of `claims`.
"""

from typing import NamedTuple

import numpy as np

from simulator import i18n
from simulator.batch import Record
from simulator.config.schema import Config, Saying
from simulator.engine.records import SIDES
from simulator.measures.catalogue import Measure, measures
from simulator.results.claims import Counted, Judged, chosen
from simulator.results.group_means import GroupMeans
from simulator.results.groups import mean_of_years
from simulator.results.intervals import Interval, of, of_difference
from simulator.results.left_out import counted


class Checked(NamedTuple):
    """One saying, and whether it came true here."""

    saying: Saying
    measure: Measure
    this: Interval
    other: float  # what it is held against: the mean there, or a number
    difference: Interval
    verdict: str  # a case of the claim "saying"
    counted: Counted


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
        mine, here = _samples(record, measure, saying)
        theirs, there = np.full(len(mine), saying.than, float), np.ones(len(mine))
        if saying.than is None and other is not None:
            theirs, there = _samples(other, measure, saying)
        both = np.isfinite(theirs) & np.isfinite(mine)
        mine, theirs = (np.where(both, values, np.nan) for values in (mine, theirs))
        difference = of_difference(theirs, mine, measure.unit)
        found.append(
            Checked(
                saying,
                measure,
                of(mine, measure.unit),
                of(theirs, measure.unit).mean,
                difference,
                judged(saying, difference, measure.unit, len(mine)),
                counted(here, there, both),
            )
        )
    return found


def years_not_played(record: Record, config: Config) -> list[Saying]:
    """The sayings about a year after the last one."""
    return [one for one in config.says if one.year is not None and one.year >= record.years]


def judged(saying: Saying, difference: Interval, unit: str, asked: int | None = None) -> str:
    """Did it come true? Judged by the whole interval, never by the mean alone.

    Args:
        asked: runs played; None = those of the difference.
    """
    asked = difference.runs if asked is None else asked
    return chosen("saying", Judged(saying, difference, unit, asked))


def verdict(found: Checked, lang: str) -> str:
    """Yes or no, in words."""
    return i18n.text("sayings", found.verdict, lang)


def _samples(record: Record, measure: Measure, saying: Saying) -> tuple[np.ndarray, np.ndarray]:
    """One number per run, [R], of a year or over the years, of a side or of both.

    And which share of the relations has one, [R].
    """
    table = GroupMeans(record)
    sides = [SIDES.index(saying.side)] if saying.side is not None else [0, 1]
    first = min(measure.lag, record.years - 1)
    years = slice(first, None) if saying.year is None else slice(saying.year, saying.year + 1)
    means, there = [], []
    for s in sides:
        means.append(mean_of_years(table.of_side(measure, s, members=True)[:, years]))
        there.append(table.there(measure, "side", SIDES[s], s, members=True)[:, years].mean(axis=1))
    return np.asarray(np.mean(means, axis=0)), np.asarray(np.mean(there, axis=0))
