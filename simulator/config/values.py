"""Settings as Python has them, in the words that a config is composed of.

words("scenario=region", {"params": {"pressure": 0.2}}, runs=10)
["scenario=region", "params.pressure=0.2", "runs=10"]
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from simulator.config.catalogue import GROUPS
from simulator.config.overrides import FOLDER, SEVERAL, quoted

Setting = str | Mapping[str, Any]
_PLAIN = re.compile(r"[A-Za-z_][\w.-]*")
_YAML = {"null", "true", "false", "nan", "inf"}


class ValueKindError(ValueError):
    """A value that no config can hold; `key` and `kind` say which."""

    def __init__(self, key: str, kind: str) -> None:
        super().__init__(f"{key}: a {kind} is no number, text, truth value, list or mapping")
        self.key, self.kind = key, kind


def words(*settings: Setting, **named: Any) -> list[str]:
    """Settings as words `key=value`, in their order; what is named comes last.

    Args:
        settings: words, or mappings with nested or dotted keys.
        named: key and value; None leaves a setting as it is.

    Raises:
        ValueKindError: a value that no config can hold.
    """
    found: list[str] = []
    for each in settings:
        if isinstance(each, Mapping):
            found.extend(f"{key}={text}" for key, text in _written(each, ""))
        else:
            found.append(str(each))
    given = {key: value for key, value in named.items() if value is not None}
    return found + [f"{key}={text}" for key, text in _written(given, "")]


def _written(group: Mapping[str, Any], before: str) -> Iterator[tuple[str, str]]:
    """Dotted keys with their values as text."""
    for name, value in group.items():
        key = f"{before}{name}"
        if isinstance(value, Mapping) and value:
            yield from _written(value, f"{key}.")
        elif key == FOLDER and isinstance(value, str | Path):
            yield key, str(value)
        elif key in SEVERAL and isinstance(value, list | tuple):
            yield key, f"[{','.join(map(str, value))}]"
        elif key in GROUPS and isinstance(value, str):
            yield key, value
        else:
            yield key, _text(value, key)


def _text(value: Any, key: str) -> str:
    """A value as Hydra reads it."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str | Path):
        text = str(value)
        plain = _PLAIN.fullmatch(text) and text.lower() not in _YAML
        return text if plain else quoted(text)
    if isinstance(value, list | tuple | np.ndarray):
        return f"[{','.join(_text(each, key) for each in value)}]"
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{name}:{_text(each, key)}' for name, each in value.items())}}}"
    raise ValueKindError(key, type(value).__name__)
