"""A fan of runs as a chart, its legend, one sentence on how to read it, and its numbers."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from simulator import i18n
from simulator.measures.catalogue import measures
from simulator.training.demo.sandbox import Fan
from simulator.training.demo.settings import View
from simulator.web.ui import chart, elements, regions
from simulator.web.ui.words import say

RANGES = {
    "goodwill_received": (-1.0, 1.0, 0.5),
    "trust_received": (0.0, 1.0, 0.25),
    "tension": (0.0, 1.0, 0.25),
    "value": (0.0, 1.0, 0.25),
    "cumulative_value": (0.0, 10.0, 2.0),
}


class NamedFan(NamedTuple):
    """A fan with its name and look."""

    name: str
    look: str
    fan: Fan


class Panel:
    """A chart with its reading and its table; the parts stay, what they show changes."""

    def __init__(self, lang: str, table: bool = True) -> None:
        self.lang = lang
        self.title = elements.part("h2", "", "chart-title")
        self.unit = elements.part("p", "", "chart-unit")
        self.chart = elements.drawing(["svg", {"viewBox": "0 0 1300 620"}], "")
        self.reading = elements.part("p", "", "reading", role="status")
        self.terms = regions.Region(lambda said: elements.terms(say(lang, "words"), said, lang))
        self.table: regions.Shown | None = None
        if table:
            elements.part("p", say(lang, "demo.how_to_read"), "how")
            with elements.details(say(lang, "as_table")):
                self.table = regions.Shown(self._table)

    def show(self, shown: Sequence[NamedFan], frozen: NamedFan | None, view: View) -> None:
        """Show these fans up to the year of the view."""
        measure, lang = measures()[view.measure], self.lang
        label = i18n.in_language(measure.label, lang)
        reading = _reading(shown, view, label, lang)
        self.title.say(f"{label} – {say(lang, f'demo.side_{view.side}').lower()}")
        self.unit.say(i18n.text("units", measure.unit, lang))
        self.chart.give(tree=json.dumps(_chart(shown, frozen, view, lang)), label=reading)
        self.reading.say(reading)
        self.terms.show((label, *(curve.name for curve in shown)))
        if self.table is not None:
            self.table.show((tuple(shown), view.year, label))

    def _table(self, what: tuple[tuple[NamedFan, ...], int, str]) -> None:
        shown, year, label = what
        head = [say(self.lang, "demo.column_year"), *(curve.name for curve in shown)]
        rows = [
            [str(y), *(_row(curve.fan, i, self.lang) for curve in shown)]
            for i, y in enumerate(shown[0].fan.years[:year])
        ]
        elements.table(head, rows, label)


def _chart(shown: Sequence[NamedFan], frozen: NamedFan | None, view: View, lang: str) -> chart.Tree:
    low, high, step = RANGES[view.measure]
    count = round((high - low) / step)
    frame = chart.Frame(
        [str(year) for year in shown[0].fan.years],
        low,
        high,
        [low + step * i for i in range(count + 1)],
        digits=2 if step == 0.25 else 1 if step < 1 else 0,
    )
    lines = [line for curve in shown for line in _lines(curve, view, lang, len(shown) == 1)]
    if frozen is not None:
        lines.insert(0, chart.Line(frozen.name, "frozen", frozen.fan.shares[2]))
    return chart.chart(frame, lines, lang)


def _lines(curve: NamedFan, view: View, lang: str, alone: bool) -> list[chart.Line]:
    until = view.year
    low, quarter, middle, three, high = (share[:until] for share in curve.fan.shares)
    lines = []
    if alone:
        name = say(lang, "demo.one_run", number=view.run + 1)
        lines.append(chart.Line(name, "c", curve.fan.one[:until], thin=True))
    lines.append(chart.Line(curve.name, curve.look, middle, (low, high), (quarter, three)))
    return lines


def _reading(shown: Sequence[NamedFan], view: View, label: str, lang: str) -> str:
    if view.year == 0:
        return say(lang, "demo.reading_start")
    last = view.year - 1
    said = [
        say(
            lang, "demo.reading_one", name=curve.name,
            middle=i18n.number(curve.fan.shares[2][last], lang),
            low=i18n.number(curve.fan.shares[0][last], lang),
            high=i18n.number(curve.fan.shares[4][last], lang),
        )
        for curve in shown
    ]  # fmt: skip
    year = str(shown[0].fan.years[last])
    return say(lang, "demo.reading", year=year, measure=label, rest=" ".join(said))


def _row(fan: Fan, i: int, lang: str) -> str:
    low, _, middle, _, high = (i18n.number(share[i], lang) for share in fan.shares)
    return say(lang, "demo.cell", middle=middle, low=low, high=high)
