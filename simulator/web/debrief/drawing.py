"""Draws the steps of the debrief: each as its file in `drawings` says, else as what is printed.

A drawing is a file with the name of a step. Its `draw_for_team(view, lang)` draws a view of a team,
its `draw_for_room(view, lang)` what is on the wall; without the second the wall is as for a team.
"""

import functools
import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from simulator.training.debrief.agenda import agenda
from simulator.training.debrief.anonymity import TooFew
from simulator.web.ui import elements

FOLDER = Path(__file__).parent / "drawings"


def draw_for_team(step: str, view: Any, lang: str) -> None:
    """A view of a step on the page of a team."""
    drawing = _drawing(step)
    if drawing is None:
        _draw_printed(step, view, lang)
    else:
        drawing.draw_for_team(view, lang)


def draw_for_room(step: str, view: Any, lang: str) -> None:
    """A step on the wall."""
    if isinstance(view, TooFew):
        elements.part("p", view.reading, "big")
        return
    drawing = _drawing(step)
    draw: Callable[[Any, str], None] | None = getattr(drawing, "draw_for_room", None)
    if draw is None:
        draw_for_team(step, view, lang)
    else:
        draw(view, lang)


@functools.cache
def _drawing(step: str) -> ModuleType | None:
    """The file of a step."""
    if not (FOLDER / f"{step}.py").is_file():
        return None
    return importlib.import_module(f"{__package__}.drawings.{step}")


def _draw_printed(step: str, view: Any, lang: str) -> None:
    printed = agenda()[step].printed(view, lang)
    if printed.listed:
        with elements.part("ul"):
            for line in printed.lines:
                elements.part("li", line)
    else:
        for line in printed.lines:
            elements.part("p", line)
    if printed.small:
        elements.part("p", printed.small, "help")
