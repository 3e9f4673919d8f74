"""Why the other reacted like that: for each own move the rule that moved the other most."""

from collections import Counter
from dataclasses import dataclass

from simulator.training.case.case import Place
from simulator.training.debrief.anonymity import FEWEST, TooFew, too_few
from simulator.training.debrief.reasons import reasons, sentence
from simulator.training.debrief.step import DIGITS, Group, Player, Printed
from simulator.training.game.match import Sitting
from simulator.training.game.room import Room
from simulator.training.words import in_language, text

PHASE = "analyse"
ORDER = 50
WATCHED = False
MOST = 5  # rules on the wall


@dataclass(frozen=True)
class Reaction:
    """What one move did to the other, as a sentence."""

    relation: int
    counterpart: str
    meeting: int
    sentence: str
    rule: str
    change: float


@dataclass(frozen=True)
class Reactions:
    """What all own moves did."""

    reactions: list[Reaction]
    note: str  # where the other was a team


@dataclass(frozen=True)
class Counted:
    """How often a rule was what moved the other most."""

    rule: str
    sentence: str
    times: int


@dataclass(frozen=True)
class MostSeen:
    """What moved the others most, over all teams."""

    rules: list[Counted]


def team(player: Player, lang: str) -> list[Reactions]:
    """Each own move, at one table after the other."""
    first = player.places[0]
    people = player.sitting.roles.get(player.room.case.role_at(first.table, 1 - first.s))
    return [
        Reactions(
            reactions=[
                reaction
                for place in player.places
                for reaction in reactions(player.sitting, place, lang)
            ],
            note=text("rules.note.people", lang) if people else "",
        )
    ]


def reactions(sitting: Sitting, place: Place, lang: str) -> list[Reaction]:
    """For each own move: the rule that moved the other most, as a sentence."""
    other = sitting.case.scenario.roles[sitting.case.role_at(place.table, 1 - place.s)]
    return [
        Reaction(
            relation=place.table,
            counterpart=in_language(other.label, lang),
            meeting=(reason.turn + 1) // 2,
            sentence=sentence(sitting, place.table, place.s, reason, lang),
            rule=reason.rule,
            change=round(reason.change, DIGITS),
        )
        for reason in reasons(sitting, place.table, place.s)
    ]


def room(group: Group, lang: str) -> MostSeen | TooFew:
    """The rules seen most often."""
    if len(group.finished) < FEWEST:
        return too_few(lang)
    place = group.place
    seen = Counter(
        reason.rule
        for _, sitting in group.finished
        for reason in reasons(sitting, place.table, place.s)
    )
    return MostSeen(
        [
            Counted(rule, _general(group.room, place, rule, lang), times)
            for rule, times in seen.most_common(MOST)
        ]
    )


def _general(played: Room, place: Place, rule: str, lang: str) -> str:
    role = played.case.scenario.roles[played.case.role_at(place.table, 1 - place.s)]
    said = text(f"rule.{rule}", lang, other=in_language(role.label, lang))
    return said[0].upper() + said[1:] + "."


def printed(view: Reactions, lang: str) -> Printed:
    """The sentences."""
    meeting = text("print.meeting", lang)
    lines = [f"{meeting} {reaction.meeting}: {reaction.sentence}" for reaction in view.reactions]
    return Printed(lines, listed=True)
