"""One config played, or two under the same luck: what the command and Python both call."""

import os
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from simulator import i18n
from simulator.batch import Record, ask, played
from simulator.config.again import changed
from simulator.config.compose import Config, ConfigError, composed
from simulator.engine.params import records
from simulator.results.compare import Pair, told_apart
from simulator.results.range_checks import UnsoundError, unsound
from simulator.world.build import built

Choice = str | Config
Told = Callable[[int], None]
TWINNED = ("runs", "years")  # what two choices must have alike


class ComparisonError(ValueError):
    """Two configurations that have no twins."""


def alone(
    config: Config, progress: Told | None = None, threads: int = 1, seed: int | None = None
) -> Record:
    """Play one choice.

    Args:
        config: the choice.
        progress: told how many run-years were lived since it was last told.
        threads: how many work side by side.
        seed: None = the config's.

    Raises:
        UnsoundError: a number ran out of its range, which no sound model does.
        TooLittleMemoryError: what is kept of the runs does not fit.
    """
    world = built(config)
    ask(world, config.runs, config.years, config.trace)
    record = played(
        world,
        records(config.runs, config.params),
        np.arange(config.runs, dtype=np.uint64),
        config.seed if seed is None else seed,
        config.years,
        threads=threads,
        trace=config.trace,
        progress=progress,
    )
    if faults := unsound(record):
        raise UnsoundError(faults)
    return record


def paired(first: Config, second: Config, progress: Told | None = None, threads: int = 1) -> Pair:
    """Play both, with the seed of the first.

    Raises:
        ComparisonError: unequal numbers of runs or years.
    """
    for name in TWINNED:
        one, other = getattr(first, name), getattr(second, name)
        if one != other:
            raise ComparisonError(
                f"{name}: the first has {one}, the second {other}; both need the same. "
                f"Add {name}={min(one, other)}."
            )
    played_ones = (alone(config, progress, threads, first.seed) for config in (first, second))
    return Pair((first, second), (next(played_ones), next(played_ones)))


def twins(
    first: Choice,
    second: Choice | None = None,
    shared: Sequence[str] = (),
    config_dir: Path | None = None,
) -> tuple[Config, Config]:
    """Two choices to be compared, with the smaller number of runs and of years for both.

    Args:
        first, second: the name of a scenario, a quoted list of changes, or a config; without the
            second, the counterfactual that the first names.
        shared: settings that hold for both.
        config_dir: a user's own folder of configs.

    Raises:
        ConfigError: one of them cannot be composed.
        ComparisonError: no second choice, and the first names no counterfactual.
    """
    one = chosen(first, shared, config_dir)
    asked = second or one.counterfactual
    if asked is None:
        typed = first if isinstance(first, str) else one.name
        said = i18n.text("cli", "no_counterfactual", one.lang, name=one.name, first=typed)
        raise ComparisonError(said)
    other = chosen(asked, shared, config_dir)
    least = [f"{name}={min(getattr(one, name), getattr(other, name))}" for name in TWINNED]
    if any(getattr(one, name) != getattr(other, name) for name in TWINNED):
        one, other = (chosen(each, (*shared, *least), config_dir) for each in (first, asked))
    called = tuple(each if isinstance(each, str) else each.name for each in (first, asked))
    return told_apart(one, other, (f"A: {called[0]}", f"B: {called[1]}"))


def chosen(choice: Choice, shared: Sequence[str], config_dir: Path | None) -> Config:
    """The config of one choice, with settings that hold for it besides."""
    if isinstance(choice, str):
        return composed((*changes(choice), *shared), config_dir)
    return changed(choice, shared)


def counterfactual(
    config: Config, overrides: Sequence[str], config_dir: Path | None = None
) -> Config | None:
    """What a scenario is to be compared with, changed in the same ways; None = nothing.

    Args:
        overrides: of which `config` was composed.
    """
    if config.counterfactual is None:
        return None
    same = [word for word in overrides if not word.startswith("scenario=")]
    twin = [f"{name}={getattr(config, name)}" for name in TWINNED]
    try:
        return composed([f"scenario={config.counterfactual}", *same, *twin], config_dir)
    except ConfigError:
        return None  # a change that makes no sense there: the report does without


def is_change(word: str) -> bool:
    """Is it one `key=value`, not a name or a quoted list?"""
    return "=" in word and len(_split(word)) == 1


def _split(choice: str) -> list[str]:
    """The words of a quoted list; a folder is one word, whatever its name."""
    if choice.startswith("output="):
        return [choice]
    try:
        return shlex.split(choice)
    except ValueError:  # a quote that nobody closed
        return choice.split()


def changes(choice: str) -> tuple[str, ...]:
    """The changes that a choice stands for: a bare word is the name of a scenario."""
    return tuple(word if is_change(word) else f"scenario={word}" for word in _split(choice))


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
