"""What a user writes about a sweep: `configs/sweep/*.yaml` and `sweep.key=value`.

factors          what is varied, with ranges
design           at which points
variants         ways of working played at every point with the same luck
replicates       how often each is played
record           what is kept
executor         where it is played; has no part in the results
"""

import functools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from hydra import compose
from hydra.core.config_store import ConfigStore
from hydra.errors import HydraException
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException
from pydantic import Field, StrictBool, StrictInt, StrictStr, ValidationError

from simulator import i18n as texts
from simulator.config import hydra_source
from simulator.config.catalogue import GROUPS, configs, files
from simulator.config.hydra import endless, our_hydra, unreadable
from simulator.config.overrides import slipped, typed
from simulator.config.problems import Problem, first, problems_of, sentence
from simulator.config.problems import word as word_of
from simulator.config.schema import Config
from simulator.config.schema_types import Number, Text, Written
from simulator.config.yaml_reader import UnreadableError
from simulator.sweeps.errors import SweepError, said

GROUP = "sweep"
_JOB = "gunfactor_sweep"
Count = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)]
Value = StrictBool | StrictInt | Number | StrictStr
MOMENTS: tuple[Literal["first", "last", "mean"], ...] = ("first", "last", "mean")


class Scope(Written):
    """Between which numbers, or over which values, a factor varies; empty = the table's range."""

    low: Number | None = None
    high: Number | None = None
    values: list[Value] | None = None
    levels: Count | None = None  # how many values in a grid


class Design(Written):
    """At which points of the space of factors the model is played."""

    kind: Literal["grid", "list", "latin", "sobol", "morris"]
    points: Count = 64  # latin: points; sobol: base sample; morris: trajectories
    levels: Count = 4  # of a number in a grid or in morris
    second_order: StrictBool = False  # sobol: pairs of factors as well, at twice the points
    file: StrictStr | None = None  # list: a CSV with a column for each factor
    seed: Annotated[int, Field(strict=True, ge=0, lt=2**32)] = 0  # latin, sobol, morris


class Plan(Written):
    """One sweep, complete."""

    label: Text
    base: tuple[StrictStr, ...] = ()  # settings that hold at every point
    factors: dict[StrictStr, Scope | None] = Field(
        default_factory=dict
    )  # `params.*` stands for all that fit
    leave_out: tuple[StrictStr, ...] = ()  # names or patterns not to vary after all
    design: Design
    variants: dict[StrictStr, dict[StrictStr, Value]] = Field(default_factory=dict)
    replicates: Count = 1
    # shared: replicate r has the same luck everywhere; point: at each point lucks of its own, which
    # the variants share; own: each run has luck of its own, variants are no twins
    luck: Literal["shared", "point", "own"] = "shared"
    record: Literal["summary", "yearly", "relations"] = "summary"
    outcomes: tuple[StrictStr, ...] = ()  # names of measures; empty = all
    moments: tuple[Literal["first", "last", "mean"], ...] = MOMENTS
    by: Literal["side", "kind", "strategy", "family"] = "side"
    measures: StrictStr | None = None  # a folder with measures of your own
    executor: Literal["processes", "threads", "dask"] = "processes"
    workers: Count | None = None  # empty = all cores
    address: StrictStr | None = None  # of a Dask scheduler
    memory: Count | None = None  # MiB a worker process may take on top of what it needs to start
    shard: Count | None = None  # runs in a shard; empty = chosen by size


# `record` is a setting of a run as well, but a sweep keeps what its own says
_OF_SWEEP = (set(Plan.model_fields) - set(Config.model_fields) - set(GROUPS)) | {"record"}
_OF_MODEL = {*Config.model_fields, *GROUPS} - set(Plan.model_fields)


class Planned(NamedTuple):
    """A plan with the settings that go to the model's own config."""

    name: str
    plan: Plan
    words: tuple[str, ...]  # for the model's own config
    typed: tuple[str, ...]  # all, as on the command line


