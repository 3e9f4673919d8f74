"""Two ways of working side by side: groups within one record, or a record and its counterfactual.

Both are paired: the difference is taken within each run, where all other luck is shared, and only
then averaged over runs.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from simulator.batch import Record
from simulator.groups import grouped, means
from simulator.intervals import Interval, interval
from simulator.measures.catalogue import Measure
from simulator.state import PROVIDER

FIRST, LAST = "first", "last"


class Contrast(NamedTuple):
    """One measure in one year for two ways of working, and the second minus the first."""

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
    groups = grouped(record, "family", side)
    if not set(families) <= set(groups.names):
        return []
    a, b = (groups.names.index(name) for name in families)
    found = []
    for measure in measures:
        year = year_of(record, measure, when)
        mean = means(measure.values(record)[:, year : year + 1], groups)[:, 0]
        found.append(_contrast(measure, year, mean[:, a], mean[:, b]))
    return found


def of_records(
    record: Record,
    other: Record,
    measures: Iterable[Measure],
    when: str = LAST,
    side: int = PROVIDER,
) -> list[Contrast]:
    """A record against its counterfactual: `other` first, `record` second.

    Raises:
        ValueError: the records do not hold the same runs and years, so they cannot be paired.
    """
    if not np.array_equal(record.runs, other.runs) or record.years != other.years:
        raise ValueError(
            "Only records of the same runs and years can be compared: "
            f"{len(record.runs)} runs of {record.years} years against "
            f"{len(other.runs)} of {other.years}."
        )
    found = []
    for measure in measures:
        year = year_of(record, measure, when)
        mine, theirs = (
            means(measure.values(each)[:, year : year + 1], grouped(each, "side", side))[:, 0, 0]
            for each in (record, other)
        )
        found.append(_contrast(measure, year, theirs, mine))
    return found


def _contrast(measure: Measure, year: int, first: np.ndarray, second: np.ndarray) -> Contrast:
    """First and second of each run, [R]."""
    return Contrast(measure, year, interval(first), interval(second), interval(second - first))
