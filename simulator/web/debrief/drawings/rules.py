"""Why the other reacted like that: a sentence a move; on the wall those seen most often."""

from simulator.training.debrief.steps.rules import MostSeen, Reactions
from simulator.web.ui import elements
from simulator.web.ui.words import say


def draw_for_team(view: Reactions, lang: str) -> None:
    """Each own move and what it did."""
    with elements.part("ol", None, "moves"):
        for one in view.reactions:
            with elements.part("li"):
                elements.part("b", say(lang, "play.at_meeting", meeting=one.meeting) + " ")
                elements.part("span", one.sentence)
    if view.note:
        elements.part("p", view.note, "help")


def draw_for_room(view: MostSeen, lang: str) -> None:
    """What moved the others most, over all teams."""
    with elements.part("ul", None, "big"):
        for rule in view.rules:
            words = {"sentence": rule.sentence, "times": rule.times}
            elements.part("li", say(lang, "trainer.rule_times", **words))
