"""A lesson for the projector: steps of a story that a trainer clicks through.

A lesson is a file `configs/lesson/<name>.yaml`; a new lesson is a new file, no code. The steps are
of four kinds: `say` tells, `bet` asks the room to predict, `show` plays years, `explain` says why,
and what not to conclude.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictStr, ValidationError, model_validator

from simulator.config import yaml_reader
from simulator.config.catalogue import configs
from simulator.config.problems import Problem, sentence
from simulator.config.schema_types import Text, Written
from simulator.config.yaml_reader import UnreadableError
from simulator.training.demo.settings import MEASURES, RANGES, SIDES, YEARS, Play

FOLDER = "lesson"
MOST_SHOWN = 100  # problems told at once


class LessonError(Exception):
    """A lesson that cannot be shown; `problems` has one sentence for each thing to mend."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Setting(Written):
    """Who plays how; what is left out is as in the sandbox."""

    provider: StrictStr = Play.provider
    funder: StrictStr = Play.funder
    content_first: StrictBool = Play.content_first
    contact: StrictBool = Play.contact
    contract_years: int = Play.contract_years
    accord: float = Play.accord
    pressure: float = Play.pressure
    mistakes: float = Play.mistakes
    misreading: float = Play.misreading

    @model_validator(mode="after")
    def _inside(self) -> "Setting":
        for name, (low, high, _) in RANGES.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise ValueError(f"{name}: expected a number from {low} to {high}, found {value}")
        return self

    def play(self) -> Play:
        """As the sandbox takes it."""
        return Play(**self.model_dump())


class Choice(Written):
    """Something to bet on."""

    key: StrictStr
    label: Text


class Say(Written):
    """Tells something."""

    kind: Literal["say"]
    title: Text
    text: Text


class Bet(Written):
    """Asks the room to predict, before anything is shown."""

    kind: Literal["bet"]
    title: Text
    text: Text
    choices: Annotated[list[Choice], Field(min_length=2, max_length=4)]


class Show(Written):
    """Plays years: one setting, or two with the same luck."""

    kind: Literal["show"]
    title: Text
    text: Text
    play: Setting
    other: Setting | None = None
    measure: Literal[MEASURES] = MEASURES[0]  # type: ignore[valid-type]
    side: Literal[SIDES] = SIDES[0]  # type: ignore[valid-type]
    years: Annotated[int, Field(strict=True, ge=1, le=YEARS)] = YEARS
    seed: Annotated[int, Field(strict=True, ge=0, le=999_999)] = 1


class Explain(Written):
    """Says why, and what not to conclude."""

    kind: Literal["explain"]
    title: Text
    points: Annotated[list[Text], Field(min_length=1, max_length=5)]
    beware: Text


Step = Annotated[Say | Bet | Show | Explain, Field(discriminator="kind")]


class Lesson(Written):
    """A story in steps."""

    title: Text
    summary: Text
    minutes: Annotated[int, Field(strict=True, ge=1, le=180)]
    steps: Annotated[list[Step], Field(min_length=2, max_length=30)]


def names(folder: Path | None = None) -> tuple[str, ...]:
    """The lessons there are."""
    return tuple(sorted(file.stem for file in yaml_reader.files_in(_folder(folder))))


def lesson(name: str, strategies: Sequence[str], folder: Path | None = None) -> Lesson:
    """The lesson of a name.

    Raises:
        LessonError: all that is wrong with its file, or there is none.
    """
    if name not in names(folder):
        known = ", ".join(names(folder)) or "-"
        raise LessonError([f"There is no lesson {name!r}; there are: {known}."])
    return read(_folder(folder) / f"{name}.yaml", strategies)


def read(file: Path, strategies: Sequence[str], lang: str = "en") -> Lesson:
    """The lesson in a file.

    Raises:
        LessonError: all that is wrong with it.
    """
    try:
        story = Lesson.model_validate(yaml_reader.read(file))
    except UnreadableError as error:
        problem = Problem((), error.kind, error.values)
        raise LessonError([sentence(problem, file.name, lang)]) from None
    except ValidationError as error:
        said = [_said(file, problem) for problem in error.errors()[:MOST_SHOWN]]
        raise LessonError(said) from None
    problems = [
        f"{file.name}: steps.{i}.{where}.{side}: there is no strategy {name!r}; "
        f"choose one of {', '.join(strategies)}."
        for i, step in enumerate(story.steps)
        if isinstance(step, Show)
        for where, setting in (("play", step.play), ("other", step.other))
        if setting is not None
        for side, name in (("provider", setting.provider), ("funder", setting.funder))
        if name not in strategies
    ]
    if problems:
        raise LessonError(problems)
    return story


def _said(file: Path, problem: Any) -> str:
    where = ".".join(str(step) for step in problem["loc"]) or "the file"
    return f"{file.name}: {where}: {problem['msg']} (found {str(problem.get('input'))[:60]!r})."


def _folder(folder: Path | None) -> Path:
    return folder or configs() / FOLDER
