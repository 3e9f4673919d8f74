"""The preparation and the truth: guesses beside what was true; for all, how far off."""

from simulator.training.debrief.steps.preparation import Comparison, MeanError
from simulator.web.ui import elements
from simulator.web.ui.words import say


def draw_for_team(view: Comparison, lang: str) -> None:
    """The own card against what was true."""
    elements.part("p", view.sentence, "reading")
    rows = [[row.issue, _cell(row.guess), str(row.truth)] for row in view.rows]
    rows.append([say(lang, "play.batna_row"), _cell(view.batna.guess), str(view.batna.truth)])
    elements.table(
        [say(lang, "play.issue"), say(lang, "play.guess"), say(lang, "play.truth")], rows
    )
    for written in view.said:
        elements.part("h3", written.label)
        elements.part("p", written.said)


def _cell(guess: int | None) -> str:
    return "–" if guess is None else str(guess)


def draw_for_room(view: MeanError, _: str) -> None:
    """How far off they were on average."""
    elements.part("p", view.reading, "big")
