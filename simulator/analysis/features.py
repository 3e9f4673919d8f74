"""Feature scores: which factors an outcome depends on, from any design.

The score of a factor is how far the outcome's distribution moves when the factor moves: the points
are cut into slices of the factor, a slice for each name where it is a name, and the score is the
mean distance between the distributions in two slices (Kolmogorov and Smirnov). 0: the same in all;
1: no two slices overlap. It asks for no straight lines and no peaks, and a factor of two names can
score as high as one of numbers. A factor that does nothing has a score too, by chance. How large
the largest of such scores is, is found by shuffling the outcome. A factor counts when the whole
95 % interval of its score is above that, and does not when all of it is below; in between there are
too few points to say. So it is where a name has too few points to be looked at. The sign is that of
the rank correlation.

The interval resamples points, and adds what the replicates differ in (see `luck`). Few points in a
slice make any score large, so the number of slices goes with the number of points. Resampling has
ties and shifts the scores; that shift is taken off. What is estimated is the mean score of as many
points, were there replicates without end.

References: after Pianosi and Wagener (2015, 2018), who compare slices with all points.
"""

import math

import numpy as np
import pyarrow as pa
from matplotlib.figure import Figure

from simulator.analysis import bars, results, sayings
from simulator.analysis.luck import Draws, Parts, halves
from simulator.analysis.outcome import Missing, Outcome, categories, draws, positions, whole_points
from simulator.sweeps.errors import SweepError, said
from simulator.sweeps.load import Sweep

FEWEST, MOST = 3, 10  # slices
FULL = 25  # points in a slice, where there are enough for the fewest slices
LEAST = 5  # points in a slice that is looked at
MOST_LUCKS = 8  # groups of replicates
RESAMPLES = 100
CONFIDENCE = 0.95
SEED = 1


def table(sweep: Sweep, found: Outcome, missing: Missing = "refuse") -> pa.Table:
    """Scores of every factor, the largest first, those without a score last.

    Returns:
        factor, score, score_low, score_high (95 %, over points and luck), score_luck (the part that
        is luck), chance (what the largest score stays below in 95 % of shuffled outcomes), counts
        (is it above that? null: too few points to say), rank_correlation (null for names).
        A factor whose names have fewer than five points each has no score.

    Raises:
        SweepError: there are gaps, too few points, or nothing varies.
    """
    whole, keep = whole_points(found, missing)
    means = whole.means
    if len(means) < FEWEST * LEAST:
        raise SweepError("too_few_points", points=len(means), needed=FEWEST * LEAST)
    if not means.std() > 0:
        raise SweepError("nothing_varies", name=found.name)
    where = positions(sweep)[keep]
    random = np.random.Generator(np.random.PCG64(SEED))
    picks = random.integers(0, len(means), (RESAMPLES, len(means)))
    named = [categories(sweep, name) is not None for name in sweep.factors]
    chance = _chance(where, means, named, random)
    rows: list[tuple[object, ...]] = []
    for i, name in enumerate(sweep.factors):
        column, names = where[:, i], named[i]
        ranked = None if names else correlation(column, means)
        if len(sliced(column, names)) < 2:
            rows.append((name, None, None, None, None, chance, None, ranked))
            continue
        score, low, high, luck = scored_over(column, whole.values, names, picks, draws(sweep))
        counts = verdict(low, high, chance)
        if counts is False and names and _some_unseen(column):
            counts = None
        rows.append((name, score, low, high, luck, chance, counts, ranked))
    rows.sort(key=lambda row: -float(str(row[1])) if row[1] is not None else 1.0)
    return results.table(_columns(rows), whole, sweep)


def _columns(rows: list[tuple[object, ...]]) -> dict[str, pa.Array]:
    scores = [f"score{end}" for end in results.ENDS]
    names = ("factor", *scores, "chance", "counts", "rank_correlation")
    kinds = {"factor": pa.string(), "counts": pa.bool_()}
    return {
        name: pa.array(column, kinds.get(name, pa.float64()), from_pandas=True)
        for name, column in zip(names, zip(*rows, strict=True), strict=True)
    }


def _some_unseen(column: np.ndarray) -> bool:
    """Is there a name with too few points to be looked at?"""
    return bool((np.unique(column, return_counts=True)[1] < LEAST).any())


def scored_over(
    column: np.ndarray, values: np.ndarray, named: bool, picks: np.ndarray, drawn: Draws
) -> tuple[float, float, float, float]:
    """A score with the ends of its interval and the part of that which is luck.

    Args:
        column: the factor, [P].
        values: [P, n].
        picks: which points each resample holds, [B, P].
    """
    which, means = slices(column, named), leaving_out(values)
    places = [places_of(mean) for mean in means]
    table = _over_lucks([distance(which, place) for place in places])
    again = np.array(
        [_over_lucks([distance(which[pick], place[pick]) for place in places]) for pick in picks]
    )  # [B, g]
    lucks = len(table)
    found = Parts(
        np.array([again.mean(axis=1).var(ddof=1)]),
        np.array([table.var(ddof=1) / lucks if lucks > 1 else math.nan]),
        np.array([_contrast(again)]),
    )
    squared, luck = halves(found, (len(values), lucks), drawn._replace(fixed=False))
    half = float(np.sqrt(squared[0]))
    score = float(np.clip(table.mean(), 0.0, 1.0))
    return score, max(0.0, score - half), min(1.0, score + half), float(luck[0])


