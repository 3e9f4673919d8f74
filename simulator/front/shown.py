"""What a notebook shows of a run, a comparison or a sweep: the answer, one figure, the table."""

from collections.abc import Iterable

from matplotlib.figure import Figure

from simulator.figures import style
from simulator.report import markup
from simulator.report.drawings import Drawing


def html(
    title: str,
    sentences: Iterable[str],
    picture: str,
    table: markup.Table,
    lang: str,
) -> str:
    """A piece of HTML; every text is escaped.

    Args:
        sentences: what came out.
        picture: HTML, from `drawing` or `figure`.
    """
    parts = [
        markup.element("h3", title),
        markup.listed(markup.escaped(each) for each in sentences),
        picture,
        markup.table(table, lang),
    ]
    return f"<div>{''.join(parts)}</div>"


def drawing(shown: Drawing) -> str:
    """A figure of the report with its reading aid."""
    wide, size = style.unframed(shown.draw(False, True))
    narrow = style.svg(shown.draw(True, False))
    picture = markup.picture(wide, narrow, size, shown.alt)
    return f"<figure>{picture}{markup.element('figcaption', shown.reading)}</figure>"


def figure(drawn: Figure, alt: str) -> str:
    """Any other figure, as it is."""
    found = style.svg(drawn)
    return markup.picture(found, found, drawn.get_size_inches().tolist(), alt)
