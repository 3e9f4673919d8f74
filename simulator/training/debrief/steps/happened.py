"""What happened: questions with which a room describes it, before anybody explains."""

from dataclasses import dataclass

from simulator.training.debrief.step import Group, Printed, Viewer
from simulator.training.game.room import Room
from simulator.training.words import in_language, text

PHASE = "describe"
ORDER = 10
WATCHED = True


@dataclass(frozen=True)
class Questions:
    """What to ask: of any case, and of this one."""

    questions: list[str]
    own: list[str]


def team(viewer: Viewer, lang: str) -> list[Questions]:
    """The same for every team."""
    return [_asked(viewer.room, lang)]


def room(group: Group, lang: str) -> Questions:
    """The same on the wall."""
    return _asked(group.room, lang)


def _asked(played: Room, lang: str) -> Questions:
    return Questions(
        questions=[text(f"happened.{i}", lang) for i in range(1, 4)],
        own=[in_language(question, lang) for question in played.case.scenario.debrief],
    )


def printed(view: Questions, _: str) -> Printed:
    """The questions."""
    return Printed([*view.questions, *view.own], listed=True)
