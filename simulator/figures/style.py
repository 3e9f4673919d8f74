"""One style for all figures: large letters, and never colour alone.

Figures are drawn on 16:9 at 1920 by 1080 points, so the smallest letter (15 pt) is 31 dots high on
a full-HD projector. Every line has its own colour, dash, marker and a name at its end. All ink has
a contrast of at least 4.5 to 1 on white (WCAG AA for text).
"""

import contextlib
import io
import re
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.text import Text

from simulator import files, i18n
from simulator.config import spelling
from simulator.figures import marks

WIDE, NARROW = (12.8, 7.2), (5.6, 0.0)  # inches; a narrow figure is as high as it needs
DPI = 150
POINTS = 72.0  # to the inch
_VIEW = re.compile(r'height="[^"]*" viewBox="[^"]*"')  # of the first tag: what of it is seen
LETTER, BOLD_LETTER = 0.0073, 0.0090  # mean width of a letter in inches per point
SMALL, NORMAL, LARGE = 15.0, 17.0, 22.0  # points
LINE = 0.265  # inches: a line of small text
TITLE, NOTES = "title", "notes"  # marks of the texts around a drawing
INK, SOFT, GRID, PAPER = "#1A1A1A", "#595959", "#DDDDDD", "#FFFFFF"


class Look(NamedTuple):
    """How a line looks: colour, dashes and marker go together."""

    colour: str
    dash: str | tuple[float, tuple[float, ...]]
    marker: str


BLUE, RUST, PURPLE, TEAL, GREY, OCHRE, PINK = (
    "#0B4F9E", "#B23A00", "#6D2E8C", "#00675B", "#595959", "#7A5200", "#A3195B",
)  # fmt: skip
LOOKS = {
    "cooperative": Look(BLUE, "-", "o"),
    "mirroring": Look(PURPLE, (0, (5, 2)), "s"),
    "plain": Look(GREY, (0, (1, 1.5)), "P"),
    "arguing": Look(TEAL, (0, (6, 2, 1.5, 2)), "D"),
    "hard": Look(RUST, (0, (3, 1.5)), "^"),
    "yielding": Look(OCHRE, (0, (1, 1)), "v"),
    "provider": Look(TEAL, "-", "o"),
    "funder": Look(PINK, (0, (5, 2)), "s"),
    "this": Look(PURPLE, "-", "o"),
    "other": Look(OCHRE, (0, (5, 2)), "s"),
    "early": Look(GREY, "-", "D"),
    "late": Look(INK, "-", "o"),
}
SETTINGS: dict[Any, Any] = {
    "font.family": "DejaVu Sans",  # comes with matplotlib, so figures are the same everywhere
    "font.size": NORMAL,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": SOFT,
    "axes.titlesize": NORMAL + 1,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "grid.color": GRID,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "xtick.color": INK,
    "ytick.color": INK,
    "lines.linewidth": 3.0,
    "lines.markersize": 8.0,
    "svg.hashsalt": "gunfactor",  # the same figure gives the same file
    "svg.fonttype": "path",
    "text.parse_math": False,  # $ in a label is a dollar
}


def styled() -> AbstractContextManager[None]:
    """The style of all figures, for as long as one is drawn."""
    return mpl.rc_context(SETTINGS)


def blank(width: float, height: float, lang: str) -> Figure:
    """An empty figure in inches: its parts keep clear of each other, its axes speak `lang`."""
    layout = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.1, wspace=0.03, hspace=0.03)
    figure = Figure(figsize=(width, height), layout=layout)
    marks.spoken(figure, lang)
    return figure


