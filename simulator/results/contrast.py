"""Two things side by side: families in one record, a record and its counterfactual, two years.

All are paired: the difference is taken within each run, where all other luck is shared, and only
then averaged over runs.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from simulator.batch import Record
from simulator.engine.records import PROVIDER
from simulator.measures.catalogue import Measure
from simulator.results.group_means import GroupMeans
from simulator.results.intervals import Interval, of, of_difference

FIRST, LAST = "first", "last"


class Contrast(NamedTuple):
    """One measure for two ways of working (or years), and the second minus the first."""

    measure: Measure
    year: int
    first: Interval
    second: Interval
    difference: Interval


def year_of(record: Record, measure: Measure, when: str) -> int:
    """The first year in which the first talks show in a measure, or the last year."""
    last = record.years - 1
    return min(measure.lag, last) if when == FIRST else last


def of_families(
    record: Record,
    measures: Iterable[Measure],
    families: tuple[str, str] = ("hard", "cooperative"),
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
        found.append(_contrast(measure, year, a, b))
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
    return [
        _contrast(measure, year, theirs, mine)
        for measure, year, theirs, mine in of_runs(record, other, measures, when, side)
    ]


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
    apart = parted(record, other) if when == FIRST else 0
    tables = GroupMeans(record), GroupMeans(other)
    for measure in measures:
        year = min(year_of(record, measure, when) + apart, record.years - 1)
        mine, theirs = (table.of_side(measure, side)[:, year] for table in tables)
        yield measure, year, theirs, mine


def parted(record: Record, other: Record) -> int:
    """The first year, from 0, in which two records of the same runs differ; 0 if they never do."""
    for year in range(record.years):
        for name, values in record.sides.items():
            if not np.array_equal(values[:, year], other.sides[name][:, year], equal_nan=True):
                return year
    return 0


def of_years(record: Record, measures: Iterable[Measure], side: int) -> list[Contrast]:
    """One side in its last year against its first; `year` of the contrast is the first."""
    table, found = GroupMeans(record), []
    for measure in measures:
        mean = table.of_side(measure, side)
        year = year_of(record, measure, FIRST)
        found.append(_contrast(measure, year, mean[:, year], mean[:, -1]))
    return found


def _contrast(measure: Measure, year: int, first: np.ndarray, second: np.ndarray) -> Contrast:
    """First and second of each run, [R]; a run counts if it has both, so that means add up."""
    gap = second - first
    both = np.isfinite(gap)
    one, other = (np.where(both, values, np.nan) for values in (first, second))
    unit = measure.unit
    return Contrast(measure, year, of(one, unit), of(other, unit), of_difference(one, other, unit))
