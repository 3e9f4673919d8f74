"""The other: who it was, what mattered to them, what was on their card."""

from simulator.training.debrief.steps.other import Reveal
from simulator.web.ui import elements
from simulator.web.ui.words import say


def draw_for_team(view: Reveal, lang: str) -> None:
    """The reveal, for a team and on the wall."""
    other = view.other
    elements.part("p", other.who, "lead")
    head = [say(lang, "play.issue"), say(lang, "play.weight"), say(lang, "play.why")]
    rows = [[one.label, f"{one.importance}/5", one.why] for one in other.interests]
    elements.table(head, rows, say(lang, "play.card_interests"))
    elements.part("p", view.card)
    written = {
        "goal": other.goal,
        "mandate": other.mandate,
        "batna": other.batna,
        "strategy": other.strategy,
        "character": other.character,
        "hidden_trade": view.hidden_trade,
    }
    for key, said in written.items():
        if said:
            elements.part("h3", say(lang, f"play.other_{key}"))
            elements.part("p", said)
    if other.batna_points is not None:
        elements.part("p", say(lang, "play.batna_points", points=other.batna_points))
