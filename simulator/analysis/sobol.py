"""Sobol indices: which share of the variance of an outcome each factor accounts for.

S1 is what a factor does by itself, ST what it does together with all others; where ST is well above
S1 the factor works through others. They are those of the outcome to be expected over all luck:
noise that few replicates leave in the means is taken off, so they may fall a little outside 0 to 1.
The intervals (95 %) say what the size of the sample and so many lucks leave open: see `luck`.

Without luck the numbers are those of SALib but for what the sample misses of each factor and pair,
which is corrected.

References: Saltelli et al. (2010), Jansen (1999).
"""

import numpy as np
import pyarrow as pa
from matplotlib.figure import Figure

from simulator.analysis import bars, results, sayings
from simulator.analysis.luck import Estimate, polynomials, pseudo, ratios
from simulator.analysis.outcome import (
    Missing,
    Outcome,
    draws,
    required_design,
    sampled,
    whole_points,
)
from simulator.sweeps.errors import SweepError, said
from simulator.sweeps.load import Sweep


def table(sweep: Sweep, found: Outcome, missing: Missing = "refuse") -> pa.Table:
    """Indices of every factor, the largest ST first.

    Args:
        missing: what to do with gaps; a base point is dropped with all points drawn from it.

    Returns:
        factor, s1, s1_low, s1_high, s1_luck, st, st_low, st_high, st_luck (the part of the interval
        that is luck). Second-order indices are in `pairs`.

    Raises:
        SweepError: the points were not drawn for this, there are gaps, too few base points, or
            nothing varies.
    """
    whole, blocks = _blocks(sweep, found, missing)
    over, under = _products(blocks, len(sweep.factors))
    index = ratios(over, under, draws(sweep), _spread(sweep, whole, len(blocks)))
    s1, st = (Estimate(*(part[i::2] for part in index)) for i in range(2))
    order = np.argsort(-st.value, kind="stable")
    columns = {
        "factor": [sweep.factors[i] for i in order],
        **_columns("s1", s1, order),
        **_columns("st", st, order),
    }
    return results.table(columns, whole, sweep, base=len(blocks))


def pairs(sweep: Sweep, found: Outcome, missing: Missing = "refuse") -> pa.Table | None:
    """Second-order indices, the largest first; None where the sweep was not drawn for them.

    Returns:
        factor, with, s2, s2_low, s2_high, s2_luck: what two factors do together that neither does
        by itself.
    """
    required_design(sweep, "sobol")
    if not sweep.manifest["identity"]["plan"]["design"]["second_order"]:
        return None
    whole, blocks = _blocks(sweep, found, missing)
    names, over, under = _together(blocks, sweep.factors)
    index = ratios(over, under, draws(sweep), _spread(sweep, whole, len(blocks)))
    order = np.argsort(-index.value, kind="stable")
    columns = {
        "factor": [names[i][0] for i in order],
        "with": [names[i][1] for i in order],
        **_columns("s2", index, order),
    }
    return results.table(columns, whole, sweep, base=len(blocks))


def _columns(name: str, index: Estimate, order: np.ndarray) -> dict[str, pa.Array]:
    return results.interval(name, Estimate(*(part[order] for part in index)))


