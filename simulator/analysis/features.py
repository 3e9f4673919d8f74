"""Feature scores: which factors an outcome depends on, from any design.

The score of a factor is how far the outcome's distribution moves when the factor is known: the
largest distance between its distribution in a slice of the factor and that over all points
(Kolmogorov and Smirnov), as the median over slices. It asks for no straight lines and no peaks. A
factor that does nothing has a score too, by chance. How large the largest of such scores is, is
found by shuffling the outcome. A factor counts when the whole 95 % interval of its score is above
that, and does not when all of it is below; in between there are too few points to say. The sign is
that of the rank correlation.

Few points in a slice make any score large, so the number of slices goes with the number of points.
Resampling has ties and shifts the scores; that shift, the mean of the resampled scores less the
score itself, is taken off the ends of the interval.

References: Pianosi and Wagener (2015, 2018).
"""

import numpy as np
import pyarrow as pa
from matplotlib.figure import Figure

from simulator.analysis import bars, results
from simulator.analysis.outcome import Missing, Outcome, categories, positions, whole_points
from simulator.sweeps.errors import SweepError, said
from simulator.sweeps.load import Sweep

FEWEST, MOST = 3, 10  # slices
FULL = 25  # points in a slice, where there are enough for the fewest slices
LEAST = 5  # points in a slice that is looked at
RESAMPLES = 100
CONFIDENCE = 0.95
SEED = 1


def table(sweep: Sweep, found: Outcome, missing: Missing = "refuse") -> pa.Table:
    """Scores of every factor, the largest first.

    Returns:
        factor, score, score_low, score_high (95 %, bootstrap over points), chance (what the largest
        score stays below in 95 % of shuffled outcomes), counts (is it above that? null: too few
        points to say), rank_correlation (null for names).

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
    draws = random.integers(0, len(means), (RESAMPLES, len(means)))
    named = [categories(sweep, name) is not None for name in sweep.factors]
    chance = _chance(where, means, named, random)
    rows: list[tuple[str, float, float, float, float, bool | None, float | None]] = []
    for i, name in enumerate(sweep.factors):
        score = scored(where[:, i], means, named[i])
        resampled = np.array([scored(where[d, i], means[d], named[i]) for d in draws])
        low, high = ends(score, resampled)
        ranked = None if named[i] else correlation(where[:, i], means)
        rows.append((name, score, low, high, chance, verdict(low, high, chance), ranked))
    rows.sort(key=lambda row: -row[1])
    names = ("factor", "score", "score_low", "score_high", "chance", "counts", "rank_correlation")
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    return results.table(columns, whole, sweep)


def ends(score: float, resampled: np.ndarray) -> tuple[float, float]:
    """The 95 % interval of a score, without the shift that resampling gives."""
    shift = float(resampled.mean()) - score
    low, high = np.quantile(resampled, (0.5 - CONFIDENCE / 2, 0.5 + CONFIDENCE / 2)) - shift
    return max(0.0, min(score, float(low))), min(1.0, max(score, float(high)))


def verdict(low: float, high: float, chance: float) -> bool | None:
    """Does a factor count? None = the interval is on both sides of chance."""
    return True if low > chance else False if high <= chance else None


def _chance(
    where: np.ndarray, means: np.ndarray, named: list[bool], random: np.random.Generator
) -> float:
    """What the largest score of all factors stays below in 95 % of the shuffled outcomes."""
    largest = []
    for _ in range(RESAMPLES):
        shuffled = random.permutation(means)
        each = zip(where.T, named, strict=True)
        largest.append(max(scored(column, shuffled, names) for column, names in each))
    return float(np.quantile(largest, CONFIDENCE))


def scored(factor: np.ndarray, values: np.ndarray, named: bool = False) -> float:
    """The score of one factor [P], whose numbers may stand for names, for values [P]: in [0, 1]."""
    ordered = np.sort(values)
    everywhere = np.searchsorted(ordered, ordered, side="right") / len(values)
    distances = []
    for part in sliced(factor, named):
        own = np.sort(values[part])
        here = np.searchsorted(own, ordered, side="right") / len(own)
        distances.append(np.abs(here - everywhere).max())
    return float(np.median(distances)) if distances else 0.0


def sliced(factor: np.ndarray, named: bool = False) -> list[np.ndarray]:
    """The points of each slice: each value where there are few, else as many points in each."""
    count = min(MOST, max(FEWEST, len(factor) // FULL))
    if named or len(np.unique(factor)) <= count:
        _, which = np.unique(factor, return_inverse=True)
    else:  # equal values stay together
        which = ((ranks(factor) + 0.5) * count / len(factor)).astype(int)
    parts = [np.flatnonzero(which == slice_) for slice_ in np.unique(which)]
    return [part for part in parts if len(part) >= LEAST]


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
    notes += bars.gaps(about, lang)
    title = said("features_title", lang, outcome=results.spoken(about["outcome"], lang))
    return bars.figure(names, series, title, notes, said("features_axis", lang), lang, word)


def unsure(scores: pa.Table, lang: str) -> list[str]:
    """A sentence about the factors of which these points are too few to say, if there are any."""
    count = scores["counts"].null_count
    if not count:
        return []
    points = results.about(scores)["points"]
    return [said("features_unsure", lang, count=count, of=len(scores), points=points)]
