"""Between which values the numbers of the model can be at all.

The plausible range in `params.py` is advice; these limits are logic: a probability stays in
[0, 1], a contract lasts at least a year.
"""

from typing import Any

from simulator.config.problems import Problem, unknown_key
from simulator.engine.params import PARAMETERS

_SHARE = (0.0, 1.0)
_BY_UNIT = {"year": (1.0, 40.0), "-": (0.0, 100.0), "1/utility": (0.0, 1000.0)}
_BY_NAME = {
    "weight_concentration": (0.01, 1000.0),
    "competence_rate": _SHARE,
    "discount": (0.0, 0.999),
    "distributive": _SHARE,
}
_WHOLE = ("0/1", "year")  # units


def limits(name: str) -> tuple[float, float]:
    """Between which values a model number can be at all."""
    return _BY_NAME.get(name) or _BY_UNIT.get(PARAMETERS[name].unit, _SHARE)


def param_problems(params: Any) -> list[Problem]:
    """Names that are no number of the model, and values that cannot be."""
    problems = []
    for name, value in (params if isinstance(params, dict) else {}).items():
        key = ("params", name)
        if name not in PARAMETERS:
            problems.append(unknown_key(key, PARAMETERS))
            continue
        low, high = limits(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        if value < low:
            problems.append(Problem(key, "at_least", {"came": value, "limit": f"{low:g}"}))
        elif value > high:
            problems.append(Problem(key, "at_most", {"came": value, "limit": f"{high:g}"}))
        elif PARAMETERS[name].unit in _WHOLE and value != int(value):
            problems.append(Problem(key, "whole_number", {"came": value}))
    return problems
