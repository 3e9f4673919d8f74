"""One bar for all that takes long: on a screen, after a second; in a log a line now and then."""

import io
import time
from types import SimpleNamespace

import pytest
from rich.console import Console

from simulator.cli import progress, sweep_progress


def screen(terminal: bool) -> Console:
    return Console(file=io.StringIO(), force_terminal=terminal, width=100)


def drawn(monkeypatch, worded: bool, patience: float) -> str:
    """What a screen shows of half of the work."""
    monkeypatch.setattr(progress, "PATIENCE", patience)
    console = screen(terminal=True)
    with progress.shown("Playing", 10, console, worded) as told:
        if patience == 0.0:
            time.sleep(0.2)
        told(2, "2 of 10")
        told(3, "5 of 10")
    return console.file.getvalue()


def test_the_bar_says_what_it_is_told(monkeypatch):
    said = drawn(monkeypatch, worded=True, patience=0.0)
    assert "Playing" in said
    assert "5 of 10" in said


def test_without_words_the_bar_tells_the_time_that_is_left(monkeypatch):
    said = drawn(monkeypatch, worded=False, patience=0.0)
    assert "Playing" in said
    assert "of 10" not in said
    assert ":" in said


def test_what_is_over_within_a_second_shows_no_bar(monkeypatch):
    assert "Playing" not in drawn(monkeypatch, worded=True, patience=60.0)


def test_nothing_is_drawn_where_nobody_watches():
    console = screen(terminal=False)
    with progress.shown("Playing", 10, console) as told:
        told(5)
    assert console.file.getvalue() == ""


@pytest.mark.parametrize(("every", "lines"), [(60.0, 0), (-1.0, 2)])
def test_a_sweep_in_a_log_says_a_line_now_and_then(every, lines, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(sweep_progress, "EVERY", every)
    at = {"runs": 40, "rate": 10.0, "failed": 1, "before": 10, "written": 1, "shards": 4}
    scheme = SimpleNamespace(name="prices", runs=40)
    with sweep_progress.watched(scheme, tmp_path, "en") as told:
        for done in (10, 20):
            told(SimpleNamespace(done=done, **at))
    said = capsys.readouterr().err
    assert said.count("Going on with") == 1
    assert said.count("runs, 10 a second") == lines
    assert ("20/40 runs, 10 a second, 0:02 to go, 1 failed" in said) == (lines > 0)
