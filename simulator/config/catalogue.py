"""The catalogue: the folder `configs/` and a user's own folder beside it."""

import copy
import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from simulator import bounded
from simulator.bounded import TooMuchError

GROUPS = (
    "strategy", "form", "policy", "act", "calendar", "accord", "mix", "kind", "instrument", "world",
    "scenario",
)  # fmt: skip


class UnreadableError(Exception):
    """A file that is no YAML; the message says where it breaks off."""

    def __init__(self, file: Path, detail: str, much: TooMuchError | None = None) -> None:
        super().__init__(detail)
        self.file, self.detail = file, detail
        self.kind = "yaml" if much is None else much.kind  # a sentence of locale/problems.yaml
        self.values: Mapping[str, Any] = {"detail": detail} if much is None else much.values


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
        for file in sorted((folder / group).glob("*.yaml")):
            found.setdefault(file.stem, file)
    return dict(sorted(found.items()))


def read(file: Path) -> Any:
    """What a YAML file says, read as Hydra reads it.

    Raises:
        UnreadableError: it is no YAML, or has a key twice.
    """
    try:
        written = file.stat()
    except OSError as error:
        raise UnreadableError(file, str(error)) from None
    return copy.deepcopy(_read(file, written.st_mtime_ns, written.st_size))


@functools.lru_cache(maxsize=1000)
def _read(file: Path, _changed: int, _size: int) -> Any:
    """The same, once for each state of the file: Python takes milliseconds for a page of YAML."""
    from omegaconf import OmegaConf
    from omegaconf.errors import OmegaConfBaseException

    try:
        text = bounded.read_bytes(file).decode("utf-8")
        bounded.measured(text)
        return OmegaConf.to_container(OmegaConf.load(file), resolve=False)
    except TooMuchError as much:
        raise UnreadableError(file, str(much), much) from None
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise UnreadableError(file, f"{line}{error.problem}") from None
    except RecursionError:
        raise UnreadableError(file, "it contains itself") from None
    except (yaml.YAMLError, OmegaConfBaseException, UnicodeDecodeError, OSError) as error:
        raise UnreadableError(file, str(error).splitlines()[0]) from None
