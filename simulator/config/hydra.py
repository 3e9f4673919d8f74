"""Hydra's part: from settings and files to one plain dictionary."""

import contextlib
import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

import yaml
from hydra import compose, initialize_config_dir
from hydra.core.config_store import ConfigStore
from hydra.core.global_hydra import GlobalHydra
from hydra.errors import HydraException, MissingConfigException
from omegaconf import OmegaConf
from omegaconf.errors import InterpolationResolutionError, OmegaConfBaseException

from simulator.config import hydra_source, yaml_reader
from simulator.config.catalogue import GROUPS, configs, files, read
from simulator.config.overrides import CHOSEN, WHOLE, ghosts, instruments, ready, renamed
from simulator.config.problems import Problem, nearest
from simulator.config.yaml_reader import UnreadableError

_LOCK = threading.Lock()  # Hydra keeps one state a process
_MISTAKES = (
    HydraException,
    OmegaConfBaseException,
    yaml.YAMLError,
    ValueError,
    OSError,
    RecursionError,
    UnreadableError,
)


class Composition(NamedTuple):
    """A composed config as plain data, or the problems that stood in its way."""

    raw: dict[str, Any] | None
    problems: list[Problem]
    settings: list[str]  # keys given on the command line
    choices: dict[str, str]  # file taken from each group
    folders: list[Path]
    instruments: list[str] | None = None  # named on the command line; None = by the scenario


def composition(overrides: Sequence[str], own: Path | None) -> Composition:
    """Everything the files and settings say, put together."""
    folders = [configs()]
    if own is not None:
        if not own.is_dir():
            problem = Problem((), "no_folder", file=str(own))
            return Composition(None, [problem], [], {}, folders)
        folders.append(own.resolve())
        if without_end := list(endless(own.resolve())):
            return Composition(None, without_end, [], {}, folders)
    texts, settings, found = ready(overrides, folders)
    found += _misplaced(folders)
    whole, unreadable = _whole(folders)
    found += unreadable
    if unreadable or any(problem.kind == "unknown_file" for problem in found):
        return Composition(None, found, settings, {}, folders)
    choices: dict[str, str] = {}
    raw = None
    try:
        raw, choices, unresolved = _hydra(texts, whole, own)
        raw = renamed(raw)
        found += unresolved
    except _MISTAKES as error:
        found += _translated(error, texts, folders)
    if raw is not None:
        found += [*_unpackaged(raw, choices, folders), *ghosts(raw, settings)]
        raw.setdefault("name", choices.get("scenario"))
        raw["choices"] = choices
    return Composition(raw, found, settings, choices, folders, instruments(overrides))


# What would be read without end, if it were read at all.
ENDLESS = ("odd_file", "too_long", "yaml_big", "yaml_deep", "yaml_circle")


def endless(own: Path) -> Iterator[Problem]:
    """Files of a user that would be read without end: pipes, devices, gigabytes, circles."""
    for group in ("", *GROUPS, "sweep"):
        for file in sorted((own / group).glob("*.y*ml")):
            if not file.is_dir():
                yield from endless_one(file, group)


def endless_one(file: Path, group: str) -> Iterator[Problem]:
    """The same of one file."""
    try:
        read(file)
    except UnreadableError as error:
        if error.kind in ENDLESS:
            yield Problem((), error.kind, error.values, str(Path(group, file.name)))


def _unpackaged(
    raw: dict[str, Any], choices: dict[str, str], folders: Sequence[Path]
) -> list[Problem]:
    """Without its first line a file lands under the key of its group and does nothing."""
    found = []
    for one, path in files("instrument", folders).items():
        if isinstance(raw.get("instrument"), dict) and not _packaged(path):
            found.append(Problem((), "no_package", file=f"instrument/{one}.yaml"))
    if found:
        raw.pop("instrument")
    raw.pop("scenario", None)
    name = choices.get("scenario", "")
    file = files("scenario", folders).get(name)
    if file is not None and not _packaged(file):
        found.append(Problem((), "no_package", file=f"scenario/{name}.yaml"))
    return found


def _packaged(file: Path) -> bool:
    return bool(re.search(r"^# *@package +_global_ *$", yaml_reader.text(file), re.M))


