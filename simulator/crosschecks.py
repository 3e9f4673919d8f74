"""From a composed config to the frozen `Config`, or to everything that is wrong with it."""

import contextlib
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from simulator.network import joined
from simulator.params import PARAMETERS
from simulator.problems import Key, Problem, problems_of, unknown_key
from simulator.schema import TOLERANCE, Calendar, Config, Event, Kind, Organisation, Relation, World
from simulator.state import SCRIPT_TURNS

Piece = TypeVar("Piece", bound=BaseModel)

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ONE_SIDED = ("strategy", "override", "breach", "maintenance", "acts")

# Logical limits of the numbers of the model: by unit, and by name where the unit does not say it.
_SHARE = (0.0, 1.0)
_BY_UNIT = {"year": (1.0, 40.0), "-": (0.0, 100.0)}
_BY_NAME = {
    "weight_concentration": (0.01, 1000.0),
    "competence_rate": _SHARE,
    "discount": (0.0, 0.999),
    "distributive": _SHARE,
}
_SWITCHES = ("two_phase", "two_year_option")
_WHOLE = ("duration_max", *_SWITCHES)


def limits(name: str) -> tuple[float, float]:
    """Between which values a model number can be at all."""
    return _BY_NAME.get(name) or _BY_UNIT.get(PARAMETERS[name].unit, _SHARE)


def checked(raw: dict[str, Any]) -> tuple[Config | None, list[Problem]]:
    """The config of a composed dictionary, or None and all problems."""
    config, problems, parts = _read(raw)
    problems += _param_problems(raw.get("params"))
    problems += list(_cross_problems(parts))
    if config is None or problems:
        return None, problems
    numbers = {name: parameter.default for name, parameter in PARAMETERS.items()}
    params = numbers | {name: float(value) for name, value in config.params.items()}
    return config.model_copy(update={"params": params}), []


class _Parts(NamedTuple):
    """What could be read, to check it against the rest; None = could not be read."""

    strategies: set[str]
    kinds: dict[str, Kind]
    broken_kinds: bool
    world: World | None
    broken: set[str]  # organisations that could not be read
    mixes: Mapping[str, Any]  # of acts, by strategy, as written
    config: Mapping[str, Any]  # calendar, mix and script; None = could not be read


def _read(raw: dict[str, Any]) -> tuple[Config | None, list[Problem], _Parts]:
    strategies = {str(name) for name in _group(raw, "strategies")}
    mixes = {
        str(n): _group(s, "mix") for n, s in _group(raw, "strategies").items() if _group(s, "mix")
    }
    try:
        config = Config.model_validate(raw)
    except ValidationError as error:
        problems = problems_of(error, Config)
        fields = Config.model_fields
        parts: dict[str, Any] = {
            name: _valid(fields[name].annotation, raw[name])
            for name in ("calendar", "mix", "script")
            if name in raw
        }
        kinds = _each(Kind, _group(raw, "kinds"))
        world, broken = _partial_world(raw)
        broken_kinds = len(kinds) < len(_group(raw, "kinds"))
        return None, problems, _Parts(strategies, kinds, broken_kinds, world, broken, mixes, parts)
    parts = {"calendar": config.calendar, "mix": config.mix, "script": config.script}
    return config, [], _Parts(strategies, config.kinds, False, config.world, set(), mixes, parts)


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
        with contextlib.suppress(ValidationError):
            pieces[str(name)] = model.model_validate(value)
    return pieces


def _partial_world(raw: dict[str, Any]) -> tuple[World | None, set[str]]:
    """The part of the world that can be read, and the names of the organisations that cannot."""
    written = _group(raw.get("world"), "organisations")
    organisations = _each(Organisation, written)
    relations = _valid(list[Relation], _group(raw, "world").get("relations", [])) or []
    if not organisations:
        return None, set()
    label = {"nl": "", "en": ""}
    world = World.model_construct(label=label, organisations=organisations, relations=relations)
    return world, {str(name) for name in written} - set(organisations)


