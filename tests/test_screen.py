"""What the screen shows: names of rows on narrow screens, and letters that an encoding lacks."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from simulator.cli import screen
from simulator.cli.main import main
from simulator.cli.screen import printed

SMALL = ("runs=2", "years=2")


@pytest.fixture(autouse=True)
def somewhere_else(tmp_path, monkeypatch):
    """Every test has a folder of its own to work in."""
    monkeypatch.chdir(tmp_path)


def said(*words: str, encoding: str) -> bytes:
    """What a process of its own writes, sent on to a file."""
    with Path("out.txt").open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "simulator", *words],
            env={
                **os.environ,
                "PYTHONPATH": str(Path(__file__).parents[1]),
                "PYTHONIOENCODING": encoding,
            },
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 0, done.stderr.decode(encoding)
    return Path("out.txt").read_bytes()


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_redirect_that_lacks_a_letter_gets_the_nearest(encoding):
    found = said("run", "scenario=after-the-breach", *SMALL, encoding=encoding).decode(encoding)
    assert "-0," in found
    assert "?" not in found.replace("wordt?", "")
    assert ("±" in found) == (encoding == "cp1252")


def test_utf_8_keeps_every_letter():
    found = said("run", "scenario=after-the-breach", *SMALL, encoding="utf-8").decode()
    assert "\N{MINUS SIGN}0," in found
    assert "±" in found


@pytest.mark.parametrize("columns", [20, 40, 60])
def test_a_narrow_screen_keeps_names_and_numbers(columns, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", str(columns))
    assert main(["run", *SMALL]) == 0
    found = capsys.readouterr().out
    for word in ("Zorgverzekeraar", "Zorgaanbieders", "Gestrekt", "Vertrouwen", "Samenwerkend"):
        assert word in found
    assert "…" not in found


def test_a_comparison_keeps_its_names_too(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "50")
    assert main(["compare", "after-the-breach", *SMALL, "lang=en"]) == 0
    found = capsys.readouterr().out
    for word in ("Care", "providers", "Goodwill", "December)", "conflict"):
        assert word in found
    assert "…" not in found


def grid() -> Table:
    """A name of two words, and two numbers that are not broken off."""
    table = Table("Who", pad_edge=False, box=None)
    table.add_column("First", no_wrap=True)
    table.add_column("Second", no_wrap=True)
    table.add_row("Jan Jansen", "0.123 ±0.456", "0.123 ±0.456")
    return table


@pytest.mark.parametrize(("columns", "lines", "wide"), [(80, 2, 38), (20, 3, 36)])
def test_a_table_is_no_wider_than_its_words_need(columns, lines, wide):
    screen = Console(file=io.StringIO(), width=columns)
    printed(grid(), screen)
    found = screen.file.getvalue().splitlines()
    assert len(found) == lines
    # a name of 10, or its longest word of 6 with room for an indent; two blanks and a number of
    # 12; again two blanks and 12
    assert max(map(len, found)) == wide


def test_every_command_speaks_through_the_one_screen_that_takes_no_brackets_for_orders():
    package = Path(screen.__file__).parents[1]
    others = [
        str(file.relative_to(package))
        for file in sorted(package.rglob("*.py"))
        if "Console(" in file.read_text(encoding="utf-8") and file != Path(screen.__file__)
    ]
    assert not others, f"use cli.screen.console in {others}"
