"""What decides in a sweep: six analyses, each a table and its figure.

`prim(sweep, "value_provider_mean", contrast=("hard", "collab"))`. The outcome is a column of the
sweep, or columns joined by ` + ` and ` - `. With `contrast` it is the second variant less the
first, run by run with the same luck; with `variant` only that one. `missing` says what becomes of
points with a gap: "refuse" to go on, or "drop" them.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from matplotlib.figure import Figure

from simulator.analysis import features as features_
from simulator.analysis import heat as heat_
from simulator.analysis import morris as morris_
from simulator.analysis import prim as prim_
from simulator.analysis import prim_figure, results
from simulator.analysis import response as response_
from simulator.analysis import sobol as sobol_
from simulator.analysis.outcome import Missing, Outcome
from simulator.analysis.outcome import outcome as outcome_of
from simulator.analysis.prim import Sense
from simulator.front import sweeps
from simulator.front import tables as wide
from simulator.front.composing import spoken
from simulator.front.names import place
from simulator.front.shown import figure as pictured
from simulator.front.shown import html
from simulator.front.sweeps import Sweep, two
from simulator.report.table import Table

if TYPE_CHECKING:
    import pandas as pd

Contrast = tuple[str, str] | None
ROWS = 20  # that a notebook shows


class Analysis:
    """A table that knows what it is about, and its figure.

    Attributes:
        kind: which analysis.
        table: pyarrow; its columns are those of the command's CSV.
        about: outcome, points, points dropped, replicates, …
    """

    def __init__(self, kind: str, table: pa.Table, drawn: Callable[[], Figure], lang: str) -> None:
        self.kind, self.table, self._drawn, self._lang = kind, table, drawn, lang

    @property
    def about(self) -> dict[str, str]:
        """What the table is about, as text by name."""
        return results.about(self.table)

    def to_arrow(self) -> pa.Table:
        """The table."""
        return self.table

    def to_pandas(self) -> "pd.DataFrame":
        """The table as a DataFrame.

        Raises:
            ImportError: pandas is not installed.
        """
        return wide.frame(self.table, self._lang)

    def figure(self) -> Figure:
        """The figure, as a matplotlib Figure."""
        return self._drawn()

    def __repr__(self) -> str:
        return f"<Analysis {self.kind} of {self.about['outcome']}: {self.table.num_rows} rows>"

    def _repr_html_(self) -> str:
        """The box where there is one, the figure and the table, for a notebook."""
        said = prim_figure.box(self.table, self._lang) if self.kind == "prim" else []
        rows = tuple(
            tuple(_cell(value) for value in row.values())
            for row in self.table.slice(0, ROWS).to_pylist()
        )
        title = results.spoken(self.about["outcome"], self._lang)
        table = Table(title, tuple(self.table.column_names), rows)
        return html(self.kind, said, pictured(self.figure(), title), table, self._lang)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _analysed(
    module: Any, sweep: Sweep | Path | str, outcome: str, asked: dict[str, Any], **more: Any
) -> Analysis:
    """One analysis of an outcome.

    Args:
        asked: contrast, variant, missing.
        more: what only this analysis wants to know.

    Raises:
        SweepError: no such outcome, gaps, another design, …
    """
    if not isinstance(sweep, Sweep):
        sweep = sweeps.read(place(sweep))
    kind, lang = module.__name__.rpartition(".")[2], sweep.lang
    with spoken(lang):
        found = outcome_of(sweep, outcome, two(asked["contrast"]), asked["variant"])
        if more.get("threshold", 0.0) is None:
            more["threshold"] = _parting(found)
        table = module.table(sweep, found, asked["missing"], **more)
    draw = (prim_figure if kind == "prim" else module).figure
    return Analysis(kind, table, partial(draw, table, lang), lang)


def _parting(found: Outcome) -> float:
    """0 where some points lie above it and some do not, else the median of the points."""
    means = found.means[np.isfinite(found.means)]
    if not len(means) or 0.0 < (means > 0.0).mean() < 1.0:
        return 0.0
    return float(np.median(means))


def prim(
    sweep: Sweep | Path | str,
    outcome: str,
    contrast: Contrast = None,
    variant: str | None = None,
    missing: Missing = "refuse",
    threshold: float | None = None,
    sense: Sense = "above",
    factors: Sequence[str] = (),
) -> Analysis:
    """In which box of the factors does it come about (scenario discovery)?

    Args:
        sweep: from `sweep` or `load`, or its folder.
        threshold, sense: points of interest have an outcome "above" or "below" the threshold; None
            = 0 where that parts the points, as it does a contrast that can go both ways, and else
            their median. `about["threshold"]` says which.
        factors: that may limit the box; empty = all.

    Returns:
        One row a box: step, coverage and density (shares), mass (share of all points), limits.

    Raises:
        SweepError: gaps, or all or none of the points are of interest.
    """
    asked = {"contrast": contrast, "variant": variant, "missing": missing}
    more = {"threshold": threshold, "sense": sense, "factors": factors}
    return _analysed(prim_, sweep, outcome, asked, **more)


def features(
    sweep: Sweep | Path | str,
    outcome: str,
    contrast: Contrast = None,
    variant: str | None = None,
    missing: Missing = "refuse",
) -> Analysis:
    """Which factors matter at all, from any design: a score of each with its interval.

    Raises:
        SweepError: no such outcome, or gaps.
    """
    asked = {"contrast": contrast, "variant": variant, "missing": missing}
    return _analysed(features_, sweep, outcome, asked)


def response(
    sweep: Sweep | Path | str,
    outcome: str,
    contrast: Contrast = None,
    variant: str | None = None,
    missing: Missing = "refuse",
    factors: Sequence[str] = (),
) -> Analysis:
    """How the outcome goes with each factor, averaged over the others.

    Args:
        factors: which; empty = the six on which the outcome depends most.

    Raises:
        SweepError: no such outcome or factor, or gaps.
    """
    asked = {"contrast": contrast, "variant": variant, "missing": missing}
    return _analysed(response_, sweep, outcome, asked, factors=factors)


def heat(
    sweep: Sweep | Path | str,
    outcome: str,
    contrast: Contrast = None,
    variant: str | None = None,
    missing: Missing = "refuse",
    factors: tuple[str, str] | None = None,
) -> Analysis:
    """The outcome over two factors.

    Args:
        factors: which two, across and up; None = the only two that were varied.

    Raises:
        SweepError: no such outcome or factor, or gaps.
    """
    asked = {"contrast": contrast, "variant": variant, "missing": missing}
    return _analysed(heat_, sweep, outcome, asked, factors=factors)


def sobol(
    sweep: Sweep | Path | str,
    outcome: str,
    contrast: Contrast = None,
    variant: str | None = None,
    missing: Missing = "refuse",
) -> Analysis:
    """Shares of the variance by factor, with intervals; for the design sobol, extra `analysis`.

    Raises:
        SweepError: another design, gaps, or SALib is not installed.
    """
    asked = {"contrast": contrast, "variant": variant, "missing": missing}
    return _analysed(sobol_, sweep, outcome, asked)


def morris(
    sweep: Sweep | Path | str,
    outcome: str,
    contrast: Contrast = None,
    variant: str | None = None,
    missing: Missing = "refuse",
) -> Analysis:
    """Which factors matter at all, and which work unevenly; for the design morris.

    Raises:
        SweepError: another design, gaps, or SALib is not installed.
    """
    asked = {"contrast": contrast, "variant": variant, "missing": missing}
    return _analysed(morris_, sweep, outcome, asked)
