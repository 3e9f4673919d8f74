"""The fingerprint covers everything that the numbers of a run depend on."""

import ast

from simulator.sweeps import sources


def parsed(file):
    """What a file imports, as Python itself reads it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("simulator"):
            inner = (node.module or "").partition(".")[2]
            yield sources._file(inner)
            for one in node.names:
                yield sources._file(".".join(filter(None, (inner, one.name))))


def test_imports_are_found_as_python_finds_them():
    for file in sources.PACKAGE.rglob("*.py"):
        missing = set(parsed(file)) - set(sources._imported(file))
        assert not missing, file


def test_rules_measures_and_tables_are_in_it_and_the_web_is_not():
    reached = {str(file.relative_to(sources.PACKAGE)) for file in sources._reached()}
    assert {"rules/tension.py", "chance.py", "sweeps/tables.py", "measures/tension.py"} <= reached
    assert not any(name.startswith(("web/", "report/", "cli/")) for name in reached)
