"""Heat maps: an outcome over two factors, averaged over all others.

Every cell says its number; a cell without points stays empty and is hatched.
"""

import numpy as np
import pyarrow as pa
from matplotlib.colors import Normalize, TwoSlopeNorm
from matplotlib.figure import Figure

from simulator import i18n
from simulator.analysis import bars, results, sayings
from simulator.analysis.luck import Estimate, estimated
from simulator.analysis.outcome import Missing, Outcome, categories, draws, positions, whole_points
from simulator.figures import style
from simulator.sweeps.errors import SweepError, said
from simulator.sweeps.load import Sweep

SLICES = 8
MOST_NAMES = 24  # of a factor
NOTHING = Estimate(*np.full((4, 1), np.nan))
BOTH, ONE = "RdBu", "Blues"  # colours
DARK = 0.62  # how far from the middle of the colours letters turn white


def table(
    sweep: Sweep,
    found: Outcome,
    missing: Missing = "refuse",
    factors: tuple[str, str] | None = None,
) -> pa.Table:
    """Mean outcome in each cell of two factors.

    Args:
        factors: across and up; None = the only two that were varied.

    Returns:
        x, y (place of the cell), x_label, y_label, mean (null without points), mean_low, mean_high,
        mean_luck (see `luck`), points_here. A factor of names has a cell for each name.

    Raises:
        SweepError: no two factors, gaps, or more names than a map can show.
    """
    chosen = factors or tuple(sweep.factors)
    if len(chosen) != 2 or chosen[0] == chosen[1]:
        raise SweepError("two_factors", known=", ".join(sweep.factors))
    whole, keep = whole_points(found, missing)
    drawn = draws(sweep)
    where = positions(sweep, chosen)[keep]
    names = [categories(sweep, name) for name in chosen]
    for name, each in zip(chosen, names, strict=True):
        if each is not None and len(each) > MOST_NAMES:
            raise SweepError("too_many_names", name=name, count=len(each), most=MOST_NAMES)
    cells = [_cells(where[:, i], names[i]) for i in range(2)]
    rows = []
    for x, across in enumerate(cells[0][1]):
        for y, up in enumerate(cells[1][1]):
            here = whole.values[(cells[0][0] == x) & (cells[1][0] == y)]
            mean = estimated(here, drawn) if len(here) else NOTHING
            rows.append((x, y, across, up, *(float(end[0]) for end in mean), len(here)))
    ends = [f"mean{end}" for end in results.ENDS]
    heads = ("x", "y", "x_label", "y_label", *ends, "points_here")
    columns = dict(zip(heads, map(list, zip(*rows, strict=True)), strict=True))
    columns |= {name: pa.array(columns[name], pa.float64(), from_pandas=True) for name in ends}
    return results.table(columns, whole, sweep, x_factor=chosen[0], y_factor=chosen[1])


def _cells(column: np.ndarray, names: list[str] | None) -> tuple[np.ndarray, list[str]]:
    """The cell of each point, and what each cell is called."""
    values = np.unique(column)
    if names or len(values) <= SLICES:
        labels = [names[int(v)] if names else f"{v:.3g}" for v in values]
        return np.searchsorted(values, column), labels
    edges = np.linspace(column.min(), column.max(), SLICES + 1)
    middles = (edges[:-1] + edges[1:]) / 2.0
    return np.digitize(column, edges[1:-1]), [f"{middle:.3g}" for middle in middles]


def figure(cells: pa.Table, lang: str, word: str | None = None) -> Figure:
    """The map; blue and rust part at zero where the outcome takes both signs."""
    about = results.about(cells)
    rows = cells.to_pylist()
    shape = 1 + max(row["y"] for row in rows), 1 + max(row["x"] for row in rows)
    values = np.full(shape, np.nan)
    for row in rows:
        values[row["y"], row["x"]] = np.nan if row["mean"] is None else row["mean"]
    across = [r["x_label"] for r in rows if r["y"] == 0]
    up = [r["y_label"] for r in rows if r["x"] == 0]
    norm, colours = _norm(values)
    with style.styled():
        drawing = style.blank(*style.WIDE, lang)
        axes = drawing.subplots()
        reading = "heat_reading_signs" if colours == BOTH else "heat_reading"
        notes = [said(reading, lang), *sayings.luck(cells, lang), *bars.gaps(about, lang)]
        title = said("heat_title", lang, outcome=results.spoken(about["outcome"], lang))
        style.framed(drawing, title, notes, word, lang)
        axes.set_facecolor(style.GRID)
        axes.pcolormesh(np.ma.masked_invalid(values), cmap=colours, norm=norm, edgecolors="white")
        for y in range(shape[0]):
            for x in range(shape[1]):
                place = float(norm(values[y, x]))
                strong = (abs(2.0 * place - 1.0) if colours == BOTH else place) > DARK
                axes.text(
                    x + 0.5, y + 0.5, i18n.number(values[y, x], lang), ha="center", va="center",
                    size=style.SMALL, color=style.PAPER if strong else style.INK,
                )  # fmt: skip
        axes.set_xticks(np.arange(shape[1]) + 0.5, _written(across, lang))
        axes.set_yticks(np.arange(shape[0]) + 0.5, _written(up, lang))
        axes.set_xlabel(results.label(about["x_factor"]))
        axes.set_ylabel(results.label(about["y_factor"]))
        axes.grid(visible=False)
    return drawing


def _norm(values: np.ndarray) -> tuple[Normalize, str]:
    """The scale and its colours: two that part at zero where there are both signs, else one."""
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if low < 0.0 < high:
        far = max(-low, high)
        return TwoSlopeNorm(0.0, -far, far), BOTH
    return Normalize(low, high if high > low else low + 1.0), ONE


def _written(labels: list[str], lang: str) -> list[str]:
    return [i18n.pointed(label, lang) for label in labels]
