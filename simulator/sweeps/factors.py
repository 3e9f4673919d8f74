"""What is varied: numbers of the model, strategies, and any choice or setting of a config.

pressure                       a number of the model; its range from the parameter table
params.*                       every continuous number of the model
strategies.hard.opening        a number of one strategy
strategy.provider              the strategy that all providers play (or strategy.funder)
scenario, mix, accord, ...     a file of that group
world.organisations.x.size     any other setting, with low and high or values
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Literal

import numpy as np

from simulator.config.limits import limits
from simulator.config.overrides import CHOSEN, SEVERAL
from simulator.config.problems import nearest
from simulator.engine.params import PARAMETERS
from simulator.engine.strategies import FIELDS
from simulator.sweeps.errors import SweepError
from simulator.sweeps.plan import Plan, Scope, Value

Kind = Literal["param", "strategy_number", "side_strategy", "choice", "setting"]
SIDE_STRATEGY = ("strategy.provider", "strategy.funder")
CHOICES = tuple(group for group in CHOSEN if group not in SEVERAL)
INSTRUMENT = "instrument."  # instrument.social_contract: with and without it
SHARES = tuple(field for field in FIELDS if field != "concession")  # their range is [0, 1]
# the same for all runs
FIXED = ("runs", "years", "seed", "lang", "threads", "output", "trace", "record")


@dataclass(frozen=True)
class Factor:
    """One thing that is varied: between two numbers, or over named values."""

    name: str  # as in the design table; a number of the model without `params.`
    kind: Kind
    low: float = np.nan
    high: float = np.nan
    values: tuple[Value, ...] = ()  # if given, only these
    whole: bool = False  # only whole numbers
    levels: int | None = None  # in a grid
    unit: str = ""
    meaning: str = ""

    @property
    def named(self) -> bool:
        """Are its values names rather than numbers?"""
        return any(isinstance(value, str | bool) for value in self.values)

    def at(self, unit: np.ndarray) -> np.ndarray:
        """Its values at places of the unit interval, in equal parts where there are steps."""
        if self.values:
            place = np.minimum((unit * len(self.values)).astype(int), len(self.values) - 1)
            return np.asarray(np.array(self.values, object if self.named else float)[place])
        if self.whole:
            steps = self.high - self.low + 1
            return np.asarray(self.low + np.minimum(np.floor(unit * steps), steps - 1))
        return np.asarray(self.low + unit * (self.high - self.low))

    def steps(self, levels: int) -> int:
        """How many values it has in a grid."""
        if self.values:
            return len(self.values)
        steps = self.levels or levels
        return min(steps, int(self.high - self.low) + 1) if self.whole else steps

    def spread(self, levels: int) -> tuple[Value, ...]:
        """Its values in a grid."""
        if self.values:
            return self.values
        if self.whole:
            count = min(self.levels or levels, int(self.high - self.low) + 1)
            return tuple(float(v) for v in np.unique(np.rint(self._even(count))))
        return tuple(float(value) for value in self._even(self.levels or levels))

    def _even(self, count: int) -> np.ndarray:
        """Evenly spread, ends included; one alone stands in the middle."""
        if count == 1:
            return np.array([(self.low + self.high) / 2])
        return np.linspace(self.low, self.high, count)


class Known:
    """What there is to vary in a composed config.

    Args:
        strategies: names of all strategies.
        groups: names of the files of each group of choices.
    """

    def __init__(self, strategies: Iterable[str], groups: Mapping[str, Sequence[str]]) -> None:
        self.strategies = tuple(sorted(strategies))
        self.groups = groups

    def names(self) -> list[str]:
        """Everything that can be varied by name, apart from other settings."""
        numbers = [f"strategies.{name}.{field}" for name in self.strategies for field in FIELDS]
        params = [f"params.{name}" for name in PARAMETERS]
        instruments = [INSTRUMENT + name for name in self.groups["instrument"]]
        return [*params, *SIDE_STRATEGY, *CHOICES, *instruments, *numbers]


def full_name(name: str) -> str:
    """`pressure` is `params.pressure`."""
    return f"params.{name}" if name in PARAMETERS else name


def resolved(plan: Plan, known: Known, lang: str = "nl") -> tuple[Factor, ...]:
    """The factors of a plan, patterns written out, in the order of the plan.

    Raises:
        SweepError: a name that nothing answers to, or a scope that cannot be; all at once.
    """
    found: dict[str, Factor] = {}
    problems: list[str] = []
    left_out = [full_name(pattern) for pattern in plan.leave_out]
    for pattern in left_out:
        if not any(fnmatchcase(each, pattern) for each in known.names()):
            problems.append(SweepError("nothing_fits", pattern=pattern).sentence(lang))
    for name, scope in plan.factors.items():
        try:
            for each in _matching(full_name(name), known):
                if not any(fnmatchcase(each, pattern) for pattern in left_out):
                    factor = _factor(each, scope or Scope(), known)
                    found[factor.name] = factor
        except SweepError as error:
            problems.append(error.sentence(lang))
    if problems:
        raise SweepError.of(problems)
    return tuple(found.values())


def fixed(settings: Mapping[str, Value], known: Known) -> dict[str, tuple[Factor, Value]]:
    """The factors that a variant sets, each with its one value.

    Raises:
        SweepError: a name or value that cannot be.
    """
    found = {}
    for name, value in settings.items():
        factor = _factor(full_name(name), Scope(values=[value]), known)
        found[factor.name] = (factor, value)
    return found


def of_columns(
    columns: Mapping[str, Sequence[str]], known: Known, lang: str = "nl"
) -> tuple[Factor, ...]:
    """The factors that the columns of a list stand for, as wide as they can be at all.

    Args:
        columns: the cells of each, as they are written; any other setting is a number where all of
            its cells are.

    Raises:
        SweepError: a column that nothing answers to; all at once.
    """
    found, problems = [], []
    for name, cells in columns.items():
        full = full_name(name)
        head, _, rest = full.partition(".")
        scope = Scope()
        if head == "params" and rest in PARAMETERS:
            low, high = limits(rest)
            scope = Scope(low=low, high=high)
        elif full.startswith("strategies.") and full.endswith(".concession"):
            scope = Scope(low=1e-6, high=20.0)
        try:
            known_heads = ("params", "strategies", "strategy", "instrument")
            open_setting = "." in full and head not in known_heads
            found.append(_open(full, cells) if open_setting else _factor(full, scope, known))
        except SweepError as error:
            problems.append(error.sentence(lang))
    if problems:
        raise SweepError.of(problems)
    return tuple(found)


def _open(name: str, cells: Sequence[str]) -> Factor:
    """Any other setting, over the numbers or names of a column."""
    numbers = as_numbers(cells)
    if numbers.dtype == object:
        return Factor(name, "setting")
    return Factor(name, "setting", float(numbers.min()), float(numbers.max()))


def as_numbers(cells: Sequence[str]) -> np.ndarray:
    """Cells as numbers where they all are, whole ones as whole; else as the names they are."""
    for kind in (np.int64, np.float64):
        try:
            values = np.array([kind(cell) for cell in cells])
        except (ValueError, OverflowError):
            continue
        if np.isfinite(values).all():
            return values
    return np.array(cells, object)


def _matching(name: str, known: Known) -> list[str]:
    """The names that a pattern stands for; switches and whole numbers only by their own name."""
    if not any(sign in name for sign in "*?["):
        return [name]
    every = [each for each in known.names() if fnmatchcase(each, name) and _continuous(each)]
    if not every:
        raise SweepError("nothing_fits", pattern=name)
    return every


def _continuous(name: str) -> bool:
    if name.startswith("params."):
        return not _stepped(name.removeprefix("params."))
    return name.startswith("strategies.")


def _stepped(param: str) -> bool:
    return PARAMETERS[param].unit in ("0/1", "year")


def _factor(name: str, scope: Scope, known: Known) -> Factor:
    head, _, rest = name.partition(".")
    if head == "params":
        return _param(rest, scope)
    if name in SIDE_STRATEGY:
        return _choice(name, "side_strategy", scope, known.strategies)
    if name in CHOICES:
        return _choice(name, "choice", scope, known.groups[name])
    if name.startswith(INSTRUMENT):
        return _instrument(name, scope, known)
    if head == "strategies" and rest.count(".") == 1:
        return _strategy_number(name, scope, known)
    if name in FIXED:
        raise SweepError("fixed", name=name)
    if "." not in name:
        close = nearest(name, [*PARAMETERS, *known.names()])
        raise SweepError("no_factor", name=name, close=close or "gunfactor list param")
    if not scope.values and (scope.low is None or scope.high is None):
        raise SweepError("no_range", name=name)
    return _ranged(Factor(name, "setting"), scope, -np.inf, np.inf)


def _param(name: str, scope: Scope) -> Factor:
    if name not in PARAMETERS:
        raise SweepError(
            "no_factor", name=name, close=nearest(name, PARAMETERS) or "gunfactor list param"
        )
    row = PARAMETERS[name]
    about: Any = {"unit": row.unit, "meaning": row.meaning, "whole": _stepped(name)}
    factor = Factor(name, "param", row.low, row.high, **about)
    return _ranged(factor, scope, *limits(name))


def _strategy_number(name: str, scope: Scope, known: Known) -> Factor:
    _, strategy, field = name.split(".")
    if strategy not in known.strategies or field not in FIELDS:
        close = nearest(name, [each for each in known.names() if each.startswith("strategies.")])
        raise SweepError("no_factor", name=name, close=close or "gunfactor list strategy")
    if field in SHARES:
        return _ranged(Factor(name, "strategy_number", 0.0, 1.0, unit="share"), scope, 0.0, 1.0)
    if not scope.values and (scope.low is None or scope.high is None):
        raise SweepError("no_range", name=name)
    return _ranged(Factor(name, "strategy_number", unit="-"), scope, 1e-6, 20.0)


def _instrument(name: str, scope: Scope, known: Known) -> Factor:
    """With and without an instrument."""
    names = known.groups["instrument"]
    rest = name.removeprefix(INSTRUMENT)
    if rest not in names:
        close = nearest(rest, names) or ", ".join(names)
        raise SweepError("no_value", name="instrument", came=rest, close=close)
    values = scope.values or [False, True]
    if any(not isinstance(value, bool) for value in values) or scope.low is not None:
        raise SweepError("on_or_off", name=name)
    return Factor(name, "choice", values=tuple(values))


def _choice(name: str, kind: Kind, scope: Scope, names: Sequence[str]) -> Factor:
    if scope.low is not None or scope.high is not None:
        raise SweepError("names_not_numbers", name=name)
    values = tuple(str(value) for value in (scope.values or names))
    for value in values:
        if value not in names:
            close = nearest(value, names) or ", ".join(names)
            raise SweepError("no_value", name=name, came=value, close=close)
    return Factor(name, kind, values=values)


def _ranged(factor: Factor, scope: Scope, least: float, most: float) -> Factor:
    """The factor with the scope that the user gave it, checked against what can be at all."""
    values = tuple(scope.values or ())
    low = factor.low if scope.low is None else scope.low
    high = factor.high if scope.high is None else scope.high
    numbers = [float(v) for v in values if not isinstance(v, str)] if values else [low, high]
    if factor.kind != "setting":
        wrong = [v for v in values if isinstance(v, str | bool)]
        if wrong:
            raise SweepError("not_a_number", name=factor.name, came=wrong[0])
        if factor.whole and any(number != round(number) for number in numbers):
            raise SweepError("not_whole", name=factor.name)
    if not values and not low < high:
        raise SweepError("low_high", name=factor.name, low=f"{low:g}", high=f"{high:g}")
    for number in numbers:
        if not least <= number <= most:
            raise SweepError(
                "beyond", name=factor.name, came=f"{number:g}", least=f"{least:g}", most=f"{most:g}"
            )
    if factor.kind != "setting":
        values = tuple(float(value) for value in values)
    about: Any = {"whole": factor.whole, "levels": scope.levels}
    return Factor(
        factor.name, factor.kind, low, high, values, **about, unit=factor.unit,
        meaning=factor.meaning,
    )  # fmt: skip
