"""What pydantic finds wrong, as problems with our own sentences."""

import types
import typing
from typing import Any

from pydantic import BaseModel, ValidationError

from simulator.problems import Key, Problem, unknown_key

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
        return Problem(key, name, {"came": came, "limit": f"{found['ctx'][limit]:g}"})
    if kind in _TYPES:
        return wrong_type(key, _TYPES[kind], came)
    return Problem(key, "other", {"detail": found["msg"], "came": came})


def wrong_type(key: Key, expected: str, came: object) -> Problem:
    """A value of the wrong type; the two traps of YAML get their own sentence."""
    if expected == "text" and isinstance(came, bool):
        return Problem(key, "truth_trap", {"came": came})
    if expected == "text" and isinstance(came, int):
        if came > 8**5:
            return Problem(key, "code_trap", {"came": came, "octal": f"0{came:o}"})
        return Problem(key, "number_trap", {"came": came})
    return Problem(key, "type", {"expected": expected, "came": came})


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
        return [name for name in annotation.model_fields if name != "choices"]
    return []
