"""The bet: on which approach teams bet, and which came out with the most goodwill."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from simulator.training.debrief.anonymity import FEWEST
from simulator.training.debrief.frontier import Dot, dots
from simulator.training.debrief.step import Group, Printed, Viewer
from simulator.training.game import forms
from simulator.training.game.room import Room
from simulator.training.words import text

PHASE = "describe"
ORDER = 20
WATCHED = True


@dataclass(frozen=True)
class Bets:
    """How many teams bet on what."""

    question: str
    labels: dict[str, str]  # by approach
    placed: dict[str, int]  # by approach
    winner: str | None  # None with too few teams
    reading: str
    own: str | None = None  # on which approach this team bet


def team(viewer: Viewer, lang: str) -> list[Bets]:
    """All bets, and the own."""
    bet = viewer.team.forms.get("bet")
    return [_bets(viewer.room, lang, bet["style"] if bet else None)]


def room(group: Group, lang: str) -> Bets:
    """All bets, nobody named."""
    return _bets(group.room, lang, None)


def _bets(played: Room, lang: str, own: str | None) -> Bets:
    placed = Counter(
        bet["style"] for team in played.players if (bet := team.forms.get("bet")) is not None
    )
    winner = _winner(played)
    reading = ""
    if winner is not None:
        style = text(f"bet.{winner}", lang).lower()
        reading = text("bet.reading", lang, n=sum(placed.values()), style=style)
    return Bets(
        question=text("bet.question", lang),
        labels={key: text(f"bet.{key}", lang) for key in forms.STYLES},
        placed={key: placed.get(key, 0) for key in forms.STYLES},
        winner=winner,
        reading=reading,
        own=own,
    )


def _winner(played: Room) -> str | None:
    """The approach with the most goodwill on average."""
    role = played.case.scenario.you
    done = dots(played, role, played.case.places(role)[0].table)
    if len(done) < FEWEST:
        return None
    means = {key: _mean(dot for dot in done if dot.approach == key) for key in forms.STYLES}
    reached = {key: mean for key, mean in means.items() if mean is not None}
    return max(reached, key=lambda key: reached[key])


def _mean(of: Iterable[Dot]) -> float | None:
    goodwill = [dot.goodwill for dot in of]
    return sum(goodwill) / len(goodwill) if goodwill else None


def printed(view: Bets, _: str) -> Printed:
    """What came out."""
    return Printed([view.reading])
