"""Pieces of HTML, every text escaped."""

import base64
import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulator import i18n

FEW = 3  # columns that fit on a phone
PHONE = 640  # pixels: below this width the narrow figure is shown


@dataclass(frozen=True)
class Table:
    """A table as people read it; the first cell of a row names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def escaped(text: object) -> str:
    """A text in which nothing is taken for HTML."""
    return html.escape(str(text))


def element(name: str, text: object, **attributes: str) -> str:
    """One element around an escaped text."""
    return f"<{name}{_written(attributes)}>{escaped(text)}</{name}>"


def _written(attributes: dict[str, str]) -> str:
    return "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for key, value in attributes.items()
    )


def listed(items: Iterable[str], name: str = "ul") -> str:
    """A list of items that are HTML already."""
    return f"<{name}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{name}>"


def defined(pairs: Iterable[tuple[str, str]]) -> str:
    """A list of terms and what they mean."""
    return (
        "<dl>"
        + "".join(
            f"<div>{element('dt', term)}{element('dd', meaning)}</div>" for term, meaning in pairs
        )
        + "</dl>"
    )


def table(found: Table, lang: str, cards: bool = False) -> str:
    """A table that scrolls by itself, also with the keyboard.

    Args:
        cards: on a phone each row is a card that names its cells, and nothing scrolls sideways. The
            roles say that it still is a table, which browsers forget once cells are blocks.
    """
    if cards:
        return _cards(found)
    label = i18n.text("report", "scroll", lang, caption=found.caption)
    head = "".join(element("th", cell, scope="col") for cell in found.head)
    rows = "".join(
        f"<tr>{element('th', row[0], scope='row')}"
        + "".join(element("td", cell) for cell in row[1:])
        + "</tr>"
        for row in found.rows
    )
    opening = '<table class="wide">' if len(found.head) > FEW else "<table>"
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escaped(label)}">{opening}'
        f"{element('caption', found.caption)}<thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cards(found: Table) -> str:
    head = "".join(element("th", cell, scope="col", role="columnheader") for cell in found.head)
    rows = "".join(
        f'<tr role="row">{element("th", row[0], scope="row", role="rowheader")}'
        + "".join(
            element("td", cell, role="cell", data_label=name)
            for name, cell in zip(found.head[1:], row[1:], strict=True)
        )
        + "</tr>"
        for row in found.rows
    )
    return (
        f'<table class="cards" role="table">{element("caption", found.caption)}'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def picture(wide: str, narrow: str, sizes: Sequence[float], alt: str) -> str:
    """Two SVG drawings inside the page: the wide one, and the narrow one for phones.

    Args:
        wide, narrow: SVG text.
        sizes: width and height of the wide one, any unit, so that the page does not jump.
        alt: what is to be seen, for who does not see it.
    """
    width, height = (round(100 * size) for size in sizes)
    return (
        f'<picture><source media="(max-width: {PHONE}px)" srcset="{_inline(narrow)}">'
        f'<img src="{_inline(wide)}" width="{width}" height="{height}" alt="{escaped(alt)}">'
        "</picture>"
    )


def _inline(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
