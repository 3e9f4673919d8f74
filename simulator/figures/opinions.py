"""The survey: what professionals said, and what the agents say, with its sampling error."""

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from simulator import i18n
from simulator.figures import lines, style

if TYPE_CHECKING:
    from simulator.results.scenario_measures import Answer

LETTERS = 42  # on one line of a statement
APART = 0.22
FOUND = style.Look(style.INK, "-", "D")


def figure(
    answers: Sequence["Answer"],
    lang: str,
    word: str | None = None,
    narrow: bool = False,
    framed: bool = True,
) -> Figure:
    """One row a statement: found, the first year and the year of the survey, below each other."""
    size = (style.NARROW[0], 10.6) if narrow else (style.WIDE[0], 7.6)
    with style.styled():
        drawing = style.blank(*size, lang)
        if framed:
            title, aid = (i18n.text("shown", f"survey_{key}", lang) for key in ("title", "reading"))
            style.framed(drawing, title, [aid], word, lang)
        axes = drawing.subplots()
        for y, answer in enumerate(answers):
            axes.plot(
                100 * answer.found, y - APART, marker=FOUND.marker, ms=13, color=FOUND.colour,
                ls="none", label=i18n.text("shown", "found", lang) if y == 0 else None,
            )  # fmt: skip
            for shift, look, share, year in (
                (0.0, style.LOOKS["other"], answer.first, answer.years[0]),
                (APART, style.LOOKS["this"], answer.later, answer.years[1]),
            ):
                axes.plot(
                    [100 * share.low, 100 * share.high], [y + shift] * 2, color=look.colour, lw=4.0,
                    solid_capstyle="butt",
                )  # fmt: skip
                axes.plot(
                    100 * share.share, y + shift, marker=look.marker, ms=11, color=look.colour,
                    markeredgecolor=style.PAPER, ls="none",
                    label=i18n.text("shown", "model_in", lang, year=year) if y == 0 else None,
                )  # fmt: skip
        names = [i18n.text("shown", answer.statement, lang) for answer in answers]
        letters = 20 if narrow else LETTERS
        axes.set_yticks(
            range(len(answers)), ["\n".join(textwrap.wrap(name, letters)) for name in names]
        )
        axes.set_ylim(len(answers) - 0.5, -0.6)
        axes.set_xlim(-3, 103)
        axes.set_xticks([0, 50, 100] if narrow else [0, 25, 50, 75, 100])
        axes.xaxis.set_major_formatter(lambda x, _: i18n.percentage(x / 100.0, lang))
        axes.legend(
            ncols=1 if narrow else 3, frameon=False, fontsize=style.SMALL, loc="lower right",
            bbox_to_anchor=(1.0, 1.0), handletextpad=0.3,
        )  # fmt: skip
        lines.settled(drawing)
    return drawing
