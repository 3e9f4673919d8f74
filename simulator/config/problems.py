"""A problem in a config, and the sentence for the person who can mend it.

A problem is data (where, what kind, values); the sentences are in `configs/locale/problems.yaml`.
"""

import difflib
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from simulator import i18n
from simulator.config import spelling
from simulator.config.catalogue import GROUPS
from simulator.engine.params import PARAMETERS

Key = tuple[str | int, ...]
MANY = 30  # more names than this are not all listed
MOST_SHOWN = 500  # problems told at once
LONGEST = 200  # letters of a value that are told


class Problem(NamedTuple):
    """Something wrong at `key` of the composed config, or in `file` if that is known."""

    key: Key
    kind: str  # a sentence of configs/locale/problems.yaml
    values: Mapping[str, Any] = types.MappingProxyType({})
    file: str = ""


def word(name: str, lang: str) -> str:
    """A word of the problem texts."""
    return i18n.text("problems", name, lang)


def shortened(name: object) -> str:
    """A name, or the beginning of what is none."""
    return _whole(name)


def nearest(name: object, names: Iterable[str], likeness: float = 0.6) -> str | None:
    """The name most like what came, or None."""
    asked = shortened(name).lower()
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
        f"'{value[:LONGEST]}'"
        if isinstance(value, str)
        else f"{value:.6g}"
        if isinstance(value, float)
        else _whole(value)
    )


def _whole(value: object) -> str:
    """A number of thousands of digits cannot even be written."""
    if isinstance(value, int) and abs(value) >= 10**LONGEST:
        return f"{10**6}…" if value > 0 else f"-{10**6}…"
    return str(value)[:LONGEST]


def first(sentences: Sequence[Callable[[], str]], lang: str, most: int = MOST_SHOWN) -> list[str]:
    """The first sentences, and how many more there are; each takes work to make."""
    said = [make() for make in sentences[:most]]
    if len(sentences) > most:
        said.append(i18n.text("problems", "and_more", lang, count=len(sentences) - most))
    return said


def sentence(problem: Problem, where: str, lang: str) -> str:
    """The problem as one line: where, what was expected, what came, what to do."""
    values = dict(problem.values)
    for part in ("line", "column"):
        if part in values:
            where = f"{where}, {word(part, lang)} {values.pop(part)}"
    names = [str(name) for name in values.get("choices", ())]
    asked = values.get("came")
    close = values.get("nearest") or (nearest(asked, names) if names else None)
    values["hint"] = " " + i18n.text("problems", "hint", lang, name=close) if close else ""
    sign = spelling.foreign(str(asked), close) if close else None
    if sign is not None:
        values["hint"] += " " + i18n.text("problems", "looks_alike", lang, sign=sign)
    values["choices"] = _listed(str(asked), names)
    for name, value in values.items():
        if name in ("came", "other"):
            values[name] = shown(value, lang)
        elif name in ("expected", "thing", "side"):
            values[name] = word(str(value), lang) if value in i18n.subject("problems") else value
    return f"{where}: {i18n.text('problems', problem.kind, lang, **values)}"


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


_TYPES = {
    "float_type": "number",
    "int_type": "whole",
    "int_from_float": "whole",
    "string_type": "text",
    "bool_type": "truth",
    "dict_type": "group",
    "model_type": "group",
    "model_attributes_type": "group",
    "list_type": "list",
    "finite_number": "number",
}
_BOUNDS = {
    "greater_than_equal": ("at_least", "ge"),
    "less_than_equal": ("at_most", "le"),
    "greater_than": ("above", "gt"),
    "less_than": ("below", "lt"),
}


def problems_of(error: ValidationError, model: type[BaseModel]) -> list[Problem]:
    """What pydantic found, as problems; where several types will do, one problem is enough."""
    problems: dict[Key, Problem] = {}
    for found in error.errors(include_url=False):
        key, several = _untagged(found["loc"], model)
        other = _WITH_GROUP if isinstance(found["input"], dict) else _WITHOUT_GROUP
        if not (several and (found["type"] in other or key in problems)):
            problems[key] = _translated(dict(found) | {"loc": key}, model)
    return list(problems.values())


