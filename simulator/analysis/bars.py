"""Bars that lie down, one a factor, for everything that puts factors in order."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure

from simulator.figures import style
from simulator.figures.marks import Numbers
from simulator.sweeps.errors import said

MOST = 12  # factors that can be read from the back row
LONGEST = 40  # letters of a name
APART = 0.14  # of a bar's room, so that two intervals do not lie on each other


class Series(NamedTuple):
    """A number for each factor, with the ends of its interval."""

    label: str
    values: np.ndarray
    low: np.ndarray
    high: np.ndarray
    filled: bool  # a bar, or a mark on the bar


def figure(
    names: Sequence[str],
    series: Sequence[Series],
    title: str,
    notes: Sequence[str],
    axis: str,
    lang: str,
    word: str | None = None,
) -> Figure:
    """One bar or mark of each series for each name, the first name on top."""
    place = np.arange(len(names))[::-1]
    with style.styled():
        width, height = style.WIDE
        drawing = style.blank(width, max(height, 2.4 + 0.46 * len(names)), lang)
        axes = drawing.subplots()
        style.framed(drawing, title, notes, word, lang)
        for each in series:
            error = np.array([each.values - each.low, each.high - each.values])
            if each.filled:
                axes.barh(place, each.values, 0.62, color=style.BLUE, alpha=0.35, label=each.label)
                axes.errorbar(
                    each.values, place + APART, xerr=error, fmt="none", ecolor=style.BLUE,
                    capsize=5, lw=2,
                )  # fmt: skip
            else:
                whiskers = error if error.any() else None
                axes.errorbar(
                    each.values, place - APART, xerr=whiskers, fmt="D", color=style.RUST,
                    ecolor=style.RUST, capsize=4, lw=2, label=each.label,
                )  # fmt: skip
        axes.set_yticks(place, names)
        axes.set_ylim(-0.6, len(names) - 0.4)
        axes.grid(visible=False, axis="y")
        axes.axvline(0.0, color=style.SOFT, lw=1)
        axes.set_xlabel(axis)
        axes.xaxis.set_major_formatter(Numbers(lang, short=True))
        axes.legend(loc="lower right", frameon=True, framealpha=1.0)
    return drawing


def shortened(name: str) -> str:
    """A name that leaves room for its bar."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def gaps(about: Mapping[str, str], lang: str) -> list[str]:
    """A note that says how many points were left out, if any were."""
    dropped = int(about["dropped"])
    if not dropped:
        return []
    return [said("left_out", lang, dropped=dropped, points=dropped + int(about["points"]))]
