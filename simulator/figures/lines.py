"""Lines with bands and a name at their end: what the figures over time have in common."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator
from matplotlib.transforms import Bbox

from simulator.figures.style import NORMAL, PAPER, SMALL, SOFT, Look

LONGEST = 15  # letters on one line of a name
END = "end"  # mark of a name at the end of a line


@dataclass(frozen=True)
class Line:
    """One line: a mean over runs with a band of the middle runs."""

    label: str
    look: Look
    x: np.ndarray  # [X]
    mean: np.ndarray  # [X], NaN = a gap
    low: np.ndarray  # [X]
    high: np.ndarray  # [X]


@dataclass(frozen=True)
class Panel:
    """One pair of axes: what it shows, in which range, and its lines."""

    title: str
    unit: str  # in words
    lines: tuple[Line, ...]
    range: tuple[float, float]
    ticks: float  # distance between two marks on the axis


def line(label: str, look: Look, x: Sequence[float] | np.ndarray, samples: np.ndarray) -> Line:
    """Mean and 10-90 % band over runs of `samples`, [R, X]; columns without a number are gaps."""
    samples = np.where(np.isfinite(samples), samples, np.nan)
    empty = ~np.isfinite(samples).any(axis=0)
    safe = np.where(empty, 0.0, samples)
    mean = np.where(empty, np.nan, np.nanmean(safe, axis=0))
    low, high = (
        np.where(empty, np.nan, found) for found in np.nanquantile(safe, (0.1, 0.9), axis=0)
    )
    return Line(label, look, np.asarray(x, float), mean, low, high)


def drawn(axes: Axes, panel: Panel, narrow: bool = False) -> None:
    """Draw the lines of a panel.

    Args:
        axes: to draw on.
        panel: what.
        narrow: for a phone, with a smaller title.
    """
    for each in panel.lines:
        axes.fill_between(each.x, each.low, each.high, color=each.look.colour, alpha=0.14, lw=0)
    for each in panel.lines:
        axes.plot(
            each.x,
            each.mean,
            color=each.look.colour,
            ls=each.look.dash,
            marker=each.look.marker,
            markeredgecolor=PAPER,
            markeredgewidth=1.2,
            clip_on=False,
        )
    axes.set_title(panel.title, pad=8, size=SMALL if narrow else NORMAL + 1)
    axes.set_ylim(*panel.range)
    axes.yaxis.set_major_locator(MultipleLocator(panel.ticks))
    if panel.range[0] < 0.0 < panel.range[1]:
        axes.axhline(0.0, color=SOFT, lw=1.5)
    names_at_ends(axes, panel.lines)


def names_at_ends(axes: Axes, lines: Iterable[Line]) -> None:
    """The name of each line to the right of its last point; `settled` keeps them apart."""
    for each in lines:
        there = np.flatnonzero(np.isfinite(each.mean))
        if there.size:
            y = float(each.mean[there[-1]])
            axes.annotate(
                "\n".join(textwrap.wrap(each.label, LONGEST)),
                xy=(float(each.x[there[-1]]), y),
                xytext=(1.03, y),
                textcoords=("axes fraction", "data"),
                color=each.look.colour,
                size=SMALL,
                weight="bold",
                va="center",
                ha="left",
                linespacing=0.95,
                annotation_clip=False,
                gid=END,
                arrowprops={
                    "arrowstyle": "-",
                    "color": each.look.colour,
                    "lw": 1.0,
                    "shrinkA": 2,
                    "shrinkB": 5,
                    "patchA": None,  # it starts beside the name, so nothing needs cutting off
                    "relpos": (0.0, 0.5),
                },
            )


def settled(figure: Figure) -> None:
    """Give every part its place for good, and spread names at the ends of lines."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")  # so that writing it out does not work it out again
    for axes in figure.axes:
        # The layout's last digits differ from one time to the next; no file should.
        axes.set_position(Bbox(axes.get_position().get_points().round(6)))
        names = [each for each in axes.texts if each.get_gid() == END]
        names.sort(key=lambda each: each.get_position()[1])
        low, high = axes.get_ylim()
        inches = axes.get_window_extent().height / figure.dpi
        rows = max((each.get_text().count("\n") + 1 for each in names), default=1)
        step = (high - low) * 1.3 * rows * SMALL / 72.0 / inches
        places = spread([each.get_position()[1] for each in names], step, low, high)
        for name, place in zip(names, places, strict=True):
            name.set_position((name.get_position()[0], place))


def spread(places: Sequence[float], step: float, low: float, high: float) -> list[float]:
    """Sorted `places` moved as little as needed to lie at least `step` apart, within low..high.

    Where they do not fit, they are spread evenly.
    """
    count = len(places)
    if count * step > high - low:
        step = (high - low) / max(count, 1)
    moved = np.array(places, float)
    for _ in range(200):
        gap = np.diff(moved)
        short = np.maximum(step - gap, 0.0)
        if not (short > 1e-9).any():
            break
        moved[:-1] -= short / 2.0
        moved[1:] += short / 2.0
    floor = low + step / 2.0 + step * np.arange(count)
    ceiling = high - step / 2.0 - step * np.arange(count)[::-1]
    for i in range(count):
        moved[i] = max(moved[i], floor[i], moved[i - 1] + step if i else floor[i])
    for i in reversed(range(count)):
        moved[i] = min(moved[i], ceiling[i], moved[i + 1] - step if i + 1 < count else ceiling[i])
    return [float(y) for y in moved]


def padded(values: Iterable[np.ndarray], least: float, step: float = 0.1) -> tuple[float, float]:
    """A range of round numbers around all values, at least `least` wide."""
    every = np.concatenate([np.ravel(value) for value in values])
    every = every[np.isfinite(every)]
    if every.size == 0:
        return 0.0, 1.0
    low, high = float(every.min()), float(every.max())
    middle = 0.5 * (low + high)
    low, high = min(low, middle - least / 2.0), max(high, middle + least / 2.0)
    return step * np.floor(low / step + 1e-9), step * np.ceil(high / step - 1e-9)
