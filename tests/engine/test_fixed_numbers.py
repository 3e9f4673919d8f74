"""No number of the model hides in a rule: each is a named constant with its source in a table."""

import ast
import re

import pytest

from simulator import reference

PLAIN = {0.0, 0.5, 1.0, 2.0}  # halves, wholes and doubles: they stand in the equations
# Mathematics, not the model: Marsaglia and Tsang's gamma, and a guard against dividing by zero.
MATHEMATICS = {"initial_state.py": {3.0, 9.0, 1e-9}}


def bare(source: str) -> set[float]:
    """Float literals that are not the value of a constant of the module."""
    tree = ast.parse(source)
    named = {id(node.value) for node in tree.body if isinstance(node, ast.Assign)}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, float)
        and id(node) not in named
    }


@pytest.mark.parametrize("file", reference.engine(), ids=lambda file: file.stem)
def test_a_rule_names_its_numbers(file) -> None:
    found = bare(file.read_text("utf-8")) - PLAIN - MATHEMATICS.get(file.name, set())
    assert not found, f"name {sorted(found)} at the top of {file.name}, with its source"


@pytest.mark.parametrize("file", reference.engine(), ids=lambda file: file.stem)
def test_a_fixed_number_says_its_source_and_what_it_does(file) -> None:
    text = file.read_text("utf-8")
    constants = {
        node.targets[0].id
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, float)
    }
    sourced = {name: source for name, _, source, _ in reference.FIXED.findall(text)}
    assert constants == set(sourced)
    for name, source in sourced.items():
        assert re.match(r"assumed\b|\[\w+\]|[A-E]\d", source), f"{name}: {source}"


def test_a_number_in_a_rule_is_seen() -> None:
    assert bare("LEFT = 0.6\n\ndef f(x):\n    return LEFT * x + 0.25\n") == {0.25}
