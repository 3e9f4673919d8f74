"""The experiments: a config and a Python file of the same name each.

    configs/experiment/x.yaml    what is compared and claimed, in words
    experiments/x.py             CHECKS: claim -> checks, what is measured

The folder `experiments` imports the simulator, never the reverse: its files are found by name.
"""

import importlib.util
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from simulator.evidence.checks import Check
from simulator.evidence.plan import ExperimentError, ExperimentPlan, names, plan

_PACKAGE = Path(__file__).parents[1]
_FOLDERS = (_PACKAGE / "experiments", _PACKAGE.parent / "experiments")


class Experiment(NamedTuple):
    """One experiment, ready to play."""

    name: str
    plan: ExperimentPlan
    checks: Mapping[str, Sequence[Check]]  # by claim


def folder() -> Path:
    """The folder `experiments`: in the installed package, or in the checkout."""
    for found in _FOLDERS:
        if found.is_dir():
            return found
    raise ExperimentError(f"expected the folder experiments beside {_PACKAGE}; clone gunfactor")


def experiment(name: str) -> Experiment:
    """One experiment by name.

    Raises:
        ExperimentError: it does not exist, or its two files do not fit together.
    """
    written = plan(name)
    checks: Mapping[str, Sequence[Check]] = _module(name).CHECKS
    for claim, words in written.claims.items():
        keys = [check.key for check in checks.get(claim, ())]
        if not keys or sorted(keys) != sorted(words.checks):
            raise ExperimentError(
                f"{name}, {claim}: configs/experiment/{name}.yaml speaks of checks "
                f"{sorted(words.checks)}, experiments/{name}.py measures {sorted(keys)}; "
                "both need the same."
            )
    if set(checks) != set(written.claims):
        raise ExperimentError(f"{name}: claims {sorted(checks)} and {sorted(written.claims)}.")
    return Experiment(name, written, checks)


def all_experiments() -> list[Experiment]:
    """Every experiment, by name."""
    return [experiment(name) for name in names()]


def _module(name: str) -> ModuleType:
    """The Python file of an experiment, imported once."""
    known = f"experiments.{name}"
    if known in sys.modules:
        return sys.modules[known]
    file = folder() / f"{name}.py"
    spec = importlib.util.spec_from_file_location(known, file)
    if not file.is_file() or spec is None or spec.loader is None:
        raise ExperimentError(f"configs/experiment/{name}.yaml needs {file}.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[known] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[known]
        raise
    return module
