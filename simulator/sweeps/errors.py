"""What can go wrong with a sweep, said to the person who can mend it.

The sentences are in `configs/locale/sweeps.yaml`; the error carries their values, so that it can be
said in Dutch and in English.
"""

from collections.abc import Sequence

from simulator import i18n

SUBJECT = "sweeps"
said = i18n.about(SUBJECT)


class SweepError(Exception):
    """A sweep that cannot be played or read, and what to do about it."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values, self.problems = key, values, None
        super().__init__(key)

    problems: list[str] | None

    @classmethod
    def of(cls, problems: Sequence[str]) -> "SweepError":
        """An error of sentences that are complete already."""
        error = cls("problems")
        error.problems = list(problems)
        return error

    def sentence(self, lang: str) -> str:
        """What to tell the user."""
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
