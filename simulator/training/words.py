"""The words of an exercise: its texts in a language, and what people typed, made plain."""

from typing import Any

from simulator import i18n
from simulator.config.schema_types import Text

LONG, SHORT, ALIAS = 600, 300, 40  # characters that people may type


def text(key: str, lang: str, **values: object) -> str:
    """A text of the exercise.

    Raises:
        TextError: there is no such text.
    """
    return i18n.text("exercise", key, lang, **values)


def in_language(label: Text, lang: str) -> str:
    """What a scenario says, in one language."""
    return label.nl if lang == "nl" else label.en


def plain(value: Any, most: int) -> str:
    """A text that was typed, without control characters, cut off at `most` characters."""
    if not isinstance(value, str):
        return ""
    kept = "".join(c for c in value if c.isprintable() or c in "\n\t")
    return kept.strip()[:most]
