"""The catalogue: the folder `configs/` and a user's own folder beside it."""

import copy
import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from simulator.config import spelling, yaml_reader
from simulator.config.yaml_reader import UnreadableError

GROUPS = (
    "strategy", "form", "policy", "act", "calendar", "accord", "mix", "kind", "instrument", "world",
    "scenario",
)  # fmt: skip


def configs() -> Path:
    """The folder `configs`: in the installed package, or in the checkout."""
    package = Path(__file__).parents[1]
    for folder in (package / "configs", package.parent / "configs"):
        if (folder / "config.yaml").is_file():
            return folder
    raise FileNotFoundError(f"expected the folder configs beside {package}; install gunfactor anew")


def files(group: str, folders: Sequence[Path]) -> dict[str, Path]:
    """The files of a group by name, sorted; of two with one name the first folder's."""
    found: dict[str, Path] = {}
    for folder in folders:
        for file in yaml_reader.files_in(folder / group):
            found.setdefault(spelling.name(file.stem), file)
    return dict(sorted(found.items()))


def read(file: Path) -> Any:
    """What a YAML file says, read as Hydra reads it.

    Raises:
        UnreadableError: it is no YAML, or has a key twice.
    """
    try:
        written = file.stat()
    except OSError as error:
        raise UnreadableError(file, "yaml_file", detail=error.strerror or "-") from None
    return copy.deepcopy(_read(file, written.st_mtime_ns, written.st_size))


@functools.lru_cache(maxsize=1000)
def _read(file: Path, _changed: int, _size: int) -> Any:
    """The same, once for each state of the file: Python takes milliseconds for a page of YAML."""
    return yaml_reader.read(file)
