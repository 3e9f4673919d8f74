"""One run's config: composed with Hydra, checked as a whole, frozen.

Hydra puts the files of `configs/` together with those of a user's own folder; everything that is
wrong comes back as one list of sentences, never as a traceback of Hydra.
"""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from simulator.catalogue import GROUPS, UnreadableError, configs, files, read
from simulator.composition import WHOLE, Composition, composition, unreadable
from simulator.crosschecks import checked as config_checked
from simulator.origins import Origins, dotted
from simulator.params import PARAMETERS
from simulator.problems import Problem, sentence, word
from simulator.schema import Config

__all__ = ["Config", "ConfigError", "catalogue", "checked", "composed", "unusual"]


class ConfigError(Exception):
    """A config that cannot run; `problems` has one sentence for each thing to mend."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def composed(overrides: Sequence[str] = (), config_dir: Path | str | None = None) -> Config:
    """The config of `scenario=... name=value ...`.

    Args:
        overrides: as on the command line.
        config_dir: a user's own folder with `strategy/`, `scenario/`, `world/`, ...

    Raises:
        ConfigError: with all problems at once.
    """
    own = Path(config_dir) if config_dir else None
    language = _language(overrides)
    made = composition(overrides, own)
    found = list(made.problems)
    config = None
    if made.raw is not None:
        config, more = config_checked(made.raw | {"choices": made.choices})
        found += [_of_setting(problem, made) for problem in more]
    if config is None or found:
        raise ConfigError(_sentences(found, made, language))
    return config


def unusual(config: Config) -> list[str]:
    """Names of model numbers outside their plausible range: possible, but look twice."""
    return [
        name
        for name, parameter in PARAMETERS.items()
        if not parameter.low <= config.params[name] <= parameter.high
    ]


def catalogue(group: str, config_dir: Path | str | None = None) -> dict[str, dict[str, Any]]:
    """What every file of a group says, by name.

    Raises:
        ConfigError: a file cannot be read.
    """
    folders = [configs(), *([Path(config_dir)] if config_dir else [])]
    found: dict[str, dict[str, Any]] = {}
    broken = []
    for name, file in files(group, folders).items():
        try:
            found[name] = read(file)
        except UnreadableError as error:
            broken.append(unreadable(error, group))
    if broken:
        raise ConfigError([sentence(problem, problem.file, "nl") for problem in broken])
    return found


def checked(file: Path | str, config_dir: Path | str | None = None, lang: str = "nl") -> list[str]:
    """All problems of one strategy, scenario, world, ... file; none if it is sound.

    The file is judged in the folder named after its group, as it will be used.
    """
    file = Path(file)
    if not file.is_file():
        return [sentence(Problem((), "no_file"), str(file), lang)]
    group = file.resolve().parent.name
    if group not in GROUPS:
        problem = Problem((), "no_group", {"came": group, "choices": list(GROUPS)})
        return [sentence(problem, str(file), lang)]
    with tempfile.TemporaryDirectory() as temporary:
        own = Path(temporary)
        if config_dir is not None and Path(config_dir).is_dir():
            shutil.copytree(config_dir, own, dirs_exist_ok=True)
        (own / group).mkdir(exist_ok=True)
        shutil.copy(file, own / group / file.name)
        setting = [] if group in WHOLE else [f"{group}={file.stem}"]
        try:
            composed([*setting, f"lang={lang}"], own)
        except ConfigError as error:
            return error.problems
    return []


def _of_setting(problem: Problem, made: Composition) -> Problem:
    """A setting for an organisation or strategy that is not there, rather than a half new one."""
    depth = 3 if problem.key[:1] == ("world",) else 2
    name = problem.key[depth - 1] if len(problem.key) == depth else None
    path = dotted(problem.key)
    if (
        problem.kind != "missing"
        or name is None
        or not any(setting.startswith(f"{path}.") for setting in made.settings)
    ):
        return problem
    group: Any = made.raw
    for step in problem.key[:-1]:
        group = group[step]
    things = {"world": "organisation", "strategies": "strategy", "kinds": "kind"}
    values = {
        "thing": things.get(str(problem.key[0]), "organisation"),
        "came": name,
        "choices": sorted(str(other) for other in group if other != name),
    }
    return Problem(problem.key, "unknown_name", values)


def _language(overrides: Sequence[str]) -> str:
    given = [text.partition("=")[2] for text in overrides if text.lstrip("+").startswith("lang=")]
    return "en" if given[-1:] == ["en"] else "nl"


def _sentences(found: Sequence[Problem], made: Composition, language: str) -> list[str]:
    origins = Origins(made.settings, made.choices, made.folders)
    lines = []
    for problem in found:
        place = problem.file or origins.place(problem.key, language)
        place = word(place, language) if place == "command_line" else place
        lines.append(sentence(problem, place, language))
    return list(dict.fromkeys(lines))