def framed(
    figure: Figure,
    title: str,
    notes: Sequence[str],
    word: str | None,
    lang: str,
    key: str = "",
) -> tuple[float, float]:
    """Title above, at the foot the reading aid and what kind of claim the figure shows.

    Args:
        figure: a constrained layout is told to leave room for the texts.
        title: empty = none.
        notes: the reading aid; may be none.
        word: "built_in", "emergent", "calibrated" or "both" (first two); None = no claim.
        lang: nl or en.
        key: what the letters in the figure mean: above the notes, and part of the drawing.

    Returns:
        Bottom and top of what is left for the drawing, as shares of the height.

    Raises:
        texts.TextError: another word.
    """
    width, height = figure.get_size_inches()
    above = textwrap.wrap(title, int((width - 0.4) / (LARGE * BOLD_LETTER)))
    parts = list(notes)
    if word is not None:
        parts.append(i18n.text("figures", f"word_{word}", lang))
    fits = int((width - 0.4) / (SMALL * LETTER))
    below = [line for part in parts for line in textwrap.wrap(part, fits)]
    keys = textwrap.wrap(key, fits)
    top = 1.0 - (0.08 + (0.1 + 0.38 * len(above) if above else 0.0)) / height
    foot = (0.12 + LINE * len(below)) / height
    bottom = foot + LINE * len(keys) / height
    left = 0.2 / width
    layout = figure.get_layout_engine()
    if isinstance(layout, ConstrainedLayoutEngine):
        layout.set(rect=(0.0, bottom, 1.0, top - bottom))
    figure.text(
        left, 1.0 - 0.12 / height, "\n".join(above),
        size=LARGE, weight="bold", va="top", ha="left", linespacing=1.1, gid=TITLE,
    )  # fmt: skip
    for y, said, gid in ((bottom, keys, None), (foot, below, NOTES)):
        figure.text(
            left, y - 0.02 / height, "\n".join(said),
            size=SMALL, color=INK, va="top", ha="left", linespacing=1.15, gid=gid,
        )  # fmt: skip
    return bottom, top


def written(figure: Figure, folder: Path, name: str) -> tuple[Path, Path]:
    """The figure as name.png and name.svg in `folder`; a file appears whole or not at all."""
    found = []
    for ending, content in (("png", png(figure)), ("svg", svg(figure).encode())):
        found.append(files.written(folder / f"{name}.{ending}", content))
    return found[0], found[1]


def png(figure: Figure, dpi: int = DPI) -> bytes:
    """The figure as the bytes of a PNG."""
    buffer = io.BytesIO()
    with styled(), _literal(figure), _dots(figure, dpi):
        FigureCanvasAgg(figure).print_png(buffer)
    return buffer.getvalue()


def svg(figure: Figure) -> str:
    """The figure as SVG text, without a date, so that equal figures are equal files."""
    buffer = io.StringIO()
    with styled(), _literal(figure), _dots(figure, POINTS):
        FigureCanvasSVG(figure).print_svg(buffer, metadata={"Date": None})
    return buffer.getvalue()


@contextlib.contextmanager
def _literal(figure: Figure) -> Iterator[None]:
    """Every text as it was typed: $ is a dollar, and signs that SVG cannot have are left out.

    A sign that the font does not have becomes a box, without a word on the screen.
    """
    for each in figure.findobj(Text):
        each.set_parse_math(False)
        said = each.get_text()
        if spelling.control(said):
            each.set_text(spelling.visible(said))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


@contextlib.contextmanager
def _dots(figure: Figure, dpi: float) -> Iterator[None]:
    """Dots per inch for one drawing. `Figure.savefig` does this too, and draws twice."""
    before = figure.dpi
    figure.dpi = dpi
    try:
        yield
    finally:
        figure.dpi = before


def unframed(figure: Figure) -> tuple[str, tuple[float, float]]:
    """A framed figure without its title and notes, for a page that says them beside it.

    Returns:
        SVG text; width and height in inches. The figure itself loses its texts.
    """
    width, height = figure.get_size_inches()
    top, bottom = height, 0.0
    for each in figure.texts:
        if each.get_gid() in (TITLE, NOTES):
            with _literal(figure):
                box = each.get_window_extent()
            if each.get_text() and each.get_gid() == TITLE:
                top = box.y0 / figure.dpi
            elif each.get_text():
                bottom = box.y1 / figure.dpi
            each.set_visible(False)
    left = (height - top) * POINTS, (top - bottom) * POINTS
    view = f'height="{left[1]:g}pt" viewBox="0 {left[0]:g} {width * POINTS:g} {left[1]:g}"'
    return _VIEW.sub(view, svg(figure), count=1), (width, top - bottom)
