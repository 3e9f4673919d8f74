"""What teams take along: one sentence for the next talk, and the statements before and after."""

from dataclasses import dataclass

import numpy as np

from simulator.training.debrief.anonymity import FEWEST
from simulator.training.debrief.step import Group, Printed, Viewer
from simulator.training.game import forms
from simulator.training.game.room import Room
from simulator.training.words import text

PHASE = "apply"
ORDER = 100
WATCHED = True


@dataclass(frozen=True)
class Answers:
    """What a team answered to the statements, before and after."""

    questions: list[str]
    before: list[int] | None
    after: list[int] | None
    note: str


@dataclass(frozen=True)
class Applied:
    """What one team takes along."""

    question: str
    resolve: str
    statements: Answers


@dataclass(frozen=True)
class MeanAnswers:
    """How the teams that answered both times answered, on average."""

    questions: list[str]
    before: list[float]
    after: list[float]
    teams: int
    note: str


@dataclass(frozen=True)
class AllApplied:
    """What teams will do, as far as they want to share it."""

    question: str
    resolves: list[str]
    statements: MeanAnswers | None  # from three teams on


def team(viewer: Viewer, lang: str) -> list[Applied]:
    """The own sentence, and the own answers."""
    filled = viewer.team.forms
    before, after = filled.get("statements_before"), filled.get("statements_after")
    resolve = filled.get("resolve")
    return [
        Applied(
            question=text("apply.questions", lang),
            resolve=resolve["text"] if resolve else "",
            statements=Answers(
                questions=_questions(lang),
                before=before["answers"] if before else None,
                after=after["answers"] if after else None,
                note=text("statement.note", lang),
            ),
        )
    ]


def _questions(lang: str) -> list[str]:
    return [text(f"statement.{key}", lang) for key in forms.STATEMENTS]


def room(group: Group, lang: str) -> AllApplied:
    """The sentences that teams share, and the means of their answers."""
    resolves = [
        resolve["text"]
        for who in group.room.players
        if (resolve := who.forms.get("resolve")) and resolve["share"] and resolve["text"]
    ]
    return AllApplied(
        question=text("apply.questions", lang),
        resolves=sorted(resolves),
        statements=_means(group.room, lang),
    )


def _means(played: Room, lang: str) -> MeanAnswers | None:
    """How the group answered before and after, from three teams on that did both."""
    both = [
        (before["answers"], after["answers"])
        for who in played.players
        if (before := who.forms.get("statements_before"))
        and (after := who.forms.get("statements_after"))
    ]
    if len(both) < FEWEST:
        return None
    before, after = (np.mean([pair[i] for pair in both], axis=0).round(1).tolist() for i in (0, 1))
    return MeanAnswers(_questions(lang), before, after, len(both), text("statement.note", lang))


def printed(view: Applied, lang: str) -> Printed:
    """The own sentence."""
    return Printed([f"{text('resolve.question', lang)} {view.resolve}"])
