"""Sobol indices: which share of the variance of an outcome each factor accounts for.

S1 is what a factor does by itself, ST what it does together with all others; where ST is well above
S1 the factor works through others. The intervals say what the size of the sample leaves open (95 %,
bootstrap over the base sample). The range over replicates says what luck leaves open: the same
indices, computed for each replicate alone.

References: Saltelli et al. (2010), computed by SALib.
"""

import numpy as np
import pyarrow as pa
from matplotlib.figure import Figure

from simulator.analysis import bars, results
from simulator.analysis.needs import salib
from simulator.analysis.outcome import Missing, Outcome, required_design, whole_points
from simulator.sweeps.designs import unit_problem
from simulator.sweeps.errors import SweepError, said
from simulator.sweeps.load import Sweep

RESAMPLES = 200
SEED = 1  # of the bootstrap


def table(sweep: Sweep, found: Outcome, missing: Missing = "refuse") -> pa.Table:
    """Indices of every factor, the largest ST first.

    Args:
        missing: what to do with gaps; a base point is dropped with all points drawn from it.

    Returns:
        factor, s1, s1_low, s1_high, st, st_low, st_high, st_least, st_most (over replicates).

    Raises:
        SweepError: the points were not drawn for this, there are gaps, or nothing varies.
    """
    required_design(sweep, "sobol")
    factors, pairs = sweep.factors, bool(_design(sweep)["second_order"])
    block = (2 if pairs else 1) * len(factors) + 2
    whole, _ = whole_points(found, missing, block)
    means = whole.means
    if not means.std() > 0:
        raise SweepError("nothing_varies", name=found.name)
    index = _indices(means, len(factors), pairs)
    single = [
        _indices(column, len(factors), pairs, resamples=2)["ST"]
        for column in whole.values.T
        if column.std() > 0
    ]
    order = np.argsort(-index["ST"], kind="stable")
    least, most = np.min(single, axis=0), np.max(single, axis=0)
    columns = {
        "factor": [factors[i] for i in order],
        **{
            f"{name}{end}": (index[key] + sign * index[f"{key}_conf"])[order]
            for name, key in (("s1", "S1"), ("st", "ST"))
            for end, sign in (("", 0), ("_low", -1), ("_high", 1))
        },
        "st_least": least[order],
        "st_most": most[order],
    }
    return results.table(
        columns, whole, sweep, base=len(means) // block, mean=means.mean(), deviation=means.std()
    )


def _design(sweep: Sweep) -> dict[str, object]:
    return dict(sweep.manifest["identity"]["plan"]["design"])


def _indices(
    values: np.ndarray, factors: int, pairs: bool, resamples: int = RESAMPLES
) -> dict[str, np.ndarray]:
    """S1, ST and half the width of their intervals, each [k]."""
    analysed = salib("analyze.sobol").analyze(
        unit_problem(factors), values, calc_second_order=pairs, num_resamples=resamples, seed=SEED
    )
    return {key: np.asarray(analysed[key]) for key in ("S1", "S1_conf", "ST", "ST_conf")}


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
    notes += bars.gaps(about, lang)
    title = said("sobol_title", lang, outcome=results.spoken(about["outcome"], lang))
    names = [bars.shortened(results.label(name)) for name in shown["factor"].to_pylist()]
    return bars.figure(names, series, title, notes, said("sobol_axis", lang), lang, word)


def _three(indices: pa.Table, name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """An index with the ends of its interval."""
    return tuple(indices[f"{name}{end}"].to_numpy() for end in ("", "_low", "_high"))
