"""Where a value came from: the command line, or which file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from simulator import i18n
from simulator.config.catalogue import GROUPS, files, read
from simulator.config.problems import Key
from simulator.config.yaml_reader import UnreadableError

FILES = {  # group by key
    "acts": "act",
    "strategies": "strategy",
    "forms": "form",
    "policies": "policy",
    "kinds": "kind",
}


def dotted(key: Key) -> str:
    """A key as written on the command line."""
    return ".".join(str(step) for step in key)


class Origins:
    """Finds the place that a user has to mend.

    Args:
        settings: keys given on the command line.
        choices: the file taken from each group.
        folders: of the catalogue.
        instruments: named on the command line; None = the scenario says which.
    """

    def __init__(
        self,
        settings: Sequence[str],
        choices: Mapping[str, str],
        folders: Sequence[Path],
        instruments: Sequence[str] | None = None,
    ) -> None:
        self.settings, self.choices, self.folders = settings, choices, folders
        self.named = instruments

    def place(self, key: Key, lang: str) -> str:
        """File and key, or the setting on the command line."""
        path = dotted(key)
        for setting in self.settings:
            if setting in GROUPS:  # names a file, whose contents are not of the command line
                said = path == setting
            else:
                said = f"{path}.".startswith(f"{setting}.") or setting.startswith(f"{path}.")
            if said:
                return i18n.text("problems", "typed", lang, setting=setting)
        for name in self.scenarios():
            if _has(self._read("scenario", name), key):
                return f"scenario/{name}.yaml, {path}"
        for name in reversed(self.instruments()):
            if _has(self._read("instrument", name), key):
                return f"instrument/{name}.yaml, {path}"
        file, rest = self._file(key)
        return f"{file}, {dotted(rest)}" if rest else file

    def scenarios(self) -> list[str]:
        """The scenario and those it builds on, nearest first."""
        names, name = [], self.choices.get("scenario")
        while name is not None and name not in names:
            names.append(name)
            raw = self._read("scenario", name)
            defaults = raw.get("defaults", []) if isinstance(raw, dict) else []
            parents = [d for d in defaults if isinstance(d, str) and d != "_self_"]
            name = parents[0] if parents else None
        return names

    def instruments(self) -> Sequence[str]:
        """What is in use besides: named on the command line, or by the nearest scenario."""
        if self.named is not None:
            return self.named
        for name in self.scenarios():
            raw = self._read("scenario", name)
            for default in raw.get("defaults", []) if isinstance(raw, dict) else ():
                if isinstance(default, dict) and "override /instrument" in default:
                    said = default["override /instrument"]
                    return said if isinstance(said, list) else [str(said)]
        return ()

    def _file(self, key: Key) -> tuple[str, Key]:
        if not key:  # what every scenario must say
            name = self.choices.get("scenario")
            return f"scenario/{name}.yaml" if name else "config.yaml", ()
        group = FILES.get(str(key[0]), str(key[0]))
        if group in ("strategy", "form", "policy", "kind") and len(key) > 1:
            return f"{group}/{key[1]}.yaml", key[2:]
        if group in self.choices:
            return f"{group}/{self.choices[group]}.yaml", key[1:]
        return "config.yaml", key

    def _read(self, group: str, name: str) -> Any:
        file = files(group, self.folders).get(name)
        try:
            return read(file) if file else None
        except UnreadableError:
            return None


def _has(raw: Any, key: Key) -> bool:
    """Whether a file says something at `key`."""
    for step in key:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            return False
    return bool(key)
