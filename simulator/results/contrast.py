"""Two things side by side: families in one record, a record and its counterfactual, two years.

All are paired: the difference is taken within each run, where all other luck is shared, and only
then averaged over runs.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from simulator.batch import Record
from simulator.engine.records import PROVIDER, SIDES
from simulator.measures.catalogue import Measure
from simulator.results.claims import Counted, Seen
from simulator.results.group_means import GroupMeans
from simulator.results.intervals import Interval, interval, of, of_difference
from simulator.results.left_out import counted

FIRST, LAST = "first", "last"
FAMILIES_SET_APART = ("hard", "cooperative")


class Contrast(NamedTuple):
    """One measure for two ways of working (or years), and the second minus the first."""

    measure: Measure
    year: int
    first: Interval
    second: Interval
    difference: Interval
    counted: Counted
    apart: bool = True  # False: a year or a story is held against itself

    @property
    def seen(self) -> Seen:
        """What a sentence about it is chosen by."""
        return Seen(self.difference, self.measure.unit, self.counted.of, self.apart)


def year_of(record: Record, measure: Measure, when: str) -> int:
    """The first year in which the first talks show in a measure, or the last year."""
    last = record.years - 1
    return min(measure.lag, last) if when == FIRST else last


def of_families(
    record: Record,
    measures: Iterable[Measure],
    families: tuple[str, str] = FAMILIES_SET_APART,
    when: str = LAST,
    side: int = PROVIDER,
) -> list[Contrast]:
    """Families of strategies against each other, on one side of the table.

    Returns:
        One contrast per measure; none if one of the families is played by nobody.
    """
    table = GroupMeans(record)
    if not set(families) <= set(table.groups("family", side)):
        return []
    found = []
    for measure in measures:
        year = year_of(record, measure, when)
        a, b = (table.of(measure, "family", name, side)[:, year] for name in families)
        there = [table.there(measure, "family", name, side)[:, year] for name in families]
        found.append(_contrast(measure, year, (a, b), there))
    return found


def of_records(
    record: Record,
    other: Record,
    measures: Iterable[Measure],
    when: str = LAST,
    side: int = PROVIDER,
) -> list[Contrast]:
    """A record against its counterfactual: `other` first, `record` second.

    The first year is that in which their ways part.

    Raises:
        ValueError: the records do not hold the same runs and years, so they cannot be paired.
    """
    tables = GroupMeans(other), GroupMeans(record)
    rows = list(of_runs(record, other, measures, when, side))
    apart = parted(record, other) is not None
    found = []
    for measure, year, theirs, mine in rows:
        there = [table.there(measure, "side", SIDES[side], side)[:, year] for table in tables]
        found.append(_contrast(measure, year, (theirs, mine), there, apart))
    return found


def of_runs(
    record: Record,
    other: Record,
    measures: Iterable[Measure],
    when: str = LAST,
    side: int = PROVIDER,
) -> Iterator[tuple[Measure, int, np.ndarray, np.ndarray]]:
    """The same run by run: measure, year from 0, `other` [R] and `record` [R].

    Raises:
        ValueError: as `of_records`.
    """
    if not np.array_equal(record.runs, other.runs) or record.years != other.years:
        raise ValueError(
            "Only records of the same runs and years can be compared: "
            f"{len(record.runs)} runs of {record.years} years against "
            f"{len(other.runs)} of {other.years}."
        )
    apart = (parted(record, other) or 0) if when == FIRST else 0
    tables = GroupMeans(record), GroupMeans(other)
    for measure in measures:
        year = min(year_of(record, measure, when) + apart, record.years - 1)
        mine, theirs = (table.of_side(measure, side)[:, year] for table in tables)
        yield measure, year, theirs, mine


def parted(record: Record, other: Record) -> int | None:
    """The first year, from 0, in which records of the same runs differ; None = they never do."""
    for year in range(record.years):
        for name, values in record.sides.items():
            if not np.array_equal(values[:, year], other.sides[name][:, year], equal_nan=True):
                return year
    return None


def of_years(record: Record, measures: Iterable[Measure], side: int) -> list[Contrast]:
    """One side in its last year against its first; `year` of the contrast is the first."""
    table, found = GroupMeans(record), []
    for measure in measures:
        mean, there = (rows(measure, "side", SIDES[side], side) for rows in (table.of, table.there))
        year = year_of(record, measure, FIRST)
        pair = (mean[:, year], mean[:, -1])
        later = year < record.years - 1
        found.append(_contrast(measure, year, pair, (there[:, year], there[:, -1]), later))
    return found


def of_worlds(record: Record, other: Record, measure: Measure) -> Interval | None:
    """By how much the gap between families is larger here than in another world.

    Returns:
        Run by run where both have the same runs and seed; None if a family is played by nobody.
    """
    gaps = []
    for each in (other, record):
        table = GroupMeans(each)
        if not set(FAMILIES_SET_APART) <= set(table.groups("family", PROVIDER)):
            return None
        year = year_of(each, measure, LAST)
        hard, soft = (
            table.of(measure, "family", name, PROVIDER)[:, year] for name in FAMILIES_SET_APART
        )
        gaps.append(soft - hard)
    return interval(gaps[1] - gaps[0])


def _contrast(
    measure: Measure,
    year: int,
    pair: Sequence[np.ndarray],
    there: Sequence[np.ndarray],
    apart: bool = True,
) -> Contrast:
    """First and second of each run, [R]; a run counts if it has both, so that means add up.

    Args:
        there: share of the relations that have a number, of both, [R] each.
    """
    both = np.isfinite(pair[1] - pair[0])
    one, other = (np.where(both, values, np.nan) for values in pair)
    unit = measure.unit
    return Contrast(
        measure, year, of(one, unit), of(other, unit), of_difference(one, other, unit),
        counted(there[0], there[1], both), apart,
    )  # fmt: skip
