"""How many contracts there are by which date: of the talks of a year, and of all relations."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator

from simulator import i18n
from simulator.batch import Record
from simulator.engine.records import AGREED, MEDIATED
from simulator.figures import lines, style
from simulator.figures.lines import Panel

MARKS = ("15oct", "12nov", "31dec", "31mar")  # dates to name, where the calendar has them
LOOKS = ("this", "other")
TOP = 1.15  # so that names at the end of lines near 100 % have room
CLOSE = {False: 4, True: 7}  # turns; dates nearer than this stand below each other, if narrow


def settled(record: Record) -> np.ndarray:
    """Share of the talks that ended in an agreement by each turn, all years together, [R, T]."""
    talks = record.relations["negotiated"] == 1
    return _by_turn(record, talks, np.zeros_like(talks))


def covered(record: Record) -> np.ndarray:
    """Share of all relations with a contract for next year by each turn, [R, T].

    A contract that runs on counts from the first turn.
    """
    talks = record.relations["negotiated"] == 1
    return _by_turn(record, np.ones_like(talks), ~talks)


def _by_turn(record: Record, counts: np.ndarray, before: np.ndarray) -> np.ndarray:
    """Share of `counts` that is ready `before`, or by agreement at each turn."""
    agreed = np.isin(record.relations["ending"], (AGREED, MEDIATED))
    turns = record.relations["turns"]
    weight = counts * record.world.ties["members"]  # a coalition counts for all its members
    number = np.maximum(weight.sum(axis=(1, 2)), 1.0)
    by_turn = [
        ((before | (agreed & (turns <= t))) * weight).sum(axis=(1, 2)) / number
        for t in range(1, len(record.world.dates) + 1)
    ]
    return np.stack(by_turn, axis=-1)


def panels(
    record: Record, lang: str, other: Record | None = None, names: tuple[str, str] | None = None
) -> list[Panel]:
    """Two panels: of the talks, and of all relations with contracts that run on.

    Args:
        names: how to call `record` and `other`; None = no names.
    """
    pair = [each for each in (record, other) if each is not None]
    called = names or (i18n.text("shown", "this_market", lang),) * 2
    found = []
    for key, function in (("of_talks", settled), ("of_relations", covered)):
        drawn = tuple(
            lines.line(
                name, style.LOOKS[look], np.arange(1, len(each.world.dates) + 1), function(each)
            )
            for each, look, name in zip(pair, LOOKS, called, strict=False)
        )
        unit = i18n.text("units", "share", lang)
        found.append(Panel(i18n.text("shown", key, lang), unit, drawn, (0.0, TOP), 0.5))
    return found


def figure(
    shown: list[Panel],
    record: Record,
    lang: str,
    word: str | None = None,
    narrow: bool = False,
    framed: bool = True,
) -> Figure:
    """Both panels beside each other, or below each other where `narrow`."""
    size = (style.NARROW[0], 8.2) if narrow else (style.WIDE[0], 6.4)
    with style.styled():
        drawing = style.blank(*size, lang)
        if framed:
            title, aid = (
                i18n.text("shown", f"contracted_{key}", lang) for key in ("title", "reading")
            )
            style.framed(drawing, title, [aid], word, lang)
        grid = drawing.subplots(*((2, 1) if narrow else (1, 2)))
        for axes, panel in zip(grid.flat, shown, strict=True):
            lines.drawn(axes, panel, narrow)
            turns = dated(record)
            axes.set_xlim(0.5, len(record.world.dates) + 0.5)
            axes.xaxis.set_major_locator(FixedLocator(list(turns)))
            axes.set_xticklabels(_names(record, lang, CLOSE[narrow]))
            axes.yaxis.set_major_formatter(lambda y, _: i18n.percentage(y, lang))
        lines.settled(drawing)
    return drawing


def dated(record: Record) -> list[int]:
    """Turns with a date worth naming, and the first."""
    marks = record.world.marks
    return [1, *sorted({marks[name] for name in MARKS if name in marks})]


def _names(record: Record, lang: str, near: int) -> list[str]:
    """Dates for the axis; one that follows closely on another stands a line lower."""
    names: list[str] = []
    turns = dated(record)
    for place, turn in enumerate(turns):
        name = i18n.date(record.world.dates[turn - 1], lang)
        close = place > 0 and turn - turns[place - 1] < near and not names[-1].startswith("\n")
        names.append(f"\n{name}" if close else name)
    return names
