"""A rule without a test is a rumour: each function of each rule file is called in its test."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FILES = [
    (source, ROOT / "tests" / "engine" / folder / f"test_{source.stem}.py")
    for folder in ("rules", "institutions")
    for source in sorted((ROOT / "simulator" / "engine" / folder).glob("*.py"))
    if source.stem != "__init__"
]


def functions(source: Path) -> set[str]:
    return {
        node.name
        for node in ast.parse(source.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def called(test: Path) -> set[str]:
    """Names called in a test file, as `f(...)` or `module.f(...)`."""
    names = set()
    for node in ast.walk(ast.parse(test.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            names.add(getattr(node.func, "attr", getattr(node.func, "id", "")))
    return names


@pytest.mark.parametrize(("source", "test"), FILES, ids=[source.stem for source, _ in FILES])
def test_each_rule_has_its_test(source, test):
    assert test.exists(), f"write {test.relative_to(ROOT)}"
    untested = functions(source) - called(test)
    assert not untested, f"no test in {test.name} calls {sorted(untested)}"
