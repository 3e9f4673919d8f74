"""From a composed dictionary to the frozen `Config`, or to everything that is wrong with it."""

import contextlib
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from simulator.config.crosschecks import CHECKED, Parts, cross_problems
from simulator.config.limits import param_problems
from simulator.config.problems import Problem, problems_of
from simulator.config.schema import Config
from simulator.config.schema_world import Kind, Organisation, Relation, World
from simulator.engine.params import PARAMETERS

Piece = TypeVar("Piece", bound=BaseModel)


def frozen(raw: dict[str, Any]) -> tuple[Config | None, list[Problem]]:
    """The config of a composed dictionary, or None and all problems."""
    config, problems, parts = _read(raw)
    problems += param_problems(raw.get("params"))
    problems += list(cross_problems(parts))
    if config is None or problems:
        return None, problems
    numbers = {name: parameter.default for name, parameter in PARAMETERS.items()}
    params = numbers | {name: float(value) for name, value in config.params.items()}
    return config.model_copy(update={"params": params}), []


def _read(raw: dict[str, Any]) -> tuple[Config | None, list[Problem], Parts]:
    strategies = {str(name) for name in _group(raw, "strategies")}
    mixes = {
        str(n): _group(s, "mix") for n, s in _group(raw, "strategies").items() if _group(s, "mix")
    }
    try:
        config = Config.model_validate(raw)
    except ValidationError as error:
        fields = Config.model_fields
        parts: dict[str, Any] = {
            name: _valid(fields[name].annotation, raw[name]) for name in CHECKED if name in raw
        }
        kinds = _each(Kind, _group(raw, "kinds"))
        world, broken, complete = _partial_world(raw)
        unread = {str(name) for name in _group(raw, "kinds")} - set(kinds)
        complete, broken = complete and not unread, broken | unread
        found = Parts(strategies, _names(raw), kinds, world, broken, complete, mixes, parts)
        return None, problems_of(error, Config), found
    parts = {name: getattr(config, name) for name in CHECKED}
    world = config.world
    names = _names(raw)
    return (
        config,
        [],
        Parts(strategies, names, config.kinds, world, frozenset(), True, mixes, parts),
    )


def _names(raw: dict[str, Any]) -> dict[str, set[str]]:
    """Names of the files that others refer to, by group."""
    groups = {"form": "forms", "policy": "policies"}
    return {group: {str(name) for name in _group(raw, key)} for group, key in groups.items()}


def _group(raw: Any, name: str) -> dict[Any, Any]:
    value = raw.get(name) if isinstance(raw, dict) else None
    return value if isinstance(value, dict) else {}


def _valid(annotation: Any, value: Any) -> Any:
    try:
        return TypeAdapter(annotation).validate_python(value)
    except ValidationError:
        return None


def _each(model: type[Piece], values: Mapping[Any, Any]) -> dict[str, Piece]:
    """Those of the pieces that can be read."""
    pieces: dict[str, Piece] = {}
    for name, value in values.items():
        if isinstance(name, str):
            with contextlib.suppress(ValidationError):
                pieces[name] = model.model_validate(value)
    return pieces


def _partial_world(raw: dict[str, Any]) -> tuple[World | None, frozenset[str], bool]:
    """What can be read of the world, the names of the unreadable, and whether that is all."""
    written = _group(raw.get("world"), "organisations")
    organisations = _each(Organisation, written)
    relations = _valid(list[Relation], _group(raw, "world").get("relations", []))
    if not organisations:
        return None, frozenset(), False
    label = {"nl": "", "en": ""}
    world = World.model_construct(
        label=label, organisations=organisations, relations=relations or []
    )
    broken = frozenset(str(name) for name in written) - set(organisations)
    return world, broken, not broken and relations is not None
