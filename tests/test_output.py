"""The folder that is asked for with `output=` is the one that is made, whatever its name."""

from pathlib import Path

import pytest

from simulator.cli import folders
from simulator.cli.main import main
from simulator.config.compose import composed
from tests.sweeps.small import ONE_THREAD
from tests.sweeps.small import SMALL as SWEEP

NAMES = (
    "é/x", "uité", "~x", "a(b)", "a[b]", "a#b", "Jan's map", "{x}", "2026", "true", "1e3", "a,b",
    "a=b", "100%", 'de "oude"', "a\\'b", "C:\\Users\\Zoë\\", " a ", "@x", "$x", "x:y;z",
)  # fmt: skip


@pytest.fixture(autouse=True)
def somewhere_else(tmp_path, monkeypatch):
    """Every test has a folder of its own to work in."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_is_taken_as_it_is_typed(name):
    assert composed([f"output={name}"]).output == name


@pytest.mark.parametrize(("typed", "meant"), [("'a b'", "a b"), ('"q#"', "q#"), ("null", None)])
def test_what_is_quoted_for_hydra_already_stays_what_it_was(typed, meant):
    assert composed([f"output={typed}"]).output == meant


def test_a_tilde_is_somebodys_home_or_a_letter(monkeypatch):
    monkeypatch.setenv("HOME", "/home/jan")
    assert folders.asked("~/x") == Path("/home/jan/x")
    assert folders.asked("~nobody-of-that-name/x") == Path("~nobody-of-that-name/x")


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["run", "runs=2", "years=2"], "report.html"),
        (["compare", "after-the-breach", "runs=2", "years=2"], "report.html"),
        (["sweep", *SWEEP, *ONE_THREAD], "finished.json"),
        (["sweep", "-m", *SWEEP, *ONE_THREAD, "scenario=region"], "0/finished.json"),
    ],
    ids=["run", "compare", "sweep", "multirun"],
)
def test_every_command_writes_where_it_is_asked_to(words, left):
    name = "Jan's map/~uité (a)[b]#{x}"
    assert main([*words, f"output={name}"]) == 0
    assert (Path(name) / left).is_file()


def test_compare_without_b_takes_a_folder_for_a_folder():
    name = "Jan's map"
    assert main(["compare", "after-the-breach", f"output={name}", "runs=2", "years=2"]) == 0
    assert (Path(name) / "report.html").is_file()


def test_a_quote_that_nobody_closed_is_a_mistake_in_words(capsys):
    assert main(["compare", "Jan's", "region"]) == 2
    assert "Jan's" in capsys.readouterr().err
