"""What a world adds up is the same on every Python."""

import ast
from pathlib import Path

import pytest

from simulator.config.totals import total

ROOT = Path(__file__).parents[2]


def test_a_total_is_rounded_at_each_step():
    assert total([0.1] * 10) == 0.9999999999999999  # `sum` of Python 3.12 says 1.0
    assert total([]) == 0.0


@pytest.mark.parametrize(
    "file",
    [*sorted((ROOT / "simulator" / "world").glob("*.py")), ROOT / "simulator/config/expansion.py"],
    ids=lambda file: file.stem,
)
def test_nothing_that_numbers_depend_on_is_summed_by_python(file):
    called = [
        node.lineno
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sum"
    ]
    assert not called, f"use totals.total in lines {called}"
