"""The years: trust and goodwill that a side gets, its tension and the value of its year."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from simulator import i18n
from simulator.batch import Record
from simulator.engine.records import PROVIDER, SIDES
from simulator.figures import lines, style
from simulator.figures.lines import Panel
from simulator.measures.catalogue import measures
from simulator.results.group_means import GroupMeans

TEXTS = ("title", "reading")
SHOWN = ("trust_received", "goodwill_received", "tension", "value")
RANGES = {"trust_received": (0.0, 1.0), "goodwill_received": (-1.0, 1.0), "tension": (0.0, 1.0)}
TICKS = {"trust_received": 0.5, "goodwill_received": 0.5, "tension": 0.5}


class Source(NamedTuple):
    """One line of each panel: a group of a record, its look and its name."""

    table: GroupMeans
    by: str
    group: str
    side: int | None
    look: str
    label: str


def panels(
    record: Record,
    lang: str,
    other: Record | None = None,
    names: tuple[str, str] | None = None,
    side: int = PROVIDER,
) -> list[Panel]:
    """What the figure shows: by family of strategies of one side, where there are several.

    With one family (a story), by side; with `other`, this record against that one, for `side`.

    Args:
        names: how to call `record` and `other`; needed with `other`.
    """
    sources: list[Source]
    if other is not None and names is not None:
        sources = [
            Source(GroupMeans(each), "side", SIDES[side], side, look, name)
            for each, look, name in zip((record, other), ("this", "other"), names, strict=True)
        ]
    else:
        table = GroupMeans(record)
        by = "family" if len(table.groups("family", side)) > 1 else "side"
        part = side if by == "family" else None
        sources = [
            Source(table, by, group, part, group, i18n.text("summary", f"{by}_{group}", lang))
            for group in table.groups(by, part)
        ]
    return [_panel(name, sources, lang) for name in SHOWN]


def _panel(name: str, sources: Sequence[Source], lang: str) -> Panel:
    measure, found = measures()[name], []
    for each in sources:
        record = each.table.record
        x = record.world.start + np.arange(record.years)
        mean = each.table.of(measure, each.by, each.group, each.side)
        found.append(lines.line(each.label, style.LOOKS[each.look], x, mean))
    extent = RANGES.get(name) or lines.padded([e for f in found for e in (f.low, f.high)], 0.3)
    title = i18n.text("figures", f"panel_{name}", lang)
    return Panel(
        title, i18n.text("units", measure.unit, lang), tuple(found), extent, TICKS.get(name, 0.1)
    )


def figure(
    shown: list[Panel],
    lang: str,
    kind: str = "",
    word: str | None = None,
    narrow: bool = False,
    framed: bool = True,
) -> Figure:
    """Four panels, two by two, or below each other where `narrow`.

    Args:
        shown: from `panels`.
        kind: "" by family, "sides" or "compared": which title and reading aid.
        word: "built_in", "emergent", "calibrated" or "both" (the first two).
        narrow: for a phone.
        framed: with title, reading aid and word; False where these stand beside the figure.
    """
    ending = f"_{kind}" if kind else ""
    size = (style.NARROW[0], 3.0 * len(shown) + 1.6) if narrow else style.WIDE
    with style.styled():
        drawing = style.blank(*size, lang)
        grid = drawing.subplots(len(shown), 1) if narrow else drawing.subplots(2, 2)
        if framed:
            title, aid = (i18n.text("figures", f"years_{key}{ending}", lang) for key in TEXTS)
            style.framed(drawing, title, [aid], word, lang)
        for axes, panel in zip(grid.flat, shown, strict=True):
            lines.drawn(axes, panel, narrow)
            axes.xaxis.set_major_locator(MaxNLocator(4 if narrow else 5, integer=True))
        lines.settled(drawing)
    return drawing