def _hydra(
    texts: Sequence[str], whole: dict[str, Any], own: Path | None
) -> tuple[dict[str, Any], dict[str, str], list[Problem]]:
    """The composed dictionary, which file of each group it has, and a reference that fails."""
    path = hydra_source.searchpath([own] if own else [])
    with _LOCK, our_hydra():
        for package, nodes in whole.items():
            ConfigStore.instance().store(group=package, name="catalogue", node=nodes)
        both = compose("config", overrides=[*path, *texts], return_hydra_config=True)
    choices = {
        group.partition("@")[0]: str(name)
        for group, name in both.hydra.runtime.choices.items()
        if group.partition("@")[0] in CHOSEN
    }
    names = [str(name) for name in both if name != "hydra"]
    plain = OmegaConf.masked_copy(both, names)
    try:
        raw, found = OmegaConf.to_container(plain, resolve=True), []
    except InterpolationResolutionError as error:
        key = tuple((error.full_key or "").split("."))
        found = [Problem(key, "reference", {"detail": str(error).strip().splitlines()[0]})]
        raw = OmegaConf.to_container(plain, resolve=False)
    return cast(dict[str, Any], raw), choices, found


@contextlib.contextmanager
def our_hydra() -> Iterator[None]:
    """Hydra for us alone; afterwards it is as it was, for a program that uses Hydra itself."""
    before = GlobalHydra.instance().hydra
    GlobalHydra.instance().clear()
    try:
        with initialize_config_dir(str(configs()), version_base="1.3", job_name="gunfactor"):
            yield
    finally:
        GlobalHydra.instance().clear()
        if before is not None:
            GlobalHydra.instance().initialize(before)


def _misplaced(folders: Sequence[Path]) -> list[Problem]:
    """Files of a user that would be passed over, or hide one of the built-in catalogue."""
    found = []
    for folder in folders[1:]:
        found += _loose(folder, folders[0])
        for inner in sorted(path for path in folder.iterdir() if path.is_dir()):
            group = nearest(inner.name, GROUPS, 0.7)
            if inner.name in GROUPS:
                found += _passed_over(inner, files(inner.name, folders[:1]))
            elif group is not None and yaml_reader.files_in(inner):
                values = {"came": inner.name, "nearest": group, "choices": GROUPS}
                found.append(Problem((), "folder_name", values, str(inner)))
    return found


def _loose(folder: Path, ours: Path) -> list[Problem]:
    """YAML beside the folders of the groups, where nobody looks; a copy of ours does no harm."""
    return [
        Problem((), "loose", {"came": file.name, "choices": (*GROUPS, "sweep")}, str(file))
        for file in sorted((*folder.glob("[!.]*.yaml"), *folder.glob("[!.]*.yml")))
        if not _same(file, ours / file.name)
    ]


def _same(file: Path, other: Path) -> bool:
    return other.is_file() and file.read_bytes() == other.read_bytes()


def _passed_over(inner: Path, ours: dict[str, Path]) -> list[Problem]:
    found = [
        Problem((), "extension", {"came": file.suffix}, f"{inner.name}/{file.name}")
        for file in sorted(inner.glob("[!.]*.yml"))
    ]
    for file in yaml_reader.files_in(inner):
        if file.stem in ours and file.read_bytes() != ours[file.stem].read_bytes():
            values = {"came": file.stem}
            found.append(Problem((), "shadow", values, f"{inner.name}/{file.name}"))
    return found


def _whole(folders: Sequence[Path]) -> tuple[dict[str, Any], list[Problem]]:
    """All files of the groups that are taken whole, by key of the config."""
    whole: dict[str, Any] = {}
    found = []
    for group, key in WHOLE.items():
        whole[key] = {}
        for name, file in files(group, folders).items():
            try:
                whole[key][name] = read(file)
            except UnreadableError as error:
                found.append(unreadable(error, group))
    return whole, found


def unreadable(error: UnreadableError, group: str) -> Problem:
    """The problem of a file that is no YAML."""
    return Problem((), error.kind, error.values, f"{group}/{error.file.name}")


def _translated(error: Exception, texts: Sequence[str], folders: Sequence[Path]) -> list[Problem]:
    """What Hydra says, for somebody who has never heard of Hydra."""
    broken = [problem for group in CHOSEN for problem in _unreadable_files(group, folders)]
    if broken:
        return broken
    named = re.match(r"scenario='(.*)'", next((t for t in texts if t.startswith("scenario=")), ""))
    place = f"scenario/{named[1]}.yaml" if named else "config.yaml"
    if isinstance(error, MissingConfigException) and error.missing_cfg_file:
        group, _, name = str(error.missing_cfg_file).rpartition("/")
        known = list(files(group, folders))
        values = {"thing": group, "came": name, "choices": known, "group": group}
        return [Problem((), "unknown_file", values, place)]
    if isinstance(error, RecursionError):
        return [Problem((), "circle", file=place)]
    detail = str(error).strip().splitlines()[0]
    return [Problem((), "compose", {"detail": detail}, place)]


def _unreadable_files(group: str, folders: Sequence[Path]) -> list[Problem]:
    found = []
    for file in files(group, folders).values():
        try:
            read(file)
        except UnreadableError as error:
            found.append(unreadable(error, group))
    return found
