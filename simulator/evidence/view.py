"""What was played, seen in groups: a group is a seed, or a point of the robustness design.

G groups, M relations a group (runs times relations), Y years, T turns. A statistic takes the views
of all arms and gives one number per group, [G]; twins in two arms have the same place in both.
"""

import warnings
from collections.abc import Callable, Mapping

import numpy as np

from simulator.batch import Record
from simulator.engine.records import AGREED, COMMITTEE, FUNDER, MEDIATED, NO_CONTRACT, PROVIDER


class View:
    """One arm as arrays with groups in front."""

    def __init__(self, record: Record, groups: int) -> None:
        self.record, self.groups = record, groups

    def _folded(self, values: np.ndarray) -> np.ndarray:
        """[R, Y, D, ...] as [G, M, Y, ...]."""
        runs, years, relations, *rest = values.shape
        moved = np.moveaxis(values, 2, 1).reshape(runs * relations, years, *rest)
        folded: np.ndarray = moved.reshape(self.groups, -1, years, *rest)
        return folded

    def side(self, name: str) -> np.ndarray:
        """A field of both sides, [G, M, Y, 2]."""
        return self._folded(self.record.sides[name])

    def provider(self, name: str) -> np.ndarray:
        """A field of the provider, [G, M, Y]."""
        return self.side(name)[..., PROVIDER]

    def funder(self, name: str) -> np.ndarray:
        """A field of the funder, [G, M, Y]."""
        return self.side(name)[..., FUNDER]

    def both(self, name: str) -> np.ndarray:
        """A field summed over both sides, [G, M, Y]."""
        total: np.ndarray = self.side(name).sum(axis=-1)
        return total

    def relation(self, name: str) -> np.ndarray:
        """A field of the relation, [G, M, Y]."""
        return self._folded(self.record.relations[name])

    def turns(self, name: str, year: int) -> np.ndarray:
        """A field of every turn of one season, [G, M, T] or [G, M, T, 2]; NaN where not played.

        Raises:
            ValueError: the experiment keeps no turns.
        """
        if self.record.trace is None:
            raise ValueError("this experiment keeps no turns: write `trace: true` in its config")
        season = self._folded(self.record.trace[:, year : year + 1])[:, :, 0]
        values = season[name].astype(float)
        played = season["actor"] >= 0
        return np.where(played if values.ndim == 3 else played[..., None], values, np.nan)

    def actors(self, year: int) -> np.ndarray:
        """Who acted in each turn, [G, M, T]; NaN where not played."""
        return self.turns("actor", year)


Views = Mapping[str, View]
Statistic = Callable[[Views], np.ndarray]


def mean(values: np.ndarray) -> np.ndarray:
    """Mean of each group, [G]; NaN where there is nothing."""
    return by_last(values.reshape(len(values), -1, 1))[:, 0]


def by_last(values: np.ndarray) -> np.ndarray:
    """Mean over the relations of each group for every year or turn, [G, M, n] to [G, n]."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        found: np.ndarray = np.nanmean(values, axis=1)
    return found


def difference(one: str, other: str, found: Callable[[View], np.ndarray]) -> Statistic:
    """A statistic: mean over twins of one arm less another.

    Args:
        found: a view -> one number per relation, [G, M] or [G, M, Y].
    """
    return lambda arms: mean(found(arms[one]) - found(arms[other]))


def median(values: np.ndarray) -> np.ndarray:
    """Median of each group, [G]."""
    found: np.ndarray = np.median(values.reshape(len(values), -1), axis=1)
    return found


def correlation(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Pearson's correlation within each group, [G]; pairs with NaN do not count."""
    flat = [values.reshape(len(values), -1) for values in (one, other)]
    found = np.full(len(one), np.nan)
    for g, (x, y) in enumerate(zip(*flat, strict=True)):
        kept = np.isfinite(x) & np.isfinite(y)
        if kept.sum() > 2 and x[kept].std() > 0 and y[kept].std() > 0:
            found[g] = np.corrcoef(x[kept], y[kept])[0, 1]
    return found


def settled(view: View) -> np.ndarray:
    """Did the talks of the year end in a contract between the two? [G, M, Y]"""
    ending = view.relation("ending")
    found: np.ndarray = (ending == AGREED) | (ending == MEDIATED)
    return found


def stranded(view: View) -> np.ndarray:
    """Did they end before the committee or without a contract? [G, M, Y]"""
    ending = view.relation("ending")
    found: np.ndarray = (ending == COMMITTEE) | (ending == NO_CONTRACT)
    return found


def own_turns(view: View, name: str, side: int, year: int, numbers: range) -> np.ndarray:
    """A field of the turn at a side's own turns (0 = its opening), [G, M, len(numbers)].

    NaN where the season ended before.
    """
    calendar = view.record.world.calendar[0]
    first = 0 if int(calendar["opener"]) == side else 1
    return view.turns(name, year)[:, :, [first + 2 * k for k in numbers]]


def ratio(one: str, other: str, found: Callable[[View], np.ndarray]) -> Statistic:
    """A statistic: mean of one arm over that of another."""
    return lambda arms: mean(found(arms[one])) / mean(found(arms[other]))


def level(arm: str, found: Callable[[View], np.ndarray]) -> Statistic:
    """A statistic: mean of one arm."""
    return lambda arms: mean(found(arms[arm]))
