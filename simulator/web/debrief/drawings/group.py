"""The group: all teams as dots, and what fixed strategies reach as an edge."""

from simulator import i18n
from simulator.training.debrief.anonymity import TooFew
from simulator.training.debrief.steps.group import Picture
from simulator.web.ui import chart, elements
from simulator.web.ui.chart import Frame
from simulator.web.ui.words import say


def draw_for_team(view: Picture | TooFew, lang: str) -> None:
    """All teams as dots without names; one's own marked; what fixed strategies reach as an edge."""
    if isinstance(view, TooFew):
        elements.part("p", view.reading)
        return
    own = say(lang, "play.your_team")
    dots = [(p.result, p.goodwill, own if p.own else "", p.own) for p in view.points]
    edge = [(fixed.result, fixed.goodwill) for fixed in view.frontier if fixed.best]
    elements.part("p", view.reading, "reading")
    for cls, wide in (("for-wide", True), ("for-narrow", False)):
        frame = Frame([], -1.0, 1.0, [-1.0, -0.5, 0.0, 0.5, 1.0], wide=wide)
        with elements.part("div", None, cls):
            tree = chart.scatter(frame, dots, edge, (0.0, 100.0), view.x, view.y, lang)
            elements.drawing(tree, view.reading)
    with elements.details(say(lang, "as_table")):
        rows = [
            [name or say(lang, "play.a_team"), str(result), i18n.number(goodwill, lang)]
            for result, goodwill, name, _ in dots
        ]
        rows += [
            [fixed.label, str(fixed.result), i18n.number(fixed.goodwill, lang)]
            for fixed in view.frontier
        ]
        elements.table([say(lang, "play.team"), view.x, view.y], rows)