def leaving_out(values: np.ndarray) -> list[np.ndarray]:
    """Means over all replicates [P], and without each group of them in turn."""
    count = values.shape[1]
    groups = np.array_split(np.arange(count), min(MOST_LUCKS, count))
    total = values.sum(axis=1)
    left = [(total - values[:, g].sum(axis=1)) / (count - len(g)) for g in groups if len(g) < count]
    return [total / count, *left]


def _over_lucks(scores: list[float]) -> np.ndarray:
    """What each group of replicates adds to a score, [g]; their mean has no bias from few."""
    whole, left = scores[0], np.array(scores[1:])
    return len(left) * whole - (len(left) - 1) * left if len(left) else np.array([whole])


def _contrast(again: np.ndarray) -> float:
    """Variance that points and luck make together: how resamples differ between replicates."""
    lucks = again.shape[1]
    if lucks == 1:
        return math.nan
    apart = again - again.mean(axis=1, keepdims=True)
    return float(apart.var(axis=0, ddof=1).sum() / (lucks * (lucks - 1)))


def verdict(low: float, high: float, chance: float) -> bool | None:
    """Does a factor count? None = the interval is on both sides of chance."""
    return True if low > chance else False if high <= chance else None


def _chance(
    where: np.ndarray, means: np.ndarray, named: list[bool], random: np.random.Generator
) -> float:
    """What the largest score of all factors stays below in 95 % of the shuffled outcomes."""
    place = places_of(means)
    cut = [slices(column, names) for column, names in zip(where.T, named, strict=True)]
    largest = []
    for _ in range(RESAMPLES):
        shuffled = random.permutation(place)
        largest.append(max(distance(which, shuffled) for which in cut))
    return float(np.quantile(largest, CONFIDENCE))


def scored(factor: np.ndarray, values: np.ndarray, named: bool = False) -> float:
    """The score of one factor [P], whose numbers may stand for names, for values [P]: in [0, 1]."""
    return distance(slices(factor, named), places_of(values))


def places_of(values: np.ndarray) -> np.ndarray:
    """The place of each value in their order, [P]; equal values have one place."""
    return np.asarray(np.unique(values, return_inverse=True)[1])


def distance(which: np.ndarray, place: np.ndarray) -> float:
    """Mean distance between the distributions in two slices.

    Args:
        which: the slice of each point, [P], -1 = none.
        place: of its value in the order of all, [P].
    """
    levels, number = int(place.max()) + 1, int(which.max()) + 1
    looked = which >= 0
    cells = np.bincount(which[looked] * levels + place[looked], minlength=number * levels)
    below = cells.reshape(number, levels).cumsum(axis=1)
    below = below[below[:, -1] > 0] if number else below
    if len(below) < 2:
        return 0.0
    share = below / below[:, -1:]
    one, other = np.triu_indices(len(share), 1)
    return float(np.abs(share[one] - share[other]).max(axis=1).mean())


def sliced(factor: np.ndarray, named: bool = False) -> list[np.ndarray]:
    """The points of each slice that has enough of them."""
    which = slices(factor, named)
    return [np.flatnonzero(which == slice_) for slice_ in np.unique(which[which >= 0])]


def slices(factor: np.ndarray, named: bool = False) -> np.ndarray:
    """The slice of each point, [P]: each value where there are few, else as many points in each.

    -1 where a slice has too few points to be looked at.
    """
    count = min(MOST, max(FEWEST, len(factor) // FULL))
    if named or len(np.unique(factor)) <= count:
        which = np.unique(factor, return_inverse=True)[1]
    else:  # equal values stay together
        which = ((ranks(factor) + 0.5) * count / len(factor)).astype(int)
    return np.where(np.bincount(which)[which] >= LEAST, which, -1)


def correlation(factor: np.ndarray, values: np.ndarray) -> float:
    """Spearman's rank correlation; 0 where the factor stands still."""
    one, other = ranks(factor), ranks(values)
    if not (one.std() > 0 and other.std() > 0):
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


def ranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 0; ties share their mean rank."""
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts) - 1
    return np.asarray((last - (counts - 1) / 2.0)[which])


def figure(scores: pa.Table, lang: str, word: str | None = None) -> Figure:
    """Bars of the scores, with what chance alone would give."""
    about = results.about(scores)
    shown = scores.slice(0, bars.MOST)
    score, low, high = (shown[name].to_numpy() for name in ("score", "score_low", "score_high"))
    chance = shown["chance"].to_numpy()
    series = (
        bars.Series(said("features_score", lang), score, low, high, filled=True),
        bars.Series(said("features_chance", lang), chance, chance, chance, filled=False),
    )
    names = []
    for row in shown.to_pylist():
        ranked = row["rank_correlation"]
        sign = "" if ranked is None or not row["counts"] else " ↑" if ranked > 0 else " ↓"
        names.append(bars.shortened(results.label(row["factor"])) + sign)
    notes = [said("features_reading", lang), *unsure(scores, lang)]
    if len(scores) > bars.MOST:
        notes.append(said("not_shown", lang, count=len(scores) - bars.MOST))
    notes += [*sayings.luck(scores, lang), *bars.gaps(about, lang)]
    title = said("features_title", lang, outcome=results.spoken(about["outcome"], lang))
    return bars.figure(names, series, title, notes, said("features_axis", lang), lang, word)


def unsure(scores: pa.Table, lang: str) -> list[str]:
    """A sentence about the factors of which these points are too few to say, if there are any."""
    count = scores["counts"].null_count
    if not count:
        return []
    points = results.about(scores)["points"]
    return [said("features_unsure", lang, count=count, of=len(scores), points=points)]
