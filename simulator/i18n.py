"""Every sentence a user reads, in Dutch and English: `configs/locale/<subject>.yaml`.

    value:
      nl: Waarde per jaar
      en: Value per year

Numbers are written as the language writes them: 0,59 in Dutch, 0.59 in English.

Who calls from Python reads no options of the command line: `--config-dir` becomes `config_dir`,
and a text `<key>_python` takes the place of `<key>`.
"""

import contextlib
import contextvars
import functools
import math
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
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
_OPTION = re.compile(r"--([a-z][a-z-]*)")
_IN_PYTHON = contextvars.ContextVar("in_python", default=False)


class TextError(LookupError):
    """A text, a subject or a language that does not exist."""


@functools.cache
def subject(name: str) -> Mapping[str, Mapping[str, str]]:
    """All texts of one subject: key -> language -> text.

    Raises:
        TextError: no file of that name, or a text that lacks a language.
    """
    file = _place(name)
    if file is None:
        raise TextError(f"No texts about {name!r}: expected a file {name}.yaml in {PLACES[-1]}.")
    return of_file(file)


def _place(name: str) -> Path | None:
    files = (place / f"{name}.yaml" for place in PLACES)
    return next((file for file in files if file.is_file()), None)


def beside(file: Path, about: str, needed: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """The texts of a file that is found by listing a folder, such as a measure.

    Of ours they are in `configs/locale/<about>/<name>.yaml`, of a user's beside the file.

    Args:
        needed: the keys that it must have.

    Raises:
        TextError: no texts, or not all of them.
    """
    own, ours = file.with_suffix(".yaml"), _place(f"{about}/{file.stem}")
    if ours is None and not own.is_file():
        raise TextError(
            f"{file}: expected its texts ({', '.join(needed)}) beside it in {own.name}."
        )
    found = of_file(own if ours is None or own.is_file() else ours)
    lacking = [key for key in needed if key not in found]
    if lacking:
        raise TextError(f"{file}: its texts lack {' and '.join(lacking)} (nl and en).")
    return found


def of_file(file: Path) -> dict[str, dict[str, str]]:
    """All texts of one file, which may be a user's own.

    Raises:
        TextError: a text that lacks a language.
    """
    found = yaml.load(file.read_text(encoding="utf-8"), _LOADER) or {}
    _complete(file, found)
    return dict(found)


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
    if not _IN_PYTHON.get():
        return in_language(known[key], lang).format(**values)
    said = in_language(known.get(f"{key}_python", known[key]), lang)
    if "gunfactor " not in said:  # a whole command stays as it is typed
        said = _OPTION.sub(_argument, said)
    return said.format(**values)


def _argument(option: re.Match[str]) -> str:
    """`--config-dir` as Python writes it: `config_dir`."""
    return option[1].replace("-", "_")


@contextlib.contextmanager
def in_python() -> Iterator[None]:
    """Within it, sentences are for somebody who calls from Python."""
    before = _IN_PYTHON.set(True)
    try:
        yield
    finally:
        _IN_PYTHON.reset(before)


def about(name: str) -> Callable[..., str]:
    """The texts of one subject, as a function of key, language and values."""
    return functools.partial(text, name)


def both(about: str, key: str, **values: object) -> dict[str, str]:
    """One text of a subject in every language, with the same values."""
    return {lang: text(about, key, lang, **values) for lang in LANGUAGES}


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
    return sign + pointed(written, lang)


def pointed(written: str, lang: str) -> str:
    """What was written as in English, with the points and commas of the language: 1.234,5."""
    return written.translate(str.maketrans(".,", ",.")) if lang == "nl" else written


def precise(value: float, lang: str) -> str:
    """A number with all its digits, none more."""
    return pointed(f"{value:g}", lang)


def percentage(share: float, lang: str, digits: int = 0, signed: bool = False) -> str:
    """A share in [0, 1] as a percentage."""
    if not math.isfinite(share):
        return "–"
    return number(100.0 * share, lang, digits, signed) + (f"{NO_BREAK}%" if lang == "nl" else "%")


def date(day: str, lang: str) -> str:
    """A date such as "15 Oct" of a calendar config as the language writes it: 15 okt."""
    number_, month = day.split()
    return f"{number_} {text('dates', month, lang)}"
