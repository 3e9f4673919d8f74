"""Response curves: how an outcome goes with one factor, averaged over all others.

For a factor with few values there is a mean for each, otherwise for each of ten slices with as many
points. The bands are 95 % intervals of the mean: what so many points and lucks leave open.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from matplotlib.figure import Figure

from simulator.analysis import bars, results, sayings
from simulator.analysis.features import scored
from simulator.analysis.luck import estimated
from simulator.analysis.outcome import Missing, Outcome, categories, draws, positions, whole_points
from simulator.figures import style
from simulator.figures.marks import Numbers
from simulator.sweeps.errors import said
from simulator.sweeps.load import Sweep

SLICES = 10
SHOWN = 6  # factors, where the user names none


def table(
    sweep: Sweep,
    found: Outcome,
    missing: Missing = "refuse",
    factors: Sequence[str] = (),
) -> pa.Table:
    """Mean outcome along each factor.

    Args:
        factors: which; empty = the six on which the outcome depends most.

    Returns:
        factor, position, name (of a choice, else null), mean, mean_low, mean_high, mean_luck (the
        part of the interval that is luck), points_here.
    """
    whole, keep = whole_points(found, missing)
    means = whole.means
    chosen = list(factors) or _leading(sweep, keep, means)
    where, drawn = positions(sweep, chosen)[keep], draws(sweep)
    rows = []
    for name, column in zip(chosen, where.T, strict=True):
        names = categories(sweep, name)
        for part in parted(column, names is not None):
            middle = float(column[part].mean())
            called = names[round(middle)] if names else None
            mean = estimated(whole.values[part], drawn)
            rows.append((name, middle, called, *(float(end[0]) for end in mean), len(part)))
    ends = [f"mean{end}" for end in results.ENDS]
    heads = ("factor", "position", "name", *ends, "points_here")
    columns = dict(zip(heads, map(list, zip(*rows, strict=True)), strict=True))
    columns["name"] = pa.array(columns["name"], pa.string())
    columns |= {name: pa.array(columns[name], pa.float64(), from_pandas=True) for name in ends}
    return results.table(columns, whole, sweep)


def _leading(sweep: Sweep, keep: np.ndarray, means: np.ndarray) -> list[str]:
    columns = zip(sweep.factors, positions(sweep)[keep].T, strict=True)
    scores = [scored(column, means, bool(categories(sweep, name))) for name, column in columns]
    order = np.argsort([-score for score in scores], kind="stable")
    return [sweep.factors[i] for i in order[:SHOWN]]


def parted(column: np.ndarray, named: bool = False) -> list[np.ndarray]:
    """The points of each value or name, or of each slice where there are many values."""
    values = np.unique(column)
    if named or len(values) <= SLICES:
        return [np.flatnonzero(column == value) for value in values]
    return np.array_split(np.argsort(column, kind="stable"), SLICES)


def figure(curves: pa.Table, lang: str, word: str | None = None) -> Figure:
    """A small panel for each factor, all with the same scale."""
    about = results.about(curves)
    factors = list(dict.fromkeys(curves["factor"].to_pylist()))
    across = min(3, len(factors))
    down = -(-len(factors) // across)
    rows = curves.to_pylist()
    with style.styled():
        drawing = style.blank(style.WIDE[0], max(5.0, 3.4 * down + 1.6), lang)
        grid = drawing.subplots(down, across, sharey=True, squeeze=False)
        notes = [
            said("response_reading", lang),
            *sayings.luck(curves, lang),
            *bars.gaps(about, lang),
        ]
        title = said("response_title", lang, outcome=results.spoken(about["outcome"], lang))
        style.framed(drawing, title, notes, word, lang)
        for axes, name in zip(grid.flat, factors, strict=False):
            own = [row for row in rows if row["factor"] == name]
            x = np.array([row["position"] for row in own])
            mean, low, high = (
                np.array([row[k] for row in own], float) for k in ("mean", "mean_low", "mean_high")
            )
            if own[0]["name"] is None:
                axes.fill_between(x, low, high, color=style.BLUE, alpha=0.2, lw=0)
                axes.plot(x, mean, color=style.BLUE, marker="o")
                axes.xaxis.set_major_formatter(Numbers(lang, short=True))
                axes.locator_params(axis="x", nbins=4)
            else:
                error = np.nan_to_num([mean - low, high - mean])
                axes.errorbar(x, mean, yerr=error, fmt="o", color=style.BLUE, capsize=6)
                axes.set_xticks(x, [row["name"] for row in own])
                axes.margins(x=0.3)
            axes.set_title(bars.shortened(results.label(name)), size=style.SMALL)
            axes.yaxis.set_major_formatter(Numbers(lang, short=True))
        for axes in list(grid.flat)[len(factors) :]:
            axes.set_visible(False)
    return drawing