def _blocks(sweep: Sweep, found: Outcome, missing: Missing) -> tuple[Outcome, np.ndarray]:
    """The outcome without gaps, and its values by base point, [N, points of a block, n].

    Every replicate is taken from its own mean over all points: luck that lifts every point alike
    is no variance over the space.
    """
    required_design(sweep, "sobol")
    second = sweep.manifest["identity"]["plan"]["design"]["second_order"]
    block = (2 if second else 1) * len(sweep.factors) + 2
    whole, _ = whole_points(found, missing, block)
    if len(whole.values) < 2 * block:
        raise SweepError("one_base_point", name=found.name)
    if not whole.means.std() > 0:
        raise SweepError("nothing_varies", name=found.name)
    blocks = whole.values.reshape(len(whole.values) // block, block, -1)
    return whole, blocks - blocks[:, [0, -1]].mean(axis=(0, 1))


def _spread(sweep: Sweep, whole: Outcome, count: int) -> np.ndarray | None:
    """Functions that a Sobol sequence of `count` base points integrates well, [N, q].

    Each factor, each times itself in the other sample, and all pairs where there are points enough.
    """
    unit = sampled(sweep, whole)
    if unit is None:
        return None
    corners = unit.reshape(count, -1, unit.shape[1])[:, [0, -1]] * 2.0 - 1.0
    own, flat = np.prod(corners, axis=1), corners.reshape(count, -1)
    basis = np.hstack([polynomials((flat + 1.0) / 2.0), own])
    one, other = np.triu_indices(flat.shape[1], 1)
    if 2 * (basis.shape[1] + len(one)) < count:
        basis = np.hstack([basis, flat[:, one] * flat[:, other]])
    return basis


def _products(blocks: np.ndarray, factors: int) -> tuple[np.ndarray, np.ndarray]:
    """Pseudo-values of what stands above the line, [N, n, 2k] (S1, ST of each factor), and below.

    Saltelli's estimator of S1 and Jansen's of ST.
    """

    def above(y: np.ndarray) -> np.ndarray:
        a, b, mixed = y[:, :1], y[:, -1:], y[:, 1 : factors + 1]
        both = np.stack([b * (mixed - a), 0.5 * (a - mixed) ** 2], axis=2)
        return np.asarray(both.reshape(len(y), -1))

    return pseudo(blocks, above), pseudo(blocks, _variance)[..., 0]


def _variance(y: np.ndarray) -> np.ndarray:
    return np.asarray(0.5 * (y[:, :1] ** 2 + y[:, -1:] ** 2))


def _together(
    blocks: np.ndarray, factors: list[str]
) -> tuple[list[tuple[str, str]], np.ndarray, np.ndarray]:
    """Pairs of factors with pseudo-values above the line, [N, n, pairs], and below."""
    count = len(factors)
    one, other = np.triu_indices(count, 1)

    def above(y: np.ndarray) -> np.ndarray:
        a, b = y[:, :1], y[:, -1:]
        mixed, back = y[:, 1 : count + 1], y[:, count + 1 : 2 * count + 1]
        alone = b * (mixed - a)
        return np.asarray(back[:, one] * mixed[:, other] - a * b - alone[:, one] - alone[:, other])

    names = [(factors[i], factors[j]) for i, j in zip(one, other, strict=True)]
    return names, pseudo(blocks, above), pseudo(blocks, _variance)[..., 0]


def figure(indices: pa.Table, lang: str, word: str | None = None) -> Figure:
    """Bars of ST with S1 in them, the largest on top."""
    about = results.about(indices)
    shown = indices.slice(0, bars.MOST)
    series = (
        bars.Series(said("sobol_total", lang), *_three(shown, "st"), filled=True),
        bars.Series(said("sobol_first", lang), *_three(shown, "s1"), filled=False),
    )
    notes = [
        said("sobol_reading", lang),
        said("sobol_sample", lang, base=about["base"], replicates=about["replicates"]),
    ]
    if len(indices) > bars.MOST:
        notes.append(said("not_shown", lang, count=len(indices) - bars.MOST))
    notes += [*sayings.luck(indices, lang), *bars.gaps(about, lang)]
    title = said("sobol_title", lang, outcome=results.spoken(about["outcome"], lang))
    names = [bars.shortened(results.label(name)) for name in shown["factor"].to_pylist()]
    return bars.figure(names, series, title, notes, said("sobol_axis", lang), lang, word)


def _three(indices: pa.Table, name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """An index with the ends of its interval."""
    return tuple(indices[f"{name}{end}"].to_numpy() for end in ("", "_low", "_high"))
