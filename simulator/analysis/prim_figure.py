"""The figure of scenario discovery: the choice between coverage and density, and the chosen box."""

import json
import math
from typing import Any

import numpy as np
import pyarrow as pa
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from simulator import i18n
from simulator.analysis import bars, results, sayings
from simulator.figures import style
from simulator.sweeps.errors import said

MOST = 8  # limits that can be read from the back row


def figure(trail: pa.Table, lang: str, word: str | None = None) -> Figure:
    """Left every box by coverage and density, right the limits of the chosen one."""
    about = results.about(trail)
    limits = json.loads(about["box"])
    with style.styled():
        drawing = style.blank(*style.WIDE, lang)
        left, right = drawing.subplots(1, 2, width_ratios=(1, 1.25))
        title = said(
            "prim_title", lang, outcome=results.spoken(about["outcome"], lang),
            sense=said(f"prim_{about['sense']}", lang),
            threshold=i18n.number(float(about["threshold"]), lang),
        )  # fmt: skip
        share = i18n.percentage(float(about["share"]), lang)
        notes = [said("prim_reading", lang, share=share), honest(trail, lang)]
        notes += [*sayings.luck(trail, lang), *bars.gaps(about, lang)]
        style.framed(drawing, title, notes, word, lang)
        _trail(left, trail, int(about["chosen"]), lang)
        _box(right, limits[:MOST], lang)
    return drawing


def _trail(axes: Axes, trail: pa.Table, chosen: int, lang: str) -> None:
    coverage, density = (100 * trail[name].to_numpy() for name in ("coverage", "density"))
    axes.plot(coverage, density, color=style.BLUE, marker="o")
    axes.plot(
        coverage[chosen], density[chosen], marker="D", ms=15, color=style.RUST, ls="",
        label=said("prim_chosen", lang, step=chosen),
    )  # fmt: skip
    axes.set_xlabel(said("prim_coverage", lang))
    axes.set_ylabel(said("prim_density", lang))
    axes.set_xlim(-3, 103)
    axes.set_ylim(-3, 106)
    axes.legend(loc="lower left")


def _box(axes: Axes, limits: list[dict[str, Any]], lang: str) -> None:
    """Each limit as the part of the factor's range that is in the box."""
    place = np.arange(len(limits))[::-1]
    for y, limit in zip(place, limits, strict=True):
        axes.text(0.0, y + 0.3, _limit(limit, lang), size=style.SMALL, va="center")
        axes.plot([0, 1], [y, y], color=style.GRID, lw=12, solid_capstyle="butt")
        if "names" in limit:
            continue
        span = (limit["most"] - limit["least"]) or 1.0
        ends = [(limit[key] - limit["least"]) / span for key in ("low", "high")]
        axes.plot(ends, [y, y], color=style.RUST, lw=12, solid_capstyle="butt")
    if not limits:
        axes.text(0.5, 0.5, said("prim_no_box", lang), ha="center", transform=axes.transAxes)
    axes.set_xlim(-0.01, 1.01)
    axes.set_ylim(-0.6, max(len(limits), 3) - 0.4)
    axes.set_axis_off()


def box(trail: pa.Table, lang: str) -> list[str]:
    """The chosen box in words: a line a limit."""
    limits = json.loads(results.about(trail)["box"])
    lines = [_limit(limit, lang) for limit in limits]
    lines = lines or [said("prim_no_box", lang)]
    return [said("prim_box", lang), *(f"  {line}" for line in lines), honest(trail, lang)]


def honest(trail: pa.Table, lang: str) -> str:
    """Density and coverage of the chosen box among what it was not chosen on, and the share."""
    about = results.about(trail)
    values = {
        f"{name}{end}": i18n.percentage(float(about[f"{name}{end}"]), lang)
        for name in ("density", "coverage", "share")
        for end in ("", "_low", "_high")
        if math.isfinite(float(about[f"{name}{end}"]))
    }
    whole = 9
    return said("prim_honest" if len(values) == whole else "prim_no_honest", lang, **values)


def _limit(limit: dict[str, Any], lang: str) -> str:
    within = ", ".join(limit["names"]) if "names" in limit else _ends(limit, lang)
    return f"{results.label(limit['factor'])}: {within}  (p {_small(limit['p'], lang)})"


def _ends(limit: dict[str, Any], lang: str) -> str:
    """Low and high of a limit, as finely as its range asks for."""
    span = (limit["most"] - limit["least"]) or 1.0
    digits = max(0, 2 - math.floor(math.log10(span)))
    return " – ".join(i18n.number(limit[key], lang, digits) for key in ("low", "high"))


def _small(p: float, lang: str) -> str:
    text = "< 0.001" if p < 0.001 else f"= {p:.3f}"
    return i18n.pointed(text, lang)
