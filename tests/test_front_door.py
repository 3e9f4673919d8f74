"""`import simulator as gf`: light, complete, and the same to a type checker as to Python."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import simulator as gf

PACKAGE = Path(gf.__file__).parent
NAMES = sorted(set(gf.__all__) - {"__version__"})
LIGHT = """
import sys
import simulator as gf
dir(gf)
print(*(set(sys.modules) & {'numpy', 'numba', 'hydra', 'matplotlib', 'mesa', 'pandas', 'pyarrow'}))
"""


def typed() -> dict[str, tuple[str, str]]:
    """What the stub says of each name: module and name there."""
    body = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8")).body
    return {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_importing_it_loads_nothing_heavy():
    said = subprocess.run(
        [sys.executable, "-W", "error", "-c", LIGHT], capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == []


def test_the_stub_says_of_every_name_where_it_comes_from():
    assert typed().keys() == set(gf.__all__)
    for name in NAMES:
        module, own = typed()[name]
        place = gf._PLACES[name]
        assert place in (module, f"{module}.{own}"), name


@pytest.mark.parametrize("name", [name for name in NAMES if name != "Simulation"])
def test_every_name_is_there_and_explained(name):
    assert name in dir(gf)
    assert (getattr(gf, name).__doc__ or "").strip()


@pytest.mark.parametrize("name", ["run", "measures", "analysis"])
def test_a_room_of_the_same_name_does_not_hide_a_call(name):
    script = f"import simulator.{name}, simulator as gf; print(gf.{name}.__module__)"
    if name == "analysis":
        script = "import simulator.analysis.prim, simulator as gf; print(gf.analysis.__name__)"
    said = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == gf._PLACES[name]


def test_nobody_inside_takes_those_rooms_from_the_package():
    """`from simulator import run` is the call; a room is imported by what is in it."""
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "simulator":
                names = {alias.name for alias in node.names}
                assert not names & {"run", "measures", "analysis"}, file


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'compse'"):
        gf.compse  # noqa: B018
