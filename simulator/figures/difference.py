"""Differences with their 95 % intervals: early and late, measure by measure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from simulator import i18n
from simulator.figures import lines, style

if TYPE_CHECKING:
    from simulator.results.contrast import Contrast

# Measures side by side on one scale, each group on its own.
SCALES = {
    "utility": "utility",
    "utility_years": "utility",
    "pie": "utility",
    "gain": "utility",
    "level": "relation",
    "goodwill": "relation",
    "share": "share",
    "per_year": "share",
}
EARLY, LATE = style.LOOKS["early"], style.LOOKS["late"]
APART = 0.17  # distance of early and late from the middle of their row


def figure(
    rows: Sequence[Sequence["Contrast"]],
    start: int,
    lang: str,
    kind: str,
    word: str | None = None,
    narrow: bool = False,
    framed: bool = True,
) -> Figure:
    """One row a measure: the differences of an early and a late year, or of one year.

    Args:
        rows: per measure one contrast, or an early and a late one.
        start: calendar year of year 0.
        kind: "families", "records" or "years": which title and reading aid.
    """
    scales = list(dict.fromkeys(SCALES[row[0].measure.unit] for row in rows))
    parts = [[row for row in rows if SCALES[row[0].measure.unit] == scale] for scale in scales]
    size = (style.NARROW[0], 1.05 * len(rows) + 1.0 * len(scales) + 4.2) if narrow else style.WIDE
    with style.styled():
        drawing = style.blank(*size, lang)
        if framed:
            keys = (f"difference_title_{kind}", f"difference_reading_{kind}")
            title, aid = (i18n.text("figures", key, lang) for key in keys)
            style.framed(drawing, title, [aid], word, lang)
        heights = [len(part) + 0.6 for part in parts]
        grid = drawing.subplots(len(parts), 1, squeeze=False, height_ratios=heights)[:, 0]
        for axes, part, scale in zip(grid, parts, scales, strict=True):
            _scale(axes, part, scale, lang, narrow)
        _legend(drawing, rows, start, narrow)
        lines.settled(drawing)
    return drawing


def _scale(
    axes: Axes, part: Sequence[Sequence["Contrast"]], scale: str, lang: str, narrow: bool
) -> None:
    factor = 100.0 if scale == "share" else 1.0
    for y, row in enumerate(part):
        for place, contrast in enumerate(row):
            look = LATE if place == len(row) - 1 else EARLY
            shift = 0.0 if len(row) == 1 else APART * (2 * place - 1)
            found = contrast.difference
            axes.plot(
                [factor * found.low, factor * found.high], [y + shift] * 2,
                color=look.colour, lw=5.0, solid_capstyle="butt", zorder=2,
            )  # fmt: skip
            axes.plot(
                factor * found.mean, y + shift, marker=look.marker, ms=11, color=look.colour,
                markeredgecolor=style.PAPER, zorder=3,
            )  # fmt: skip
    axes.axvline(0.0, color=style.INK, lw=2.0, zorder=1)
    names = [i18n.text("summary", f"short_{row[0].measure.name}", lang) for row in part]
    axes.set_yticks(range(len(part)), names)
    axes.set_ylim(len(part) - 0.5, -0.5)
    low, high = axes.get_xlim()
    least = 5.0 if scale == "share" else 0.05  # so that a hair's breadth does not look like a gap
    axes.set_xlim(min(low, -least), max(high, least))
    axes.xaxis.set_major_locator(MaxNLocator(4 if narrow else 7, steps=[1, 2, 5, 10]))
    digits = 0 if scale == "share" else 2
    axes.xaxis.set_major_formatter(lambda x, _: i18n.number(x, lang, digits, signed=True))
    axes.set_title(i18n.text("figures", f"difference_{scale}", lang), pad=6)


def _legend(
    drawing: Figure, rows: Sequence[Sequence["Contrast"]], start: int, narrow: bool
) -> None:
    """Which mark is which year."""
    years: dict[int, list[int]] = {}
    for row in rows:
        for place, contrast in enumerate(row):
            years.setdefault(place - len(row), []).append(start + contrast.year)
    if len(years) < 2:
        return
    handles = [
        Line2D(
            [], [], color=look.colour, marker=look.marker, lw=5.0, ms=11,
            label="–".join(str(year) for year in sorted({min(years[place]), max(years[place])})),
        )
        for place, look in ((-2, EARLY), (-1, LATE))
    ]  # fmt: skip
    axes = drawing.axes[-1 if narrow else 0]
    axes.legend(
        handles=handles, ncols=2, frameon=False, fontsize=style.SMALL,
        loc="upper right" if narrow else "lower right",
        bbox_to_anchor=(1.0, -0.22) if narrow else (1.0, 1.0),
    )  # fmt: skip
