"""One run's config: composed with Hydra, checked as a whole, frozen.

Hydra puts the files of `configs/` together with those of a user's own folder; everything that is
wrong comes back as one list of sentences, never as a traceback of Hydra.
"""

import functools
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from simulator import i18n
from simulator.config import file_checks, region_csv
from simulator.config.catalogue import GROUPS, configs, files, read
from simulator.config.hydra import Composition, composition, endless, endless_one, unreadable
from simulator.config.origins import Origins
from simulator.config.overrides import WHOLE
from simulator.config.problems import Problem, first, sentence, word
from simulator.config.schema import Config
from simulator.config.validate import frozen
from simulator.config.yaml_reader import UnreadableError, files_in
from simulator.engine.params import PARAMETERS

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
    language = i18n.asked(overrides)
    if os.environ.get(i18n.VARIABLE) and not i18n.asks(overrides):
        overrides = [*overrides, f"lang={os.environ[i18n.VARIABLE]}"]
    made = composition(overrides, own)
    found = list(made.problems)
    config = None
    if made.raw is not None:
        rows = region_csv.expanded(made.raw, own or Path())
        found += rows
        config, more = frozen(made.raw)
        more = [] if rows else more  # a row that fails makes a world with holes
        unresolved = [problem for problem in more if "${" in str(problem.values.get("came"))]
        found += [problem for problem in more if problem not in unresolved]
        found += _counterfactual(made)
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


def catalogue(
    group: str, config_dir: Path | str | None = None, lang: str = "nl"
) -> dict[str, dict[str, Any]]:
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
        raise ConfigError(_said(broken, lang))
    return found


def checked(file: Path | str, config_dir: Path | str | None = None, lang: str = "nl") -> list[str]:
    """All problems of one strategy, scenario, world, ... file; none if it is sound.

    The file is judged as it will be used: in a folder named after its group, with the other files
    of `config_dir`, or of the folder around it.
    """
    file = Path(file).resolve()
    if not file.is_file():
        kind = "odd_file" if file.exists() else "no_file"
        return [sentence(Problem((), kind), str(file), lang)]
    group = file.parent.name
    if group not in GROUPS or file.suffix != ".yaml":
        problem = Problem((), "no_group", {"came": f"{group}/{file.name}", "choices": GROUPS})
        return [sentence(problem, str(file), lang)]
    around = Path(config_dir).resolve() if config_dir is not None else file.parents[1]
    outside = file.parents[1] != around
    if without_end := [*endless(around), *(endless_one(file, group) if outside else ())]:
        return _said(without_end, lang)
    setting = [] if group in WHOLE else [f"{group}={file.stem}"]
    with tempfile.TemporaryDirectory() as temporary:
        own = around
        if outside:
            own = Path(temporary)
            _copied(around, own)
            (own / group).mkdir(exist_ok=True)
            shutil.copy(file, own / group)
        try:
            config = composed([*setting, f"lang={lang}"], own)
        except ConfigError as error:
            return [*_said(file_checks.name_problems(group, file.stem), lang), *error.problems]
    found = list(file_checks.name_problems(group, file.stem))
    if group == "scenario":
        found += file_checks.late_problems(read(file), config, f"scenario/{file.name}")
    return _said(found, lang)


def _said(found: Iterable[Problem], lang: str) -> list[str]:
    return [sentence(problem, problem.file, lang) for problem in found]


def _copied(folder: Path, target: Path) -> None:
    """The catalogue in a user's folder, and nothing else of that folder."""
    for group in GROUPS:
        for file in files_in(folder / group):
            (target / group).mkdir(exist_ok=True)
            shutil.copy(file, target / group)


def _counterfactual(made: Composition) -> list[Problem]:
    name = (made.raw or {}).get("counterfactual")
    known = list(files("scenario", made.folders))
    if name is None or name in known:
        return []
    values = {"thing": "scenario", "came": name, "choices": known, "group": "scenario"}
    return [Problem(("counterfactual",), "unknown_file", values)]


def _sentences(found: Sequence[Problem], made: Composition, language: str) -> list[str]:
    origins = Origins(made.settings, made.choices, made.folders, made.instruments)

    def line(problem: Problem) -> str:
        place = problem.file or origins.place(problem.key, language)
        place = word(place, language) if place == "command_line" else place
        return sentence(problem, place, language)

    lines = first([functools.partial(line, problem) for problem in found], language)
    return list(dict.fromkeys(lines))