def planned(
    words: Sequence[str], config_dir: Path | None = None, lang: str | None = None
) -> Planned:
    """The plan of `sweep=NAME sweep.key=value ...`, and the other words as they are.

    Args:
        words: as on the command line.
        config_dir: a user's own folder, with `sweep/` in it.
        lang: of what is said; None = as the words ask.

    Raises:
        SweepError: no such plan, or something wrong in it; every problem is named.
    """
    lang = lang or texts.asked(words)
    words = [typed(word) if is_of_plan(word) else word for word in words]
    if wrong := list(_misplaced(words, lang)):
        raise SweepError.of(wrong)
    slips = [slip for word in words if is_of_plan(word) and (slip := slipped(word)) is not None]
    if slips:
        raise SweepError.of([sentence(slip, word_of("command_line", lang), lang) for slip in slips])
    own = [word for word in words if is_of_plan(word)]
    others = tuple(word for word in words if not is_of_plan(word))
    folders = [configs(), *([config_dir.resolve()] if config_dir else [])]
    known = list(files(GROUP, folders))
    chosen = [w.partition("=")[2].strip("'\"") for w in own if w.lstrip("+").startswith("sweep=")]
    if not chosen:
        raise SweepError("no_plan", known=", ".join(known))
    name = chosen[-1]
    if name not in known:
        values = {"thing": GROUP, "came": name, "choices": known, "group": GROUP}
        raise SweepError.of([sentence(Problem((), "unknown_file", values), GROUP, lang)])
    for folder in folders[1:]:
        if without_end := list(endless(folder)):
            raise SweepError.of([sentence(one, one.file, lang) for one in without_end])
    raw = _composed(name, [w for w in own if w.lstrip("+~").startswith("sweep.")], folders[1:])
    try:
        plan = Plan.model_validate(_flattened(raw))
    except ValidationError as error:
        found = problems_of(error, Plan)
        said_ones = [functools.partial(_said, problem, name, lang) for problem in found]
        raise SweepError.of(first(said_ones, lang)) from None
    return Planned(name, plan, (*plan.base, *others), tuple(words))


def _misplaced(words: Sequence[str], lang: str) -> Iterator[str]:
    """A setting of the sweep that is written as one of the model, or the other way round."""
    for word in words:
        key = word.lstrip("+~").partition("=")[0].strip()
        inner = key.removeprefix(f"{GROUP}.")
        for_sweep, for_model = (inner.split(".")[0] in names for names in (_OF_SWEEP, _OF_MODEL))
        if key == "runs":
            better = word.replace(key, f"{GROUP}.replicates", 1)
            yield said("runs_are_replicates", lang, came=word, better=better)
        elif key == inner and for_sweep:
            yield said(
                "for_the_sweep", lang, came=word, better=word.replace(key, f"{GROUP}.{key}", 1)
            )
        elif key != inner and for_model:
            yield said("for_the_model", lang, came=word, better=word.replace(key, inner, 1))


def _flattened(raw: Any) -> Any:
    """Names with dots in one piece again: Hydra reads `factors.a.b` as b within a."""
    if isinstance(raw, dict):
        raw = dict(raw)
        if isinstance(raw.get("factors"), dict):
            raw["factors"] = dict(_flat(raw["factors"], _is_scope))
        if isinstance(raw.get("variants"), dict):
            raw["variants"] = {
                name: dict(_flat(value, lambda _: False)) if isinstance(value, dict) else value
                for name, value in raw["variants"].items()
            }
    return raw


def _is_scope(value: dict[str, Any]) -> bool:
    return not value or bool(set(value) & set(Scope.model_fields))


def _flat(
    group: dict[str, Any], whole: Callable[[dict[str, Any]], bool], before: str = ""
) -> Iterator[tuple[str, Any]]:
    for name, value in group.items():
        if isinstance(value, dict) and not whole(value):
            yield from _flat(value, whole, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def is_of_plan(word: str) -> bool:
    """Does a setting belong to the plan, rather than to the model's own config?"""
    key = word.lstrip("+~").partition("=")[0].strip()
    return key == GROUP or key.startswith(f"{GROUP}.")


def _said(problem: Problem, name: str, lang: str) -> str:
    key = ".".join(str(step) for step in (GROUP, *problem.key))
    return sentence(problem, f"{GROUP}/{name}.yaml, {key}", lang)


def _composed(name: str, settings: Sequence[str], own: Sequence[Path]) -> Any:
    """The plan as Hydra puts it together from its file and the settings."""
    path = hydra_source.searchpath(own)
    texts = [
        setting if setting.startswith("~") else f"++{setting.lstrip('+')}" for setting in settings
    ]
    try:
        with our_hydra():
            ConfigStore.instance().store(name=_JOB, node={"defaults": [{GROUP: name}]})
            made = compose(_JOB, overrides=[*path, *texts])
        return OmegaConf.to_container(made, resolve=True)[GROUP]  # type: ignore[call-overload, index]
    except UnreadableError as error:
        raise SweepError.about([unreadable(error, GROUP)]) from None
    except (HydraException, OmegaConfBaseException, ValueError) as error:
        raise SweepError("compose", name=name, detail=str(error).strip().splitlines()[0]) from None
