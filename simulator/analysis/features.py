"""Feature scores: which factors an outcome depends on, from any design.

The score of a factor is how far the outcome's distribution moves when the factor is known: the
largest distance between its distribution in a slice of the factor and that over all points
(Kolmogorov and Smirnov), as the median over slices. It asks for no straight lines and no peaks. A
factor that does nothing has a score too, by chance. How large the largest of such scores is, is
found by shuffling the outcome, and a score counts only above it. The sign is that of the rank
correlation.

References: Pianosi and Wagener (2015, 2018).
"""

import numpy as np
import pyarrow as pa
from matplotlib.figure import Figure

from simulator.analysis import bars, results
from simulator.analysis.outcome import Missing, Outcome, categories, positions, whole_points
from simulator.sweeps.errors import SweepError, said
from simulator.sweeps.reading import Sweep

SLICES = 10
LEAST = 5  # points in a slice
RESAMPLES = 100
CONFIDENCE = 0.95
SEED = 1


def table(sweep: Sweep, found: Outcome, missing: Missing = "refuse") -> pa.Table:
    """Scores of every factor, the largest first.

    Returns:
        factor, score, score_low, score_high (95 %, bootstrap over points), chance (what the largest
        score stays below in 95 % of shuffled outcomes), counts (is the score above that?),
        rank_correlation (null for names).

    Raises:
        SweepError: there are gaps, too few points, or nothing varies.
    """
    whole, keep = whole_points(found, missing)
    means = whole.means
    if len(means) < 2 * LEAST:
        raise SweepError("too_few_points", points=len(means), needed=2 * LEAST)
    if not means.std() > 0:
        raise SweepError("nothing_varies", name=found.name)
    where = positions(sweep)[keep]
    random = np.random.Generator(np.random.PCG64(SEED))
    draws = random.integers(0, len(means), (RESAMPLES, len(means)))
    chance = _chance(where, means, random)
    rows: list[tuple[str, float, float, float, float, bool, float | None]] = []
    for i, name in enumerate(sweep.factors):
        score = scored(where[:, i], means)
        resampled = [scored(where[d, i], means[d]) for d in draws]
        low, high = np.quantile(resampled, (0.5 - CONFIDENCE / 2, 0.5 + CONFIDENCE / 2))
        ends = [max(0.0, float(2.0 * score - end)) for end in (high, low)]  # without their bias
        ranked = None if categories(sweep, name) else correlation(where[:, i], means)
        rows.append((name, score, ends[0], ends[1], chance, score > chance, ranked))
    rows.sort(key=lambda row: -row[1])
    names = ("factor", "score", "score_low", "score_high", "chance", "counts", "rank_correlation")
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    return results.table(columns, whole, sweep)


def _chance(where: np.ndarray, means: np.ndarray, random: np.random.Generator) -> float:
    """What the largest score of all factors stays below in 95 % of the shuffled outcomes."""
    largest = []
    for _ in range(RESAMPLES):
        shuffled = random.permutation(means)
        largest.append(max(scored(column, shuffled) for column in where.T))
    return float(np.quantile(largest, CONFIDENCE))


def scored(factor: np.ndarray, values: np.ndarray) -> float:
    """The score of one factor [P] for values [P]: in [0, 1]."""
    ordered = np.sort(values)
    everywhere = np.arange(1, len(values) + 1) / len(values)
    distances = []
    for part in sliced(factor):
        own = np.sort(values[part])
        here = np.searchsorted(own, ordered, side="right") / len(own)
        distances.append(np.abs(here - everywhere).max())
    return float(np.median(distances)) if distances else 0.0


def sliced(factor: np.ndarray) -> list[np.ndarray]:
    """The points of each slice: each value where there are few, else as many points in each."""
    if len(np.unique(factor)) <= SLICES:
        parts = [np.flatnonzero(factor == value) for value in np.unique(factor)]
    else:
        count = min(SLICES, max(2, len(factor) // LEAST))
        parts = np.array_split(np.argsort(factor, kind="stable"), count)
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
    notes = [said("features_reading", lang)]
    if len(scores) > bars.MOST:
        notes.append(said("not_shown", lang, count=len(scores) - bars.MOST))
    notes += bars.gaps(about, lang)
    title = said("features_title", lang, outcome=results.spoken(about["outcome"], lang))
    return bars.figure(names, series, title, notes, said("features_axis", lang), lang, word)
