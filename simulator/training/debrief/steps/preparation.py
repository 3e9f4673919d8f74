"""The preparation and the truth: what a team guessed about the other, against what was true."""

from dataclasses import dataclass

from simulator.training.case import units
from simulator.training.debrief.anonymity import FEWEST, TooFew, too_few
from simulator.training.debrief.counterparty import counterparty
from simulator.training.debrief.step import Group, Player, Printed
from simulator.training.game import forms
from simulator.training.game.forms import Preparation
from simulator.training.words import text

PHASE = "apply"
ORDER = 90
WATCHED = False
CLOSE = 5  # assumed: points within which a guess is called close


@dataclass(frozen=True)
class Guess:
    """How much an issue matters to the other, from 1 to 5."""

    issue: str
    guess: int | None
    truth: int


@dataclass(frozen=True)
class BatnaGuess:
    """What no contract is worth to the other, in points."""

    guess: int | None
    truth: int


@dataclass(frozen=True)
class Written:
    """What a team wrote down beforehand."""

    label: str
    said: str


@dataclass(frozen=True)
class Comparison:
    """The card against what was true."""

    rows: list[Guess]
    batna: BatnaGuess
    said: list[Written]
    sentence: str


@dataclass(frozen=True)
class MeanError:
    """How far off the teams were on average."""

    error: int  # points
    reading: str


def team(player: Player, lang: str) -> list[Comparison]:
    """The card is about the first table."""
    card: Preparation | None = player.team.forms.get("preparation")
    place = player.places[0]
    truth = counterparty(player.room.case, player.sitting, place.table, 1 - place.s, lang)
    guessed = card["guess"] if card else {}
    rows = [
        Guess(interest.label, guessed.get(interest.issue), interest.importance)
        for interest in truth.interests
    ]
    batna = BatnaGuess(card["guess_batna"] if card else None, truth.batna_points or 0)
    sentences = [_about_interests(rows, lang)]
    if batna.guess is not None:
        error = batna.guess - batna.truth
        way = "close" if abs(error) <= CLOSE else "high" if error > 0 else "low"
        sentences.append(text(f"preparation.batna_{way}", lang, error=abs(error)))
    said = {key: str(value) for key, value in card.items()} if card else {}
    return [
        Comparison(
            rows=rows,
            batna=batna,
            said=[
                Written(text(f"preparation.{key}", lang), said[key])
                for key in forms.PREPARATION
                if said.get(key)
            ],
            sentence=" ".join(sentences),
        )
    ]


def _about_interests(rows: list[Guess], lang: str) -> str:
    guesses = [row.guess for row in rows if row.guess is not None]
    if not guesses:
        return text("preparation.none", lang)
    most = max(rows, key=lambda row: row.truth)
    highest = max(guesses)
    way = "wrong" if most.guess != highest else "right" if guesses.count(highest) == 1 else "tie"
    return text(f"preparation.{way}", lang, issue=most.issue.lower())


def room(group: Group, lang: str) -> MeanError | TooFew:
    """How far off the guesses of the other's BATNA were, on average."""
    if len(group.finished) < FEWEST:
        return too_few(lang)
    place, errors = group.place, []
    for who, sitting in group.finished:
        card = who.forms.get("preparation")
        if card is not None and card["guess_batna"] is not None:
            truth = sitting.played.state.sides["reservation"][0, place.d, 1 - place.s]
            errors.append(abs(card["guess_batna"] - units.points(truth)))
    if len(errors) < FEWEST:
        return too_few(lang, "preparation")
    error = round(sum(errors) / len(errors))
    return MeanError(error, text("preparation.group", lang, error=error))


def printed(view: Comparison, _: str) -> Printed:
    """How near the guesses were."""
    return Printed([view.sentence])
