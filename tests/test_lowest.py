"""Every distribution that is asked for works in the version that is here.

`.ci/lowest` runs this where each is the oldest one permitted; then it checks that too, so that a
bound that can never be met is raised.
"""

import os
import re
import tomllib
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from simulator.cli.main import main

ROOT = Path(__file__).parents[1]
IMPORTS = {"hydra-core": "hydra", "pyyaml": "yaml", "pytest-cov": "pytest_cov"}
OPTIONAL = {"postgres", "browser"}  # no part of the development install


def asked() -> dict[str, tuple[str, str, bool]]:
    """Distribution: its lowest version, the first that is not permitted, must it be here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {"core": project["dependencies"], **project["optional-dependencies"]}
    return {
        found[1]: (found[2], found[3], extra not in OPTIONAL)
        for extra, lines in extras.items()
        for line in lines
        if (found := re.fullmatch(r"([\w-]+)(?:\[\w+\])?>=([\d.]+),<([\d.]+)", line))
    }


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text))


@pytest.mark.parametrize("name", sorted(asked()))
def test_what_is_installed_is_permitted_and_can_be_imported(name):
    least, most, needed = asked()[name]
    try:
        here = version(name)
    except PackageNotFoundError:
        if needed:
            raise
        pytest.skip(f"{name} is for tests that not every machine runs")
    assert numbers(least) <= numbers(here) < numbers(most)
    if "GUNFACTOR_LOWEST" in os.environ:
        assert numbers(here)[: len(numbers(least))] == numbers(least)
    if name not in ("axe-playwright-python", "ruff"):  # a file of JavaScript; a command
        import_module(IMPORTS.get(name, name.replace("-", "_")))


def test_a_run_goes_from_the_command_to_its_report(tmp_path):
    assert main(["run", "runs=4", "years=3", f"output={tmp_path / 'out'}"]) == 0
    assert (tmp_path / "out" / "report.html").stat().st_size > 10_000
