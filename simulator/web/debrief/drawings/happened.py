"""What happened: the questions, large."""

from simulator.training.debrief.steps.happened import Questions
from simulator.web.ui import elements


def draw_for_team(view: Questions, _: str) -> None:
    """The questions, for a team and on the wall."""
    with elements.part("ul", None, "big"):
        for question in (*view.questions, *view.own):
            elements.part("li", question)
