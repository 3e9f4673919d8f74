"""Hydra's part: from settings and files to one plain dictionary.

Unknown keys are let through on purpose (`++`), so that the check of the whole config finds all of
them at once, with the nearest name.
"""

import re
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

import yaml
from hydra import compose, initialize_config_dir
from hydra.core.config_store import ConfigStore
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override
from hydra.errors import HydraException, MissingConfigException
from omegaconf import OmegaConf
from omegaconf.errors import InterpolationResolutionError, OmegaConfBaseException

from simulator.catalogue import GROUPS, UnreadableError, configs, files, read
from simulator.problems import Problem
from simulator.schema import Config

WHOLE = {"strategy": "strategies", "kind": "kinds"}  # groups taken whole, and their key
CHOSEN = tuple(group for group in GROUPS if group not in WHOLE)
_LOCK = threading.Lock()  # Hydra keeps one state a process


class Composition(NamedTuple):
    """A composed config as plain data, or the problems that stood in its way."""

    raw: dict[str, Any] | None
    problems: list[Problem]
    settings: list[str]  # keys given on the command line
    choices: dict[str, str]  # file taken from each group
    folders: list[Path]


def composition(overrides: Sequence[str], own: Path | None) -> Composition:
    """Everything the files and settings say, put together."""
    folders = [configs()]
    if own is not None:
        if not own.is_dir():
            problem = Problem((), "no_folder", file=str(own))
            return Composition(None, [problem], [], {}, folders)
        folders.append(own.resolve())
    texts, settings, found = _settings(overrides, folders)
    found += _shadows(folders)
    whole, unreadable = _whole(folders)
    found += unreadable
    if unreadable or any(problem.kind == "unknown_file" for problem in found):
        return Composition(None, found, settings, {}, folders)
    choices: dict[str, str] = {}
    raw = None
    try:
        raw, choices = _hydra(texts, whole, own)
    except (HydraException, OmegaConfBaseException, yaml.YAMLError, ValueError, OSError) as error:
        found += _translated(error, texts, folders)
    return Composition(raw, found, settings, choices, folders)


def _hydra(
    texts: Sequence[str], whole: dict[str, Any], own: Path | None
) -> tuple[dict[str, Any], dict[str, str]]:
    """The composed dictionary, and which file of each group it has."""
    path = [f"hydra.searchpath=[{_quoted(own.resolve().as_uri())}]"] if own else []
    with _LOCK, initialize_config_dir(str(configs()), version_base="1.3", job_name="gunfactor"):
        for package, nodes in whole.items():
            ConfigStore.instance().store(group=package, name="catalogue", node=nodes)
        both = compose("config", overrides=[*path, *texts], return_hydra_config=True)
    choices = {
        group.partition("@")[0]: str(name)
        for group, name in both.hydra.runtime.choices.items()
        if group.partition("@")[0] in CHOSEN
    }
    names = [str(name) for name in both if name != "hydra"]
    raw = OmegaConf.to_container(OmegaConf.masked_copy(both, names), resolve=True)
    return cast(dict[str, Any], raw), choices


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "\\'") + "'"


def _settings(
    overrides: Sequence[str], folders: Sequence[Path]
) -> tuple[list[str], list[str], list[Problem]]:
    """Settings as Hydra shall have them, their keys, and what is wrong with them."""
    texts, keys, found = [], [], []
    for text in overrides:
        name, sign, value = text.partition("=")
        key = name.strip().lstrip("+").partition("@")[0]
        if sign and key in CHOSEN:
            choice = value.strip().strip("'\"")
            known = list(files(key, folders))
            if choice in known:
                texts.append(f"{_PACKAGED.get(key, key)}={_quoted(choice)}")
            else:
                values = {"thing": key, "came": choice, "choices": known, "group": key}
                found.append(Problem((key,), "unknown_file", values))
            keys.append(key)
            continue
        parsed = _parsed(text)
        if isinstance(parsed, Problem):
            found.append(parsed)
            continue
        keys.append(parsed.get_key_element().lstrip("+~"))
        texts.append(text if parsed.is_delete() else "++" + text.lstrip().lstrip("+"))
    return texts, keys, found


_PACKAGED = {"act": "act@acts"}  # groups whose key in the config is another word


def _parsed(text: str) -> Override | Problem:
    try:
        override = OverridesParser.create().parse_override(text)
    except HydraException:
        return Problem((), "setting", {"came": text}, "command_line")
    if override.is_sweep_override():
        return Problem((), "several", {"came": text}, "command_line")
    if override.package or override.key_or_group.partition(".")[0] == "hydra":
        values = {"came": override.key_or_group, "choices": list(Config.model_fields)}
        return Problem((), "unknown_key", values, "command_line")
    return override


def _shadows(folders: Sequence[Path]) -> list[Problem]:
    """A user's files with a name of the built-in catalogue: names must mean one thing."""
    found = []
    for group in GROUPS if len(folders) > 1 else ():
        ours = files(group, folders[:1])
        for name, file in files(group, folders[1:]).items():
            if name in ours and file.read_bytes() != ours[name].read_bytes():
                found.append(Problem((), "shadow", {"came": name}, f"{group}/{file.name}"))
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
    return Problem((), "yaml", {"detail": error.detail}, f"{group}/{error.file.name}")


def _translated(error: Exception, texts: Sequence[str], folders: Sequence[Path]) -> list[Problem]:
    """What Hydra says, for somebody who has never heard of Hydra."""
    broken = [problem for group in CHOSEN for problem in _unreadable_files(group, folders)]
    if broken:
        return broken
    named = re.match(r"scenario='(.*)'", next((t for t in texts if t.startswith("scenario=")), ""))
    place = f"scenario/{named[1]}.yaml" if named else "config.yaml"
    if isinstance(error, MissingConfigException) and error.missing_cfg_file:
        group, _, name = str(error.missing_cfg_file).rpartition("/")
        values = {"thing": group, "came": name, "choices": error.options or [], "group": group}
        return [Problem((), "unknown_file", values, place)]
    detail = str(error).strip().splitlines()[0]
    if isinstance(error, InterpolationResolutionError):
        key = tuple(str(getattr(error, "full_key", None) or "").split("."))
        return [Problem(key, "reference", {"detail": detail})]
    return [Problem((), "compose", {"detail": detail}, place)]


def _unreadable_files(group: str, folders: Sequence[Path]) -> list[Problem]:
    found = []
    for file in files(group, folders).values():
        try:
            read(file)
        except UnreadableError as error:
            found.append(unreadable(error, group))
    return found
