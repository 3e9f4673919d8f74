"""The turning point: both lines and the band; on the wall, in which meeting it was."""

from simulator.training.debrief.steps.turning_point import TurningPoints, WhatIf, Where
from simulator.web.debrief.scales import RANGES
from simulator.web.ui import chart, elements
from simulator.web.ui.chart import Frame, Line
from simulator.web.ui.line_chart import curves
from simulator.web.ui.range_bar import Bar, band
from simulator.web.ui.words import say


def draw_for_team(view: TurningPoints, lang: str) -> None:
    """The move that mattered most, for the result and for the relation, and the own choice."""
    for name, point, instead in (
        ("largest", view.largest, view.largest_sentence),
        ("relation", view.relation, view.relation_sentence),
        ("chosen", view.chosen, ""),
    ):
        if point or instead:
            elements.part("h3", say(lang, f"play.turning_{name}"))
        if point:
            _what_if(point, lang)
        elif instead:
            elements.part("p", instead)
    for moment in view.authored:
        when = say(lang, "play.at_meeting", meeting=moment.meeting)
        elements.part("p", f"{when} {moment.about}")
    elements.part("p", view.note, "help")


def _what_if(point: WhatIf, lang: str) -> None:
    elements.part("p", point.sentence, "reading")
    for name, unit, first, yours, other in (
        ("tension", "turn", 1, point.yours.tension, point.other.tension),
        ("goodwill", "year", 0, point.yours.goodwill, point.other.goodwill),
    ):
        lines = [
            Line(say(lang, "play.your_choice", move=point.was_label), "a", yours),
            Line(say(lang, "play.other_choice", move=point.instead_label), "b", other, thin=True),
        ]
        labels = [str(first + i) for i in range(max(len(yours), len(other)))]
        title = say(lang, f"play.curve_{name}_{unit}")
        elements.part("h4", title)
        curves(lines, labels, RANGES[name], title, lang)
    elements.part("h4", say(lang, "play.band_title", runs=point.band.runs))
    bar = Bar(point.band.low, point.band.mean, point.band.high, point.effect.worth)
    names = (say(lang, "play.band_mean"), say(lang, "play.band_here"))
    for cls, wide in (("for-wide", True), ("for-narrow", False)):
        with elements.part("div", None, cls):
            elements.drawing(band(bar, names, lang, wide), point.band_sentence)
    elements.part("p", point.band_sentence, "note")


def draw_for_room(view: Where, lang: str) -> None:
    """Bars: at how many teams it was in each meeting."""
    title = say(lang, "trainer.turning_where")
    elements.part("p", title, "big")
    most = max(4, *view.meetings.values())
    ticks = [float(t) for t in range(0, most + 1, max(1, most // 4))]
    frame = Frame([str(m) for m in view.meetings], 0.0, float(most), ticks, "", 0)
    elements.drawing(chart.bars(frame, list(view.meetings.values()), lang), title)
    with elements.details(say(lang, "as_table")):
        rows = [[say(lang, "play.at_meeting", meeting=m), str(n)] for m, n in view.meetings.items()]
        elements.table([say(lang, "play.when"), say(lang, "trainer.count_teams")], rows, title)
