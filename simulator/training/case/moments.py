"""The moments at which a story can turn, as its writer sees them."""

from dataclasses import dataclass

from simulator.training.case.scenario import Scenario
from simulator.training.words import in_language


@dataclass(frozen=True)
class Moment:
    """A moment of the story at which much can turn."""

    meeting: int
    about: str


def moments(scenario: Scenario, lang: str) -> list[Moment]:
    """All of them, in one language."""
    return [
        Moment(moment.meeting, in_language(moment.about, lang))
        for moment in scenario.turning_points
    ]
