"""The bet: how many teams bet on what, and which came out."""

from simulator.training.debrief.steps.bets import Bets
from simulator.web.ui import elements
from simulator.web.ui.words import say


def draw_for_team(view: Bets, lang: str) -> None:
    """A table of bets, for a team with its own."""
    elements.part("p", view.question)
    if view.reading:
        elements.part("p", view.reading, "reading")
    rows = [
        [label + (" ✓" if key == view.winner else ""), str(view.placed[key])]
        for key, label in view.labels.items()
    ]
    elements.table([say(lang, "play.bet"), say(lang, "play.count")], rows)
    if view.own:
        elements.part("p", say(lang, "play.own_bet", bet=view.labels[view.own]))
