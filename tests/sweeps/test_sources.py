"""The fingerprint covers everything that the numbers of a run depend on."""

import ast

from simulator.engine import jit
from simulator.sweeps import sources


def parsed(file):
    """The files of the package that one imports, as Python itself reads it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("simulator"):
            names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
            for name in names:
                path = sources.PACKAGE.parent.joinpath(*name.split(".")).with_suffix(".py")
                if path.is_file():
                    yield path


def test_imports_are_found_as_python_finds_them():
    for file in sources.PACKAGE.rglob("*.py"):
        assert set(parsed(file)) <= jit.imported(file), file


def test_rules_measures_and_tables_are_in_it_and_the_web_is_not():
    reached = {str(file.relative_to(sources.PACKAGE)) for file in sources.reached()}
    expected = {
        "engine/rules/tension.py",
        "engine/rng.py",
        "sweeps/tables.py",
        "measures/tension.py",
    }
    assert expected <= reached
    assert not any(name.startswith(("web/", "report/", "cli/")) for name in reached)
