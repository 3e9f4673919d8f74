"""A problem in a config, and the sentence for the person who can mend it.

A problem is data (where, what kind, values); the sentences are in `configs/taal/problems.yaml`.
"""

import difflib
import types
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from simulator import texts
from simulator.params import PARAMETERS

Key = tuple[str | int, ...]
MANY = 30  # more names than this are not all listed


class Problem(NamedTuple):
    """Something wrong at `key` of the composed config, or in `file` if that is known."""

    key: Key
    kind: str  # a sentence of configs/taal/problems.yaml
    values: Mapping[str, Any] = types.MappingProxyType({})
    file: str = ""


def word(name: str, lang: str) -> str:
    """A word of the problem texts."""
    return texts.text("problems", name, lang)


def nearest(name: object, names: Iterable[str], likeness: float = 0.6) -> str | None:
    """The name most like what came, or None."""
    asked = str(name).lower()
    by_lower = {other.lower(): other for other in names}
    found = difflib.get_close_matches(asked, by_lower, 1, likeness)
    return by_lower[found[0]] if found else None


def shown(value: object, lang: str) -> str:
    """A value as the user would write it."""
    if value is None:
        return word("empty", lang)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return word("is_group", lang)
    if isinstance(value, list | tuple):
        return word("is_list", lang)
    return (
        f"'{value}'"
        if isinstance(value, str)
        else f"{value:.6g}"
        if isinstance(value, float)
        else str(value)
    )


def sentence(problem: Problem, where: str, lang: str) -> str:
    """The problem as one line: where, what was expected, what came, what to do."""
    values = dict(problem.values)
    names = [str(name) for name in values.get("choices", ())]
    asked = values.get("came")
    close = values.get("nearest") or (nearest(asked, names) if names else None)
    values["hint"] = " " + texts.text("problems", "hint", lang, name=close) if close else ""
    values["choices"] = _listed(str(asked), names)
    for name, value in values.items():
        if name in ("came", "other"):
            values[name] = shown(value, lang)
        elif name in ("expected", "thing", "side"):
            values[name] = word(str(value), lang) if value in texts.subject("problems") else value
    return f"{where}: {texts.text('problems', problem.kind, lang, **values)}"


def _listed(asked: str, names: Sequence[str]) -> str:
    """All names, or where there are many those most like what was asked."""
    if len(names) > MANY:
        near = difflib.get_close_matches(asked, names, 5, 0.4) or list(names[:5])
        names = [*near, f"... ({len(names)})"]
    return ", ".join(names)


def unknown_key(key: Key, choices: Iterable[str]) -> Problem:
    """A key that nobody reads: mostly a slip of the pen."""
    values: dict[str, Any] = {"came": key[-1], "choices": list(choices)}
    by_symbol = {parameter.symbol: name for name, parameter in PARAMETERS.items()}
    if key[0] == "params" and key[-1] in by_symbol:
        values["nearest"] = by_symbol[str(key[-1])]
    return Problem(key, "unknown_key", values)
