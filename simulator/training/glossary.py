"""The words of care contracting, explained: `configs/locale/begrippen.yaml`."""

import functools
import re
from typing import NamedTuple

from simulator import i18n

SUBJECT = "begrippen"
EXPLAINED = ".explained"
FORMS = ".forms"  # how a term may be written in a sentence, separated by |


class Term(NamedTuple):
    """A term with its explanation."""

    key: str
    term: str
    explained: str


class Mention(NamedTuple):
    """A term in a text."""

    start: int
    end: int
    key: str
    term: str
    explained: str


def every() -> tuple[str, ...]:
    """All terms."""
    return tuple(key for key in i18n.subject(SUBJECT) if not key.endswith((EXPLAINED, FORMS)))


def terms(lang: str) -> list[Term]:
    """Every term with its explanation, in the order of the language's alphabet."""
    known = [Term(key, i18n.text(SUBJECT, key, lang), explained(key, lang)) for key in every()]
    return sorted(known, key=lambda term: term.term.lower())


def explained(key: str, lang: str) -> str:
    """The explanation of one term.

    Raises:
        TextError: there is no such term.
    """
    return i18n.text(SUBJECT, key + EXPLAINED, lang)


def forms(key: str, lang: str) -> list[str]:
    """How a term may stand in a sentence; without a list of its own, as it is called."""
    known = i18n.subject(SUBJECT)
    return i18n.text(SUBJECT, key + FORMS if key + FORMS in known else key, lang).split("|")


def mentions(text: str, lang: str) -> list[Mention]:
    """The terms in a text, in order; the longest where two could stand, whole words only."""
    pattern, keys_ = _pattern(lang)
    return [
        Mention(*match.span(), key, i18n.text(SUBJECT, key, lang), explained(key, lang))
        for match in pattern.finditer(text)
        for key in [keys_[match.group().lower()]]
    ]


@functools.cache
def _pattern(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    known = {form.lower(): key for key in every() for form in forms(key, lang)}
    longest = sorted(known, key=len, reverse=True)
    either = "|".join(map(re.escape, longest))
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE), known
