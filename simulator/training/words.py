"""The words of an exercise: its texts in a language, and what people typed, made plain."""

import re
from typing import Any
from unicodedata import category

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


KEPT = "\n\t\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}\N{SOFT HYPHEN}"
_ENDS = re.compile("\r\n|[\r\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")


def plain(value: Any, most: int) -> str:
    """A text that was typed, without control characters, cut off at `most` characters.

    Spaces stay, also those that do not break or are thin; so do joiners, which make one picture
    of several; every end of a line becomes a plain one.
    """
    if not isinstance(value, str):
        return ""
    lines = _ENDS.sub("\n", value)
    kept = "".join(c for c in lines if c.isprintable() or c in KEPT or category(c) == "Zs")
    return kept.strip()[:most]
