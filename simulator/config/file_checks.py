"""What is wrong with a file judged by itself, though a run with it would start.

A run may be shorter than its story, with `years=` on the command line, so what comes after the
last year is wrong only in a file that says so itself. And a name that nobody can write is only
wrong for those who want to choose it.
"""

from collections.abc import Iterator
from typing import Any

import yaml
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.errors import HydraException
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from simulator.config.overrides import WHOLE
from simulator.config.problems import Problem
from simulator.config.schema import Config


def name_problems(group: str, name: str) -> Iterator[Problem]:
    """A file that others name in their YAML and settings needs a name that stays text there."""
    if group in WHOLE and not (_a_value(name) and _a_key(name)):
        yield Problem((), "file_name", {"came": name}, f"{group}/{name}.yaml")


def _a_value(name: str) -> bool:
    """Does `key=name` on the command line mean this name? Accents may need quotes."""
    name = "".join("e" if one.isalpha() and not one.isascii() else one for one in name)
    try:
        override = OverridesParser.create().parse_override(f"key={name}")
        return not override.is_sweep_override() and override.value() == name
    except HydraException:
        return False


def _a_key(name: str) -> bool:
    """Does `{ name: 1 }` in a file mean this name?"""
    try:
        return list(OmegaConf.create(f"{{ {name}: 1 }}")) == [name]
    except (yaml.YAMLError, OmegaConfBaseException):
        return False


def late_problems(raw: Any, config: Config, file: str) -> Iterator[Problem]:
    """Events and sayings of a scenario's own that come after its last year."""
    if not isinstance(raw, dict):
        return
    last = config.years - 1
    for i, event in enumerate(config.script if "script" in raw else ()):
        for field in ("year", "from_year"):
            came = getattr(event, field)
            if came is not None and came > last:
                yield _late(f"script.{i}.{field}", came, config.years, file)
    for i, saying in enumerate(config.says if "says" in raw else ()):
        if saying.year is not None and saying.year > last:
            yield _late(f"says.{i}.year", saying.year, config.years, file)


def _late(key: str, came: int, years: int, file: str) -> Problem:
    values = {"came": came, "years": years, "last": years - 1}
    return Problem((), "never", values, f"{file}, {key}")
