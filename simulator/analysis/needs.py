"""SALib comes with the extra `analysis`; who lacks it is told how to get it."""

import importlib
from types import ModuleType

from simulator.sweeps.errors import SweepError


def salib(module: str) -> ModuleType:
    """A module of SALib.

    Raises:
        SweepError: the extra is not installed.
    """
    try:
        return importlib.import_module(f"SALib.{module}")
    except ModuleNotFoundError:
        raise SweepError("needs_extra", extra="analysis", package="SALib") from None
