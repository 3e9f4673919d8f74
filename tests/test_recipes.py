"""The recipes of README.md and docs/CONTRIBUTING.md, followed in a copy of the project.

A recipe is what the page says: files with their paths, and commands. Nothing else is edited; only
the number of runs is made small.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from simulator.cli.main import gunfactor

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILE = re.compile(r"(?:^|\s)`([\w/.-]+)`:\n\n```\w+\n(.*?)^```$", re.M | re.S)
COMMANDS = re.compile(r"^```bash\n(.*?)^```$", re.M | re.S)


def recipe(page: str, title: str) -> tuple[dict[str, str], list[str]]:
    """The files (path -> content) and commands of one section of a page."""
    section = re.search(rf"^## {title}\n(.*?)(?=^## )", page, re.M | re.S)
    assert section, f"the page has no section {title}"
    blocks = COMMANDS.findall(section[1])
    return dict(FILE.findall(section[1])), [
        line for block in blocks for line in block.splitlines() if line
    ]


def follow(page: str, title: str, place: Path) -> dict[str, str]:
    """Write the files, run the commands; returns what each command said."""
    for folder in ("simulator", "configs", "tests", "docs"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, place / folder, ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", place)
    files, commands = recipe(page, title)
    assert files
    assert commands
    for path, content in files.items():
        file = place / path
        assert not file.exists(), f"{path} is new in the recipe but already there"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    said = {}
    for command in commands:
        # `gunfactor` and `pytest` as they are for a contributor whose checkout is this copy.
        words = re.sub(r"^gunfactor (run|compare) .*", r"\g<0> runs=3 years=2", command)
        words = re.sub(r"^gunfactor\b", f"{sys.executable} -m simulator", words)
        words = re.sub(r"^python\b", sys.executable, words)
        words = re.sub(r"^pytest\b", f"{sys.executable} -m pytest -p no:cacheprovider", words)
        done = subprocess.run(
            ["bash", "-euc", words],
            cwd=place,
            env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(place)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        said[command] = done.stdout
    return said


def test_a_strategy_is_one_file(tmp_path):
    said = follow(PAGE, "Recipe: a strategy", tmp_path)
    assert "Geen haast" in said["gunfactor list strategy"]


def test_a_strategy_of_the_user_is_one_file_outside_the_project(tmp_path):
    (said,) = follow(README, "Add a strategy", tmp_path).values()
    assert "strategy=patient" in said


def test_a_measure_is_one_file_and_its_test(tmp_path):
    said = follow(PAGE, "Recipe: a measure", tmp_path)
    assert "Vroeg rond" in said["gunfactor list measure"]


def test_the_tests_take_as_long_on_both_pages():
    """README has the measured time; the other page repeats it in the same words."""
    asked = README.partition("## Test it")[2]
    (measured,) = re.findall(r"([A-Z][a-z -]+ minutes on \w+ cores) \(measured", asked)
    (repeated,) = re.findall(r"^pytest +# the tests: (.+)$", PAGE, re.MULTILINE)
    assert repeated == measured.lower()


@pytest.mark.parametrize("page", [README, PAGE], ids=["README", "CONTRIBUTING"])
def test_every_command_of_a_page_exists(page):
    known = set(gunfactor.list_commands(click.Context(gunfactor)))
    asked = set(re.findall(r"^(?:\| `)?gunfactor ([a-z]+)", page, re.M))
    assert asked
    assert asked <= known


def test_every_link_of_a_page_leads_somewhere():
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page}: {target}"