# complaints of the type that was not meant, where a group or a single value will do
_WITH_GROUP = ("string_type", "float_type", "int_type", "bool_type")
_WITHOUT_GROUP = ("model_type", "model_attributes_type", "dict_type")


def _untagged(loc: Key, model: type[BaseModel]) -> tuple[Key, bool]:
    """A place without the names of types that pydantic adds where several will do."""
    annotation: Any = model
    key: list[str | int] = []
    several = False
    for step in loc:
        types_ = _alternatives(annotation)
        if len(types_) > 1:
            several = True
            annotation = next((t for t in types_ if getattr(t, "__name__", "") == step), types_[0])
        else:
            key.append(step)
            annotation = _inside(_plain(annotation), step)
    return tuple(key), several


def _alternatives(annotation: Any) -> list[Any]:
    if typing.get_origin(annotation) is typing.Annotated:
        return _alternatives(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return [a for a in typing.get_args(annotation) if a is not type(None)]
    return [annotation]


def _translated(found: dict[str, Any], model: type[BaseModel]) -> Problem:
    key: Key = found["loc"]
    kind, came = found["type"], found["input"]
    if key[-1:] == ("[key]",):
        key = (*key[:-2], str(came))
    if kind == "invalid_key":
        return wrong_type((*key[:-1], str(came)), "text", came)
    if kind == "extra_forbidden":
        return unknown_key(key, names_at(key[:-1], model))
    if kind == "missing":
        return Problem(key[:-1], "missing", {"name": key[-1]})
    if kind == "literal_error":
        choices = typing.get_args(annotation_at(key, model)) or _quoted(found["ctx"]["expected"])
        return Problem(key, "choice", {"came": came, "choices": choices})
    if kind in _BOUNDS:
        name, limit = _BOUNDS[kind]
        return Problem(key, name, {"came": came, "limit": _bound(found["ctx"][limit])})
    if kind in _TYPES:
        return wrong_type(key, _TYPES[kind], came)
    return Problem(key, "other", {"detail": found["msg"], "came": came})


def _bound(limit: float) -> str:
    """A limit as people write it: a whole number in full."""
    return str(limit) if isinstance(limit, int) else f"{limit:g}"


def wrong_type(key: Key, expected: str, came: object) -> Problem:
    """A value of the wrong type; the two traps of YAML get their own sentence."""
    if expected == "text" and isinstance(came, bool):
        return Problem(key, "truth_trap", {"came": came})
    if expected == "text" and isinstance(came, int):
        if came > 8**5:
            return Problem(key, "code_trap", {"came": came, "octal": f"0{came:o}"})
        return Problem(key, "number_trap", {"came": came})
    if expected == "whole" and isinstance(came, float) and came.is_integer():
        return Problem(key, "whole_float", {"came": str(came), "whole": f"{came:.0f}"})
    if expected in ("number", "whole") and isinstance(came, str) and _COMMA.fullmatch(came):
        better = came.replace(",", ".")
        return Problem(key, "number_comma", {"expected": expected, "came": came, "better": better})
    return Problem(key, "type", {"expected": expected, "came": came})


_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+")


def _quoted(text: str) -> list[str]:
    return text.replace("'", "").replace(" or ", ", ").split(", ")


def annotation_at(key: Key, model: type[BaseModel]) -> Any:
    """The type that the schema wants at `key`; None if there is no such place."""
    annotation: Any = model
    for step in key:
        annotation = _inside(_plain(annotation), step)
    return _plain(annotation)


def _plain(annotation: Any) -> Any:
    """Without `Annotated` and without `| None`."""
    (first, *_) = _alternatives(annotation)
    return first if first is annotation else _plain(first)


def _inside(annotation: Any, step: str | int) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = annotation.model_fields.get(str(step))
        return field.annotation if field else None
    arguments = typing.get_args(annotation)
    return arguments[-1] if arguments else None


def names_at(key: Key, model: type[BaseModel]) -> list[str]:
    """The keys that may be written at `key`."""
    annotation = annotation_at(key, model)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        names = [name for name in annotation.model_fields if name != "choices"]
        return names if key else [*names, *(group for group in GROUPS if group not in names)]
    return []
