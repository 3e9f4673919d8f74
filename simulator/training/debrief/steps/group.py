"""The group: result against goodwill, a dot a team, beside what fixed strategies reach."""

from dataclasses import dataclass

from simulator.training.debrief.anonymity import FEWEST, TooFew, too_few
from simulator.training.debrief.frontier import dots, frontier
from simulator.training.debrief.step import Group, Printed, Viewer
from simulator.training.game.room import OBSERVER, Room
from simulator.training.words import in_language, text

PHASE = "analyse"
ORDER = 80
WATCHED = True


@dataclass(frozen=True)
class Point:
    """A team; marked only on its own screen."""

    result: int  # points
    goodwill: float
    own: bool


@dataclass(frozen=True)
class Fixed:
    """What a fixed strategy reaches on average."""

    result: int
    goodwill: float
    label: str
    best: bool  # no other strategy has more of both


@dataclass(frozen=True)
class Picture:
    """All teams without names."""

    teams: int
    points: list[Point]
    frontier: list[Fixed]
    x: str  # what the axes show
    y: str
    reading: str


def team(viewer: Viewer, lang: str) -> list[Picture | TooFew]:
    """All teams of the own role, with the own marked."""
    played, who = viewer.room, viewer.team
    role = played.case.scenario.you if who.role == OBSERVER else who.role
    return [_picture(played, role, who.name, lang)]


def room(group: Group, lang: str) -> Picture | TooFew:
    """All teams, none marked."""
    return _picture(group.room, group.room.case.scenario.you, "", lang)


def _picture(played: Room, role: str, own: str, lang: str) -> Picture | TooFew:
    """Result against goodwill.

    Args:
        own: the team that looks, or empty.
    """
    table = played.case.places(role)[0].table
    done = dots(played, role, table)
    if len(done) < FEWEST:
        return too_few(lang)
    reached = frontier(played.case, role, table, played.setup.seed)
    return Picture(
        teams=len(done),
        points=[
            Point(round(100 * dot.result), round(dot.goodwill, 2), bool(own) and dot.team == own)
            for dot in sorted(done, key=lambda dot: (dot.result, dot.goodwill))
        ],
        frontier=[
            Fixed(
                result=round(100 * fixed.result),
                goodwill=round(fixed.goodwill, 2),
                label=in_language(played.case.config.strategies[fixed.strategy].label, lang),
                best=fixed.best,
            )
            for fixed in sorted(reached, key=lambda fixed: fixed.result)
        ],
        x=text("result.label", lang),
        y=text("goodwill.label", lang),
        reading=text("group.reading", lang),
    )


def printed(view: Picture | TooFew, _: str) -> Printed:
    """How to read the picture, or why there is none."""
    return Printed([view.reading])
