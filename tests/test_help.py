"""Help: at once, in Dutch and below it in English."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from simulator.cli.main import gunfactor, main
from simulator.i18n import subject, text
from simulator.version import MODEL_VERSION, __version__

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}


def test_help_answers_within_a_second():
    took = []
    for _ in range(3):
        words = [sys.executable, "-m", "simulator", "--help"]
        began = time.perf_counter()
        subprocess.run(words, env=ENVIRONMENT, check=True, capture_output=True)
        took.append(time.perf_counter() - began)
    assert min(took) < 1.0


def test_help_names_every_command(capsys):
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    for name in ("run", "list", "compare", "check", "completion"):
        assert f"\n  {name} " in said


EVERY = gunfactor.list_commands(click.Context(gunfactor))


@pytest.mark.parametrize("name", EVERY)
def test_every_command_explains_itself_in_dutch_and_english(name, capsys):
    assert main([name, "--help"]) == 0
    dutch, english = capsys.readouterr().out.split("\n\n")[1:3]
    assert " ".join(dutch.split()) == text("help", name, "nl")
    assert " ".join(english.split()) == text("help", name, "en")


@pytest.mark.parametrize("name", EVERY)
def test_every_option_is_explained_in_dutch_and_english(name):
    command = gunfactor.get_command(click.Context(gunfactor), name)
    options = [
        each for each in command.get_params(click.Context(command)) if each.opts[0][0] == "-"
    ]
    assert options
    known = {(each["nl"], each["en"]) for each in subject("help").values()}
    for option in options:
        assert tuple(option.help.split("\n")) in known


@pytest.mark.parametrize("words", [[], ["serve"], ["list"], ["run"], ["check"]])
def test_help_has_the_dutch_line_above_the_english_in_eighty_columns(words, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert main([*words, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Gebruik / Usage: gunfactor")
    assert re.search(r"\n  -h, --help +Toont deze hulp\.\n +Show this help\.\n", said)
    assert max(map(len, said.splitlines())) <= 80


def test_help_loads_nothing_heavy():
    """So it answers in a twentieth of a second: no command is read for it."""
    words = (
        "import sys; from simulator.cli.main import main; main(['--help']);"
        "print(*(n for n in ('hydra', 'numpy', 'numba', 'pydantic', 'rich') if n in sys.modules),"
        "*(n for n in sys.modules if n.startswith('simulator.cli.commands.')), sep=',', end='|')"
    )
    done = subprocess.run(
        [sys.executable, "-c", words],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.endswith(".\n|")


def test_version_names_program_and_model(capsys):
    assert main(["--version"]) == 0
    expected = f"gunfactor {__version__}, model version {MODEL_VERSION}\n"
    assert capsys.readouterr().out == expected
