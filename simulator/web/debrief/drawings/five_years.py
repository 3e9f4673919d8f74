"""Five years on: the own line and the other, as charts and as a table."""

from simulator import i18n
from simulator.training.debrief.steps.five_years import FiveYears, GoodwillLater, YearByYear
from simulator.web.debrief.scales import RANGES
from simulator.web.ui import elements
from simulator.web.ui.chart import Line
from simulator.web.ui.line_chart import curves
from simulator.web.ui.words import say

Values = list[float | None]


def draw_for_team(view: FiveYears, lang: str) -> None:
    """Goodwill and what a year is worth, then the rest as a table."""
    elements.part("p", view.sentence, "reading")
    beside = [(say(lang, "play.your_line"), view.yours)]
    if view.other:
        beside.append((say(lang, "play.other_choice", move=view.other_label), view.other))
    for key in ("goodwill", "value"):
        lines = [
            Line(name, "b" if i else "a", _values(line, key), thin=bool(i))
            for i, (name, line) in enumerate(beside)
        ]
        title = say(lang, f"play.curve_{key}")
        elements.part("h3", title)
        curves(lines, view.labels, RANGES[key], title, lang)
    _more(view, beside, lang)
    if view.pocket:
        elements.part("p", view.pocket, "note")
    elements.part("p", view.note, "help")


def _more(view: FiveYears, beside: list[tuple[str, YearByYear]], lang: str) -> None:
    """Result, talks needed and access, for the own line and the other, as a table."""
    columns = [
        (f"{say(lang, f'play.years_{key}')} – {name}", _values(line, key), digits)
        for key, digits in (("result", 0), ("turns", 0), ("access", 2))
        for name, line in beside
    ]
    rows = [
        [when, *(_cell(values[y], digits, lang) for _, values, digits in columns)]
        for y, when in enumerate(view.labels)
    ]
    elements.part("h3", say(lang, "play.years_more"))
    head = [say(lang, "play.when"), *(title for title, _, _ in columns)]
    elements.table(head, rows, say(lang, "play.years_more"))


def _values(line: YearByYear, key: str) -> Values:
    values: Values = getattr(line, key)
    return values


def _cell(value: float | None, digits: int, lang: str) -> str:
    return "–" if value is None else i18n.number(value, lang, digits)


def draw_for_room(view: GoodwillLater, lang: str) -> None:
    """Goodwill over the years, on average."""
    title = say(lang, "trainer.goodwill_later")
    elements.part("p", title, "big")
    line = Line(say(lang, "trainer.mean"), "a", view.goodwill)
    curves([line], view.labels, RANGES["goodwill"], title, lang)
