"""All measures, found by listing a folder: to add one, add its file and its test.

A measure is a file with UNIT (a key of `configs/locale/units.yaml`), GOOD ("high", "low" or None)
and a function `measured(record)` that returns [R, Y, D, 2], or [R, Y, D] where both sides share one
number; NaN where it does not apply. LAG = 1 says that the first talks show a year later, in the
contract that they made. What people read, a `label` and one sentence in which it is `explained`,
is in `configs/locale/measures/<name>.yaml`; of a user's own measure in a file beside it.
"""

import functools
import importlib.util
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np

from simulator import i18n
from simulator.batch import Record

FOLDER = Path(__file__).parent
NEEDED = ("UNIT", "GOOD", "measured")
TEXTS = ("label", "explained")
NAME = re.compile(r"[a-z][a-z0-9_]*")


class MeasureError(Exception):
    """A file that is no measure, or numbers of the wrong shape."""


@dataclass(frozen=True)
class Measure:
    """One number per side of a relation and year, with the words that go with it."""

    name: str
    label: Mapping[str, str]
    unit: str
    explained: Mapping[str, str]
    good: str | None  # "high", "low" or None: which end a side would wish for
    lag: int  # years until the first talks show in it
    function: Callable[[Record], np.ndarray]

    def values(self, record: Record) -> np.ndarray:
        """The measure of every side, shape [R, Y, D, 2], NaN where it does not apply.

        Raises:
            MeasureError: the function returned another shape.
        """
        found = np.asarray(self.function(record), dtype=float)
        expected = record.sides["value"].shape
        if found.shape == expected[:3]:
            found = found[..., None]
        if found.shape[:3] != expected[:3] or found.shape[3:] not in ((1,), (2,)):
            raise MeasureError(
                f"Measure {self.name}: expected shape {expected} or {expected[:3]}, "
                f"got {found.shape}."
            )
        return np.broadcast_to(found, expected)


@functools.cache
def measures(folder: Path | None = None) -> Mapping[str, Measure]:
    """All measures by name: ours, and those of a user's `folder`, which may replace ours.

    Raises:
        MeasureError: a file that lacks something, said with what it lacks.
    """
    found: dict[str, Measure] = {}
    for place in (FOLDER, folder):
        if place is not None:
            found.update({file.stem: _read(file) for file in _files(place)})
    return found


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise MeasureError(f"No folder of measures at {folder}.")
    own = Path(__file__).name
    return sorted(
        file for file in folder.glob("*.py") if file.name != own and NAME.fullmatch(file.stem)
    )


def _read(file: Path) -> Measure:
    module = _module(file)
    lacking = [name for name in NEEDED if not hasattr(module, name)]
    if lacking:
        raise MeasureError(f"{file}: a measure needs {', '.join(lacking)}; see catalogue.py.")
    if module.UNIT not in i18n.subject("units"):
        known = ", ".join(i18n.subject("units"))
        raise MeasureError(f"{file}: UNIT {module.UNIT!r} is not one of {known}.")
    if module.GOOD not in ("high", "low", None):
        raise MeasureError(f"{file}: GOOD is {module.GOOD!r}; choose 'high', 'low' or None.")
    try:
        texts = i18n.beside(file, "measures", TEXTS)
    except i18n.TextError as problem:
        raise MeasureError(str(problem)) from problem
    return Measure(
        file.stem,
        texts["label"],
        module.UNIT,
        texts["explained"],
        module.GOOD,
        getattr(module, "LAG", 0),
        module.measured,
    )


def _module(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{__package__}.{file.stem}", file)
    if spec is None or spec.loader is None:
        raise MeasureError(f"{file}: cannot be read as Python.")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as problem:  # whatever a user's file does wrong is a message to that user
        raise MeasureError(f"{file}: {type(problem).__name__}: {problem}") from problem
    return module
