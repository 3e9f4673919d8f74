"""The steps of the debrief in order, found by listing a folder: to add one, add its file.

A step is a file with PHASE (describe, analyse or apply), ORDER (a number: the lowest comes first),
WATCHED (True if who watched sees it too) and three functions; its `label` is in
`configs/locale/debrief/<name>.yaml`, or in a file of that name beside a step that is not ours:

    team(viewer, lang)    what a team sees: a list of views, one for each table it is about;
                          `viewer` is a `step.Player`, or where WATCHED perhaps only a `step.Viewer`
    room(group, lang)     what is on the wall, of all teams together
    printed(view, lang)   what the handout says about one of the team's views

`prepare(player)` may work out what is costly before anybody asks. A view is a frozen dataclass of
the step's own. How it is drawn stands in `simulator/web/debrief/drawings`; without a drawing the
page shows what is printed.
"""

import functools
import importlib
import importlib.util
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from simulator import i18n
from simulator.training.debrief.step import Group, Player, Printed

FOLDER = Path(__file__).parent / "steps"
PHASES = ("describe", "analyse", "apply")
NEEDED = ("PHASE", "ORDER", "WATCHED", "team", "room", "printed")
NAME = re.compile(r"[a-z][a-z0-9_]*")


class StepError(Exception):
    """A file that is no step."""


@dataclass(frozen=True)
class Step:
    """A step of the debrief; its views are known to its own file only."""

    key: str
    label: Mapping[str, str]
    phase: str
    order: float
    watched: bool  # also for who watched, or did not finish
    team: Callable[[Any, str], list[Any]]  # of a `Player`; where watched, of any `Viewer`
    room: Callable[[Group, str], Any]
    printed: Callable[[Any, str], Printed]
    prepare: Callable[[Player], object] | None


@functools.cache
def agenda(folder: Path = FOLDER) -> Mapping[str, Step]:
    """The steps of a folder by key, in order.

    Raises:
        StepError: a file that lacks something, said with what it lacks.
    """
    files = (file for file in folder.glob("*.py") if NAME.fullmatch(file.stem))
    steps = sorted(map(_read, files), key=lambda step: (step.order, step.key))
    return {step.key: step for step in steps}


def names() -> tuple[str, ...]:
    """The keys of our own steps, in order."""
    return tuple(agenda())


def _read(file: Path) -> Step:
    module = _module(file)
    lacking = [name for name in NEEDED if not hasattr(module, name)]
    if lacking:
        raise StepError(f"{file}: a step needs {', '.join(lacking)}; see agenda.py.")
    if module.PHASE not in PHASES:
        choices = ", ".join(PHASES)
        raise StepError(f"{file}: PHASE is {module.PHASE!r}; choose one of {choices}.")
    if isinstance(module.ORDER, bool) or not isinstance(module.ORDER, int | float):
        raise StepError(f"{file}: ORDER is {module.ORDER!r}; expected a number.")
    try:
        texts = i18n.beside(file, "debrief", ("label",))
    except i18n.TextError as problem:
        raise StepError(str(problem)) from problem
    return Step(
        file.stem,
        texts["label"],
        module.PHASE,
        module.ORDER,
        bool(module.WATCHED),
        module.team,
        module.room,
        module.printed,
        getattr(module, "prepare", None),
    )


def _module(file: Path) -> ModuleType:
    """Our own steps are imported as ever, so that their views are the same for who draws them."""
    if file.parent == FOLDER:
        return importlib.import_module(f"{__package__}.steps.{file.stem}")
    spec = importlib.util.spec_from_file_location(f"{__package__}.added.{file.stem}", file)
    if spec is None or spec.loader is None:
        raise StepError(f"{file}: cannot be read as Python.")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as problem:  # whatever a file does wrong is a message to who wrote it
        raise StepError(f"{file}: {type(problem).__name__}: {problem}") from problem
    return module
