"""Every sentence a user reads, in Dutch and English: `configs/locale/<subject>.yaml`.

    value:
      nl: Waarde per jaar
      en: Value per year

Numbers are written as the language writes them: 0,59 in Dutch, 0.59 in English.
"""

import functools
import math
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

LANGUAGES = ("nl", "en")
VARIABLE = "GUNFACTOR_LANG"  # of the environment: the language where nothing else asks for one
_PACKAGE = Path(__file__).parent
PLACES = tuple(place / "configs" / "locale" for place in (_PACKAGE, _PACKAGE.parent))
# Also a safe loader, in C where PyYAML was built with it: ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"


class TextError(LookupError):
    """A text, a subject or a language that does not exist."""


@functools.cache
def subject(name: str) -> Mapping[str, Mapping[str, str]]:
    """All texts of one subject: key -> language -> text.

    Raises:
        TextError: no file of that name, or a text that lacks a language.
    """
    for place in PLACES:
        file = place / f"{name}.yaml"
        if file.is_file():
            found = yaml.load(file.read_text(encoding="utf-8"), _LOADER) or {}
            _complete(file, found)
            return dict(found)
    raise TextError(f"No texts about {name!r}: expected a file {name}.yaml in {PLACES[-1]}.")


def _complete(file: Path, found: object) -> None:
    if not isinstance(found, dict):
        raise TextError(f"{file}: expected keys with texts nl: and en:, found {found!r}.")
    for key, text in found.items():
        if not isinstance(text, dict) or set(text) != set(LANGUAGES):
            raise TextError(f"{file}: {key}: expected a text nl: and a text en:, found {text!r}.")


def text(about: str, key: str, lang: str, **values: object) -> str:
    """One text of a subject, with `values` put in the places {like_this}.

    Raises:
        TextError: no such text, or a language that is neither nl nor en.
    """
    known = subject(about)
    if key not in known:
        raise TextError(f"configs/locale/{about}.yaml has no text {key!r}; add it in nl and en.")
    return in_language(known[key], lang).format(**values)


def counted(about: str, key: str, lang: str, count: int) -> str:
    """So many of something: the text `<key>_one` for 1, `<key>_many` for any other number."""
    return text(about, f"{key}_{'one' if count == 1 else 'many'}", lang, count=count)


def asked(words: Sequence[str]) -> str:
    """The language that words such as lang=en ask for: the last one.

    Without any it is that of the environment; without that, Dutch.
    """
    found = (asks(words) or [os.environ.get(VARIABLE, "")])[-1]
    return found if found in LANGUAGES else LANGUAGES[0]


def asks(words: Sequence[str]) -> list[str]:
    """Every language that words ask for, in order, whether it exists or not."""
    found = []
    typed = " ".join(words).split()
    for before, word in zip(("", *typed), typed, strict=False):
        key, sign, value = word.lstrip("+-").partition("=")
        if key == "lang" and sign:
            found.append(value)
        elif before == "--lang":
            found.append(word)
    return found


def in_language(label: Mapping[str, str], lang: str) -> str:
    """The text of a label {nl, en} in one language."""
    if lang not in LANGUAGES:
        raise TextError(f"Language {lang!r} is not known; choose {' or '.join(LANGUAGES)}.")
    return label[lang]


def number(value: float, lang: str, digits: int = 2, signed: bool = False) -> str:
    """A number as people write it; an en dash where there is none."""
    if not math.isfinite(value):
        return "–"
    rounded = round(value, digits) + 0.0  # no minus before a zero
    written = f"{abs(rounded):.{digits}f}"
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    return sign + (written.replace(".", ",") if lang == "nl" else written)


def percentage(share: float, lang: str, digits: int = 0, signed: bool = False) -> str:
    """A share in [0, 1] as a percentage."""
    if not math.isfinite(share):
        return "–"
    return number(100.0 * share, lang, digits, signed) + (f"{NO_BREAK}%" if lang == "nl" else "%")


def date(day: str, lang: str) -> str:
    """A date such as "15 Oct" of a calendar config as the language writes it: 15 okt."""
    number_, month = day.split()
    return f"{number_} {text('dates', month, lang)}"
