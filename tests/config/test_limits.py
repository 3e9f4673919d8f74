"""Every plausible value of a model number is possible, and nothing beyond logic is."""

import pytest

from simulator.config.limits import limits, param_problems
from simulator.engine.params import PARAMETERS


@pytest.mark.parametrize("name", PARAMETERS)
def test_the_plausible_range_lies_within_the_limits(name):
    number = PARAMETERS[name]
    low, high = limits(name)
    assert low <= number.low <= number.default <= number.high <= high


@pytest.mark.parametrize("name", [n for n, p in PARAMETERS.items() if p.unit == "probability"])
def test_a_probability_stays_in_0_and_1(name):
    assert limits(name) == (0, 1)
    assert [problem.kind for problem in param_problems({name: 1.01})] == ["at_most"]
    assert [problem.kind for problem in param_problems({name: -0.01})] == ["at_least"]


@pytest.mark.parametrize("name", [n for n, p in PARAMETERS.items() if p.unit in ("0/1", "year")])
def test_switches_and_years_are_whole(name):
    assert [problem.kind for problem in param_problems({name: 1})] == []
    assert "whole_number" in [
        problem.kind for problem in param_problems({name: 0.5 + limits(name)[0]})
    ]
