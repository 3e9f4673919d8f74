"""The one table of group means: every measure of every group, in each run and year.

Summaries, contrasts, sayings, figures and reports read their numbers here, so the same question has
the same answer on the screen, in a file and on a page. A cell is the mean over the sides of a group
in one run and year; its interval is over runs.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from simulator.batch import Record
from simulator.engine.records import SIDES
from simulator.measures.catalogue import Measure
from simulator.results.groups import Grouping, grouped, means
from simulator.results.intervals import Interval, of


class Row(NamedTuple):
    """One line of the table: a group, a measure and a year."""

    by: str
    group: str
    measure: Measure
    year: int  # from 0
    found: Interval


class GroupMeans:
    """The table of one record; what was asked for once is kept.

    Args:
        record: played to its end.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self._groupings: dict[tuple[str, int | None], Grouping] = {}
        self._means: dict[tuple, np.ndarray] = {}

    def groups(self, by: str, side: int | None = None) -> tuple[str, ...]:
        """Names of the groups: by "kind", "strategy", "family" or "side".

        Args:
            side: only this side of each relation; None = both.
        """
        return self._grouping(by, side).names

    def runs(
        self, measure: Measure, by: str, side: int | None = None, members: bool = False
    ) -> np.ndarray:
        """The mean of every group in each run and year, [R, Y, G]; NaN where there is nothing.

        Args:
            members: a relation counts for as many organisations as it speaks for, so that a
                coalition of two hundred weighs as much as its members would apart.
        """
        key = (measure.name, measure.function, by, side, members)
        if key not in self._means:
            weight = self.record.world.ties["members"] if members else None
            values = measure.values(self.record)
            self._means[key] = means(values, self._grouping(by, side), weight)
        return self._means[key]

    def of(
        self, measure: Measure, by: str, group: str, side: int | None = None, members: bool = False
    ) -> np.ndarray:
        """The mean of one group in each run and year, [R, Y]."""
        place = self.groups(by, side).index(group)
        return self.runs(measure, by, side, members)[:, :, place]

    def there(
        self, measure: Measure, by: str, group: str, side: int | None = None, members: bool = False
    ) -> np.ndarray:
        """Which share of a group has a number in each run and year, [R, Y]; NaN without a group."""
        weight = self.record.world.ties["members"] if members else None
        known = np.isfinite(measure.values(self.record)).astype(float)
        grouping = self._grouping(by, side)
        place = grouping.names.index(group)
        return np.asarray(means(known, grouping, weight)[:, :, place])

    def of_side(self, measure: Measure, side: int, members: bool = False) -> np.ndarray:
        """The mean of one side of the table in each run and year, [R, Y]."""
        return self.of(measure, "side", SIDES[side], side, members)

    def interval(
        self, measure: Measure, by: str, group: str, year: int, side: int | None = None
    ) -> Interval:
        """The mean of one group in a year (0 = the first, -1 = the last), and its interval."""
        return of(self.of(measure, by, group, side)[:, year], measure.unit)

    def rows(self, measures: Iterable[Measure], by: str, side: int | None = None) -> Iterator[Row]:
        """Every group and year of some measures, with the intervals over runs."""
        for measure in measures:
            mean = self.runs(measure, by, side)
            for g, group in enumerate(self.groups(by, side)):
                for year in range(self.record.years):
                    yield Row(by, group, measure, year, of(mean[:, year, g], measure.unit))

    def _grouping(self, by: str, side: int | None) -> Grouping:
        if (by, side) not in self._groupings:
            self._groupings[by, side] = grouped(self.record, by, side)
        return self._groupings[by, side]


def alike(measure: Measure, records: Iterable[Record]) -> bool:
    """Do both sides always have the same number?"""
    return all(
        np.array_equal(values[..., 0], values[..., 1], equal_nan=True)
        for values in map(measure.values, records)
    )