def _param_problems(params: Any) -> list[Problem]:
    problems = []
    for name, value in (params if isinstance(params, dict) else {}).items():
        key = ("params", name)
        if name not in PARAMETERS:
            problems.append(unknown_key(key, PARAMETERS))
            continue
        low, high = limits(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        if value < low:
            problems.append(Problem(key, "at_least", {"came": value, "limit": f"{low:g}"}))
        elif value > high:
            problems.append(Problem(key, "at_most", {"came": value, "limit": f"{high:g}"}))
        elif name in _WHOLE and value != int(value):
            problems.append(Problem(key, "whole_number", {"came": value}))
    return problems


def _cross_problems(parts: _Parts) -> Iterator[Problem]:
    """What is wrong between keys, in everything that could be read."""
    yield from _mixes(parts)
    yield from _calendar(parts.config.get("calendar"))
    for i, event in enumerate(parts.config.get("script") or []):
        yield from _event(("script", i), event, parts)
    if parts.world is not None:
        yield from _world(parts.world, parts)


def _mixes(parts: _Parts) -> Iterator[Problem]:
    for name, raw in parts.mixes.items():
        if isinstance(raw, dict):
            yield from shares(("strategies", name, "mix"), raw)
    mix = parts.config.get("mix")
    if mix is not None:
        for side in ("providers", "funders"):
            yield from _strategy_shares(("mix", side), getattr(mix, side), parts.strategies)


def shares(key: Key, values: Mapping[Any, Any]) -> Iterator[Problem]:
    """A problem if shares do not add up to 1."""
    numbers = [value for value in values.values() if isinstance(value, int | float)]
    if len(numbers) == len(values) and abs(sum(numbers) - 1) > TOLERANCE + 1e-9:
        yield Problem(key, "sum", {"came": float(sum(numbers))})


def _strategy_shares(key: Key, values: Mapping[str, float], known: set[str]) -> Iterator[Problem]:
    for name in values:
        yield from _strategy((*key, name), name, known)
    yield from shares(key, values)


def _strategy(key: Key, name: str | None, known: set[str]) -> Iterator[Problem]:
    if name is not None and name not in known:
        values = {"thing": "strategy", "came": name, "choices": sorted(known), "group": "strategy"}
        yield Problem(key, "unknown_file", values)


def _world(world: World, parts: _Parts) -> Iterator[Problem]:
    for name, one in world.organisations.items():
        key: Key = ("world", "organisations", name)
        yield from _strategy((*key, "strategy"), one.strategy, parts.strategies)
        if one.mix is not None:
            yield from _strategy_shares((*key, "mix"), one.mix, parts.strategies)
        if one.mix is not None and one.strategy is not None:
            yield Problem(key, "strategy_and_mix")
        if one.turnover is not None:
            yield from shares((*key, "turnover"), one.turnover)
    for i, relation in enumerate(world.relations):
        for side, seat in (
            ("provider", relation.sides.provider),
            ("funder", relation.sides.funder),
        ):
            here = ("world", "relations", i, "sides", side, "strategy")
            yield from _strategy(here, seat.strategy, parts.strategies)
    if not parts.broken_kinds:
        yield from joined(world, parts.kinds, parts.broken).problems


def _calendar(calendar: Calendar | None) -> Iterator[Problem]:
    if calendar is None:
        return
    turns = calendar.turns + calendar.stragglers
    if len(calendar.dates) != turns:
        values = {"expected": str(turns), "came": len(calendar.dates)}
        yield Problem(("calendar", "dates"), "dates", values)
    for i, date in enumerate(calendar.dates):
        found = re.fullmatch(r"(\d{1,2}) ([A-Z][a-z]{2})", date)
        if not found or found[2] not in MONTHS or not 1 <= int(found[1]) <= 31:
            yield Problem(("calendar", "dates", i), "date", {"came": date})
    if calendar.mediation > calendar.turns:
        values = {"came": calendar.mediation, "limit": str(calendar.turns)}
        yield Problem(("calendar", "mediation"), "at_most", values)
    for name, turn in calendar.marks.items():
        if turn > turns:
            values = {"came": turn, "limit": str(turns)}
            yield Problem(("calendar", "marks", name), "at_most", values)


def _event(key: Key, event: Event, parts: _Parts) -> Iterator[Problem]:
    if (event.year is None) == (event.from_year is None):
        yield Problem(key, "when")
    elif event.to_year is not None and (event.from_year is None or event.to_year < event.from_year):
        yield Problem(key, "until")
    elif event.strategy is not None and (event.from_year is None or event.to_year is not None):
        yield Problem(key, "lasting")
    one_sided = [name for name in ONE_SIDED if getattr(event, name) is not None]
    if not one_sided and event.ambiguity is None:
        yield Problem(key, "no_event")
    if one_sided and event.side is None:
        yield Problem(key, "whose")
    if event.acts is not None and len(event.acts) > SCRIPT_TURNS:
        yield Problem((*key, "acts"), "at_most", {"came": len(event.acts), "limit": SCRIPT_TURNS})
    yield from _strategy((*key, "strategy"), event.strategy, parts.strategies)
    if parts.world is not None and not parts.broken and not parts.broken_kinds:
        network = joined(parts.world, parts.kinds)
        if not network.problems and not any(concerns(event, pair) for pair in network.pairs):
            yield Problem(key, "no_relation")


def concerns(event: Event, pair: Any) -> bool:
    """Whether an event happens in the relation of this provider and funder."""
    return event.provider in (None, pair.provider) and event.funder in (None, pair.funder)
