"""The forms of a team, with what was filled in: preparation, statements, bet, lessons."""

from dataclasses import dataclass

from simulator.training.game import forms
from simulator.training.game.forms import (
    Bet,
    Choice,
    Consent,
    Note,
    Preparation,
    Statements,
)
from simulator.training.game.room import Room, Team
from simulator.training.words import in_language, text


@dataclass(frozen=True)
class Labelled:
    """Something to fill in or to choose."""

    key: str
    label: str


@dataclass(frozen=True)
class StatementsForm:
    """Statements to agree with or not; nothing filled in = not done."""

    questions: list[str]
    filled: Statements | None


@dataclass(frozen=True)
class PreparationForm:
    """The preparation card."""

    questions: list[Labelled]
    guess: str  # how much each issue matters to the other
    issues: list[Labelled]
    guess_batna: str
    filled: Preparation | None


@dataclass(frozen=True)
class BetForm:
    """On which approach to bet."""

    question: str
    choices: list[Labelled]
    filled: Bet | None


@dataclass(frozen=True)
class ChoiceForm:
    """The move that a team would like to have made differently."""

    filled: Choice | None


@dataclass(frozen=True)
class LessonForm:
    """What was learned about one chapter."""

    chapter: int
    label: str
    question: str
    filled: Note | None


@dataclass(frozen=True)
class ResolveForm:
    """What a team will do."""

    question: str
    filled: Note | None


@dataclass(frozen=True)
class ResearchForm:
    """May the moves be used for research?"""

    asked: bool
    question: str
    what: str
    filled: Consent | None


@dataclass(frozen=True)
class FormsView:
    """All forms of a team."""

    statements_before: StatementsForm
    preparation: PreparationForm
    bet: BetForm
    choice: ChoiceForm
    statements_after: StatementsForm
    lessons: list[LessonForm]
    resolve: ResolveForm
    research: ResearchForm


def filled_in(room: Room, team: Team, lang: str) -> FormsView:
    """The forms, with what was filled in."""
    filled = team.forms
    questions = [text(f"statement.{key}", lang) for key in forms.STATEMENTS]
    return FormsView(
        statements_before=StatementsForm(questions, filled.get("statements_before")),
        preparation=_preparation(room, team, lang),
        bet=BetForm(
            question=text("bet.question", lang),
            choices=[Labelled(key, text(f"bet.{key}", lang)) for key in forms.STYLES],
            filled=filled.get("bet"),
        ),
        choice=ChoiceForm(filled.get("choice")),
        statements_after=StatementsForm(questions, filled.get("statements_after")),
        lessons=[
            LessonForm(
                chapter=i,
                label=text(f"chapter.{key}", lang),
                question=text(f"chapter.{key}.question", lang),
                filled=forms.lesson(filled, i),
            )
            for i, key in enumerate(forms.CHAPTERS, 1)
        ],
        resolve=ResolveForm(text("resolve.question", lang), filled.get("resolve")),
        research=ResearchForm(
            asked=room.setup.research,
            question=text("research.question", lang),
            what=text("research.what", lang),
            filled=filled.get("research"),
        ),
    )


def _preparation(room: Room, team: Team, lang: str) -> PreparationForm:
    tables = room.case.scenario.tables
    return PreparationForm(
        questions=[Labelled(key, text(f"preparation.{key}", lang)) for key in forms.PREPARATION],
        guess=text("preparation.guess", lang),
        issues=[
            Labelled(key, in_language(issue.label, lang))
            for table in room.case.scenario.table_of(team.role)
            for key, issue in tables[table].issues.items()
        ],
        guess_batna=text("preparation.guess_batna", lang),
        filled=team.forms.get("preparation"),
    )
