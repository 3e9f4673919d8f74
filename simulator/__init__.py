"""gunfactor: a simulator of yearly care contracting in the Netherlands.

    import simulator as gf
    run = gf.run("scenario=region", runs=100, seed=7)
    run.to_pandas()

Everything here is loaded when it is first used. What each is, with its types: `__init__.pyi`.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

from simulator.version import __version__

_PLACES = {  # name -> module that defines it; a module where it has the name of one
    "Comparison": "simulator.front.comparisons",
    "ComparisonError": "simulator.run",
    "Config": "simulator.config.schema",
    "ConfigError": "simulator.config.compose",
    "ContractingModel": "simulator.interop.mesa",
    "NegotiationTable": "simulator.interop.pettingzoo",
    "Run": "simulator.front.runs",
    "Simulation": "simulator.batch",
    "StoreError": "simulator.results.store",
    "Sweep": "simulator.front.sweeps",
    "SweepError": "simulator.sweeps.errors",
    "analysis": "simulator.front.analysis",
    "catalogue": "simulator.front.composing",
    "compare": "simulator.front.comparisons",
    "compose": "simulator.front.composing",
    "load": "simulator.front.loading",
    "measures": "simulator.measures.catalogue",
    "run": "simulator.front.runs",
    "sweep": "simulator.front.sweeps",
}
__all__ = ["__version__", *sorted(_PLACES)]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(_PLACES[name])
    return module if _PLACES[name].endswith(f".{name}") else getattr(module, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Front(ModuleType):
    """Rooms of the package are called `run`, `measures` and `analysis`; here these are the calls.

    Python puts a module that it imports under its name into its package, and would so hide them.
    """


def _call(name: str) -> property:
    def there(_: ModuleType) -> Any:
        return __getattr__(name)

    def room(_: ModuleType, __: Any) -> None:
        """The module itself stays in `sys.modules`, where imports find it."""

    return property(there, room)


for _name in ("run", "measures", "analysis"):
    setattr(_Front, _name, _call(_name))
sys.modules[__name__].__class__ = _Front
