"""The tutorial does what it says: its commands and its Python are run, with fewer points."""

import re
import shlex
from pathlib import Path

import pytest

from simulator.cli.main import main

PAGE = Path(__file__).parents[2] / "docs" / "sweeps.md"
BLOCK = re.compile(r"(<!-- not run[^\n]*-->\n)?```(bash|python)\n(.*?)```", re.DOTALL)
FEWER = ("sweep.design.points=16", "years=3", "sweep.executor=threads", "sweep.workers=1")


def commands(text: str) -> list[list[str]]:
    return [shlex.split(line) for line in text.splitlines() if line.startswith("gunfactor ")]


def shrunk(words: list[str]) -> list[str]:
    """A command of the page as the test gives it."""
    if words[1] != "sweep" or "--resume" in words:
        return words[1:]
    return [*words[1:], *FEWER]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_the_tutorial_runs_from_top_to_bottom(tmp_path, monkeypatch):
    for package in ("SALib", "pettingzoo", "pandas"):
        pytest.importorskip(package)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    ran = 0
    for skipped, kind, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if skipped:
            continue
        if kind == "python":
            exec(compile(text, str(PAGE), "exec"), names)  # noqa: S102
            ran += 1
            continue
        for words in commands(text):
            assert main(shrunk(words)) == 0, words
            ran += 1
    assert ran >= 12
    folders = sorted(path.name for path in (tmp_path / "two-worlds").iterdir() if path.is_dir())
    assert folders == ["0", "1"]


def test_every_shipped_design_is_on_the_page():
    shipped = {file.stem for file in (PAGE.parents[1] / "configs" / "sweep").glob("*.yaml")}
    text = PAGE.read_text(encoding="utf-8")
    assert not {name for name in shipped if f"`{name}`" not in text}
