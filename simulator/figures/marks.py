"""The numbers beside the marks of an axis, as the language of the figure writes them."""

from collections.abc import Sequence

from matplotlib.figure import Figure
from matplotlib.ticker import Formatter, ScalarFormatter

from simulator import i18n

MOST = 12  # digits behind the comma
CLOSE = 1e-9  # of the largest mark: what is nearer than this is the same number


class Numbers(Formatter):
    """0,5 in Dutch and 0.5 in English; all marks of an axis with as many digits as one needs.

    Args:
        lang: nl or en.
        short: each mark with no more digits than itself needs: 0, 0,05, 0,1; for narrow panels.
    """

    def __init__(self, lang: str, short: bool = False) -> None:
        self.lang, self.short = lang, short

    def __call__(self, x: float, pos: int | None = None) -> str:
        """One mark by itself."""
        del pos
        return i18n.number(x, self.lang, digits([x]))

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """All marks of an axis."""
        if self.short:
            return [self(value) for value in values]
        count = digits(values)
        return [i18n.number(value, self.lang, count) for value in values]


def digits(marks: Sequence[float]) -> int:
    """The fewest digits behind the comma with which every mark is written as it is."""
    near = CLOSE * max(map(abs, marks), default=0.0)
    return next(d for d in range(MOST + 1) if d == MOST or _fits(marks, d, near))


def _fits(marks: Sequence[float], count: int, near: float) -> bool:
    return all(abs(round(mark, count) - mark) <= near for mark in marks)


def spoken(figure: Figure, lang: str) -> None:
    """Let every axis that `figure` gets write its numbers in `lang`, unless it has its own way."""

    def told(changed: Figure) -> None:
        for axes in changed.axes:
            for axis in (axes.xaxis, axes.yaxis):
                if isinstance(axis.get_major_formatter(), ScalarFormatter):
                    axis.set_major_formatter(Numbers(lang))

    figure.add_axobserver(told)
