"""What is wrong between keys: shares, names of strategies, dates, events, the network."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from simulator.config.expansion import Network, concerns, joined
from simulator.config.problems import Key, Problem
from simulator.config.schema import Event
from simulator.config.schema_catalogue import Accord, Calendar
from simulator.config.schema_types import TOLERANCE
from simulator.config.schema_world import Kind, Seat, World
from simulator.engine.records import SCRIPT_TURNS

DAYS = {  # in a leap year
    "Jan": 31, "Feb": 29, "Mar": 31, "Apr": 30, "May": 31, "Jun": 30,
    "Jul": 31, "Aug": 31, "Sep": 30, "Oct": 31, "Nov": 30, "Dec": 31,
}  # fmt: skip
MONTHS = tuple(DAYS)
CHECKED = (
    "calendar", "accord", "mix", "start", "switch", "script", "contract_form", "policies", "shows",
    "says",
)  # fmt: skip
# By the names of their files: measures are made of records, which come long after configs.
MEASURES = sorted(
    file.stem
    for file in (Path(__file__).parents[1] / "measures").glob("*.py")
    if file.stem not in ("__init__", "catalogue")
)
NOBODY = "nobody"
ONE_SIDED = ("strategy", "override", "breach", "newcomer", "maintenance", "acts")


class Parts(NamedTuple):
    """What could be read, to check it against the rest; None = could not be read."""

    strategies: set[str]
    named: Mapping[str, set[str]]  # other files by group: form, policy
    kinds: dict[str, Kind]
    world: World | None
    broken: frozenset[str]  # organisations that could not be read
    complete: bool  # every organisation, relation and kind could be read
    mixes: Mapping[str, Any]  # of acts, by strategy, as written
    config: Mapping[str, Any]  # `CHECKED`; None = could not be read


def cross_problems(parts: Parts) -> Iterator[Problem]:
    """What is wrong between keys, in everything that could be read."""
    network = None
    if parts.world is not None:
        network = joined(parts.world, parts.kinds, parts.broken, parts.complete)
        yield from network.problems
        yield from _world(parts.world, parts)
    yield from _mixes(parts)
    yield from _calendar(parts.config.get("calendar"))
    yield from _accord(parts.config.get("accord"))
    yield from _policies(parts)
    yield from _known(("contract_form",), "form", parts.config.get("contract_form"), parts)
    yield from _measures(("shows",), parts.config.get("shows") or ())
    for i, saying in enumerate(parts.config.get("says") or ()):
        yield from _measures(("says", i, "measure"), [saying.measure])
    for name, kind in parts.kinds.items():
        yield from _kind(("kinds", name), kind, parts)
    for i, event in enumerate(parts.config.get("script") or []):
        yield from _event(("script", i), event, parts, network)


def _mixes(parts: Parts) -> Iterator[Problem]:
    for name, raw in parts.mixes.items():
        if isinstance(raw, dict):
            yield from shares(("strategies", name, "mix"), raw)
    switch = parts.config.get("switch")
    later = switch.mix if switch is not None else None
    for key, mix in ((("mix",), parts.config.get("mix")), (("switch", "mix"), later)):
        if mix is not None:
            for side in ("providers", "funders"):
                yield from _strategy_shares((*key, side), getattr(mix, side), parts.strategies)
    if switch is not None and (switch.year is None) != (switch.mix is None):
        yield Problem(("switch",), "switch")
    start = parts.config.get("start")
    if switch is not None and None not in (switch.year, start) and switch.year < start:
        values = {"came": switch.year, "limit": str(start)}
        yield Problem(("switch", "year"), "at_least", values)


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


def _known(key: Key, group: str, name: str | None, parts: Parts) -> Iterator[Problem]:
    known = parts.named[group]
    if name is not None and name not in known:
        values = {"thing": group, "came": name, "choices": sorted(known), "group": group}
        yield Problem(key, "unknown_file", values)


def _seat(key: Key, seat: Seat, parts: Parts) -> Iterator[Problem]:
    if seat.executive != NOBODY:
        yield from _strategy((*key, "executive"), seat.executive, parts.strategies)
    yield from _known((*key, "policy"), "policy", seat.policy, parts)
    if (seat.money or 0.0) + (seat.quality or 0.0) > 1.0 + TOLERANCE:
        yield Problem(key, "motives", {"came": (seat.money or 0.0) + (seat.quality or 0.0)})


def _kind(key: Key, kind: Kind, parts: Parts) -> Iterator[Problem]:
    yield from _seat(key, kind, parts)
    for form in kind.forms:
        yield from _known((*key, "forms", form), "form", form, parts)
    if kind.forms:
        yield from shares((*key, "forms"), kind.forms)
    yield from _measures((*key, "judged_on"), kind.judged_on)


def _measures(key: Key, names: Iterable[str]) -> Iterator[Problem]:
    for i, name in enumerate(names):
        if name not in MEASURES:
            values = {"thing": "measure", "came": name, "choices": MEASURES}
            yield Problem((*key, i), "unknown_name", values)


def _policies(parts: Parts) -> Iterator[Problem]:
    for name, policy in (parts.config.get("policies") or {}).items():
        for field in ("kind", "tough"):
            key = ("policies", name, field)
            yield from _strategy(key, getattr(policy, field), parts.strategies)


def _world(world: World, parts: Parts) -> Iterator[Problem]:
    for name, one in world.organisations.items():
        key: Key = ("world", "organisations", name)
        yield from _strategy((*key, "strategy"), one.strategy, parts.strategies)
        yield from _seat(key, one, parts)
        yield from _known((*key, "form"), "form", one.form, parts)
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
            here = ("world", "relations", i, "sides", side)
            yield from _strategy((*here, "strategy"), seat.strategy, parts.strategies)
            yield from _seat(here, seat, parts)
        yield from _known(("world", "relations", i, "form"), "form", relation.form, parts)


def _calendar(calendar: Calendar | None) -> Iterator[Problem]:
    if calendar is None:
        return
    turns = calendar.turns + calendar.stragglers
    if len(calendar.dates) != turns:
        values = {"expected": str(turns), "came": len(calendar.dates)}
        yield Problem(("calendar", "dates"), "dates", values)
    for i, date in enumerate(calendar.dates):
        yield from _date(("calendar", "dates", i), date)
    yield from _order(calendar.dates)
    for i, phase in enumerate(calendar.phases):
        for field in ("first", "last"):
            yield from _date(("calendar", "phases", i, field), getattr(phase, field))
    if calendar.mediation > calendar.turns:
        values = {"came": calendar.mediation, "limit": str(calendar.turns)}
        yield Problem(("calendar", "mediation"), "at_most", values)
    for name, turn in calendar.marks.items():
        if turn > turns:
            values = {"came": turn, "limit": str(turns)}
            yield Problem(("calendar", "marks", name), "at_most", values)


def _date(key: Key, date: str) -> Iterator[Problem]:
    found = re.fullmatch(r"(\d{1,2}) ([A-Z][a-z]{2})", date)
    if not found or found[2] not in DAYS:
        yield Problem(key, "date", {"came": date})
    elif not 1 <= int(found[1]) <= DAYS[found[2]]:
        yield Problem(key, "no_date", {"came": date, "month": found[2], "limit": DAYS[found[2]]})


def _order(dates: Sequence[str]) -> Iterator[Problem]:
    """The first date that goes back; once the year may turn, in a season shorter than a year."""
    if any(problem for date in dates for problem in _date((), date)):
        return
    days = [(MONTHS.index(month), int(day)) for day, month in map(str.split, dates)]
    turned = False
    for i in range(1, len(days)):
        back = days[i] < days[i - 1]
        if (back and turned) or ((back or turned) and days[i] >= days[0]):
            values = {"came": dates[i], "other": dates[i - 1]}
            yield Problem(("calendar", "dates", i), "date_order", values)
            return
        turned = turned or back


def _accord(accord: Accord | None) -> Iterator[Problem]:
    years = [step.year for step in accord.levels] if accord else []
    for i, year in enumerate(years):
        if year in years[:i]:
            yield Problem(("accord", "levels", i), "twice", {"came": year})


def _event(key: Key, event: Event, parts: Parts, network: Network | None) -> Iterator[Problem]:
    if (event.year is None) == (event.from_year is None):
        yield Problem(key, "when")
    elif event.to_year is not None and (event.from_year is None or event.to_year < event.from_year):
        yield Problem(key, "until")
    elif event.strategy is not None and (event.from_year is None or event.to_year is not None):
        yield Problem(key, "lasting")
    one_sided = [name for name in ONE_SIDED if getattr(event, name) is not None]
    if not one_sided and event.ambiguity is None and event.settling is None:
        yield Problem(key, "no_event")
    if one_sided and event.side is None:
        yield Problem(key, "whose")
    if event.acts is not None and len(event.acts) > SCRIPT_TURNS:
        yield Problem((*key, "acts"), "at_most", {"came": len(event.acts), "limit": SCRIPT_TURNS})
    yield from _strategy((*key, "strategy"), event.strategy, parts.strategies)
    if network is None or network.problems or not parts.complete:
        return
    if not any(concerns(event, pair) for pair in network.pairs):
        yield Problem(key, "no_relation")
