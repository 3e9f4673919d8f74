"""The recipes of docs/CONTRIBUTING.md, followed to the letter in a copy of the project.

A recipe is what the page says: files with their paths, and commands. Nothing else is edited.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILE = re.compile(r"^`([\w/.-]+)`:\n\n```\w+\n(.*?)^```$", re.M | re.S)
COMMANDS = re.compile(r"^```bash\n(.*?)^```$", re.M | re.S)


def recipe(title: str) -> tuple[dict[str, str], list[str]]:
    """The files (path -> content) and commands of one recipe."""
    section = re.search(rf"^## Recipe: {title}\n(.*?)(?=^## )", PAGE, re.M | re.S)
    assert section, f"CONTRIBUTING.md has no recipe for {title}"
    blocks = COMMANDS.findall(section[1])
    return dict(FILE.findall(section[1])), [
        line for block in blocks for line in block.splitlines() if line
    ]


def follow(title: str, place: Path) -> dict[str, str]:
    """Write the files, run the commands; returns what each command said."""
    for folder in ("simulator", "configs", "tests"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, place / folder, ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", place)
    files, commands = recipe(title)
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
        words = re.sub(r"^gunfactor\b", f"{sys.executable} -m simulator", command)
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


@pytest.mark.slow
def test_a_strategy_is_one_file(tmp_path):
    said = follow("a strategy", tmp_path)
    assert "Geduld" in said["gunfactor list strategy"]


@pytest.mark.slow
def test_a_measure_is_one_file_and_its_test(tmp_path):
    said = follow("a measure", tmp_path)
    assert "Vroeg rond" in said["gunfactor list measure"]


def test_every_command_of_the_page_exists():
    from simulator.cli.main import gunfactor

    known = set(gunfactor.list_commands(None))  # type: ignore[arg-type]
    asked = set(re.findall(r"^gunfactor (\w+)", PAGE, re.M))
    assert asked
    assert asked <= known
