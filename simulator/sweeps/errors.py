"""What can go wrong with a sweep, said to the person who can mend it.

The sentences are in `configs/locale/sweeps.yaml`; the error carries their values, so that it can be
said in Dutch and in English.
"""

from collections.abc import Sequence

from simulator import i18n
from simulator.config.problems import Problem, sentence

SUBJECT = "sweeps"
MOST_SHOWN = 30  # problems of one file
said = i18n.about(SUBJECT)


class SweepError(Exception):
    """A sweep that cannot be played or read, and what to do about it."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values, self.problems = key, values, None
        self.wrong: list[Problem] = []
        super().__init__(key)

    problems: list[str] | None

    @classmethod
    def of(cls, problems: Sequence[str]) -> "SweepError":
        """An error of sentences that are complete already."""
        error = cls("problems")
        error.problems = list(problems)
        return error

    @classmethod
    def about(cls, wrong: Sequence[Problem]) -> "SweepError":
        """An error of problems in a file, each with the file it is in."""
        error = cls("problems")
        error.wrong = list(wrong)
        return error

    def sentence(self, lang: str) -> str:
        """What to tell the user."""
        if self.wrong:
            shown = [sentence(problem, problem.file, lang) for problem in self.wrong[:MOST_SHOWN]]
            more = len(self.wrong) - len(shown)
            return "\n".join([*shown, *([said("more_problems", lang, count=more)] if more else [])])
        if self.problems is not None:
            return "\n".join(self.problems)
        return said(self.key, lang, **self.values)

    def __str__(self) -> str:
        return self.sentence("en")


class UnwritableError(SweepError):
    """A disk that is full, or a folder that is closed."""

    def sentence(self, lang: str) -> str:
        """Why, and what to do; what is finished is safe."""
        said = i18n.text("files", self.key.removeprefix("sweep_"), lang, **self.values)
        return f"{said} {i18n.text('files', self.key, lang)}"


class InterruptedSweepError(SweepError):
    """Stopped before the end; what is finished is safe and the same command goes on."""
