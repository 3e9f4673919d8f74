"""What cannot be done now, and the sentence that says why."""

from simulator import i18n


class Refused(Exception):  # noqa: N818
    """A move or setting that cannot be done now; nothing has changed.

    `key` names a sentence `refused.<key>` of configs/locale/exercise.yaml.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def sentence(self, lang: str) -> str:
        """Why, for the person who tried."""
        return i18n.text("exercise", f"refused.{self.key}", lang, **self.values)


class OtherVersion(Exception):  # noqa: N818
    """A room of another version of the model or of the scenario; it cannot be replayed."""

    def __init__(self, expected: str, came: str) -> None:
        super().__init__(f"expected a room of {expected}, but it was made with {came}")
        self.expected = expected
        self.came = came
