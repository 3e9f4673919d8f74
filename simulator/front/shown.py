"""What a notebook shows of a run, a comparison or a sweep: the answer, one figure, the table."""

from collections.abc import Iterable
from dataclasses import dataclass

from matplotlib.figure import Figure

from simulator import i18n, templates
from simulator.figures import style
from simulator.report.drawings import Drawing
from simulator.report.table import Table


@dataclass(frozen=True)
class Picture:
    """A figure in two widths, as SVG; its size in any unit, so that the page does not jump."""

    wide: str
    narrow: str
    width: int
    height: int
    alt: str
    reading: str = ""


def html(
    title: str, sentences: Iterable[str], picture: Picture | None, table: Table, lang: str
) -> str:
    """A piece of HTML; every text is escaped.

    Args:
        sentences: what came out.
        picture: from `drawing` or `figure`.
    """

    def scroll(caption: str) -> str:
        return i18n.text("report", "scroll", lang, caption=caption)

    return templates.filled(
        "front/notebook.html", title=title, sentences=list(sentences), picture=picture,
        table=table, scroll=scroll,
    )  # fmt: skip


def drawing(shown: Drawing) -> Picture:
    """A figure of the report with its reading aid."""
    wide, (width, height) = style.unframed(shown.draw(False, True))
    narrow = style.svg(shown.draw(True, False))
    return Picture(wide, narrow, round(100 * width), round(100 * height), shown.alt, shown.reading)


def figure(drawn: Figure, alt: str) -> Picture:
    """Any other figure, as it is."""
    svg = style.svg(drawn)
    width, height = (round(100 * size) for size in drawn.get_size_inches())
    return Picture(svg, svg, width, height, alt)
