"""The trajectory: a chart for tension, trust and goodwill, with the own moves on the axis."""

from simulator.training.debrief.steps.trajectory import Bands, Trajectory
from simulator.web.debrief.scales import RANGES
from simulator.web.ui import elements
from simulator.web.ui.chart import Line
from simulator.web.ui.line_chart import curves
from simulator.web.ui.words import say


def draw_for_team(view: Trajectory, lang: str) -> None:
    """Both sides after each meeting."""
    elements.part("p", view.reading, "reading")
    both = {"tension": view.tension, "trust": view.trust, "goodwill": view.goodwill}
    for name, values in both.items():
        title = say(lang, f"play.curve_{name}")
        lines = [
            Line(say(lang, "play.theirs"), "b", values.other),
            Line(say(lang, "play.yours"), "a", values.you),
        ]
        elements.part("h3", title)
        curves(lines, view.meetings, RANGES[name], title, lang, view.moves)
    with elements.part("ol", None, "moves"):
        for move in view.moves:
            if move.label:
                between = f" – {move.between_label}" if move.between_label else ""
                elements.part("li", f"{move.label}{between}")
    elements.part("p", view.note, "help")


def draw_for_room(view: Bands, lang: str) -> None:
    """Tension of the others, as a band over the teams."""
    title = say(lang, "trainer.tension_of_others")
    elements.part("p", title, "big")
    line = Line(say(lang, "trainer.mean"), "b", view.mean, (view.low, view.high))
    curves([line], view.meetings, RANGES["tension"], title, lang)
    elements.part("p", view.note, "how")
