"""A disk that fills up while the report is written: a sentence, and nothing finished is lost."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simulator import files
from simulator.cli import folders
from simulator.cli.main import main
from simulator.results import store

resource = pytest.importorskip("resource", reason="limits of POSIX")
SMALL = ("runs=2", "years=2", "lang=en")
ONE = ("run", "scenario=after-the-breach", *SMALL)  # one relation: small tables
EXPERIMENT = ("same_result", "--shrunk", "--lang", "en")
MOST = 90_000  # bytes in a file: more than a table here, less than a figure


@pytest.fixture(autouse=True)
def somewhere_else(tmp_path, monkeypatch):
    """Every test has a folder of its own to work in."""
    monkeypatch.chdir(tmp_path)


def line(*words: str) -> list[str]:
    return [sys.executable, "-m", "simulator", *words]


def run(asked: list[str], **options) -> subprocess.CompletedProcess[str]:
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.run(asked, env=where, capture_output=True, text=True, check=False, **options)


def limited() -> None:
    """No file may grow beyond MOST: the system then says so, as it does on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST, MOST))


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ((*ONE, "output=here"), {"run.json", "relations.parquet", "config.yaml"}),
        (("compare", "after-the-breach", *SMALL, "output=here"), {"differences.parquet"}),
        (("experiment", *EXPERIMENT, "--output", "here"), set()),
    ],
    ids=["run", "compare", "experiment"],
)
def test_a_report_that_does_not_fit_is_said_and_what_is_finished_stays(words, left):
    done = run(line(*words), preexec_fn=limited)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert "The disk of here is full" in done.stderr
    assert "The report is not finished" in done.stderr
    there = {file.name for file in Path("here").iterdir()} if Path("here").exists() else set()
    assert left <= there
    assert all(name in done.stderr for name in there)
    assert not list(Path().rglob("*.partial"))
    assert not {"report.html", "evidence.html"} & there


def test_what_was_played_can_still_be_read():
    assert run(line(*ONE, "output=here"), preexec_fn=limited).returncode == 2
    assert store.read(Path("here")).info["runs"] == 2


def can_mount() -> bool:
    words = ["unshare", "--user", "--map-root-user", "--mount", "true"]
    return bool(shutil.which("unshare")) and subprocess.run(words, check=False).returncode == 0


@pytest.mark.skipif(not can_mount(), reason="this machine lets nobody mount a small disk")
@pytest.mark.parametrize("size", [60, 300], ids=["tables", "figures"])
def test_a_small_disk_that_really_fills_up(size, tmp_path):
    disk, kept = tmp_path / "disk", tmp_path / "kept"
    disk.mkdir()
    script = (
        f'mount -t tmpfs -o size={size}k none "{disk}" && "$@"; code=$?;'
        f' cp -r "{disk}" "{kept}"; exit $code'
    )
    asked = line("run", *SMALL, f"output={disk}/r")
    done = run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", *asked]
    )
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert f"The disk of {disk}/r is full" in done.stderr
    assert "Make room" in done.stderr
    assert (kept / "r" / "run.json").exists() == ("run.json" in done.stderr) == (size == 300)


def test_a_folder_that_closes_is_said_in_dutch(tmp_path, capsys, monkeypatch):
    """The folder of figures is a file by the time they come: nobody can write in it."""
    written = store.written

    def closed(folder, *more):
        found = written(folder, *more)
        (folder / "figures").write_text("", encoding="utf-8")
        return found

    monkeypatch.setattr(store, "written", closed)
    assert main(["run", *SMALL[:2], f"output={tmp_path / 'here'}"]) == 2
    said = capsys.readouterr().err
    assert f"Kan niet schrijven in {tmp_path / 'here'}" in said
    assert "Wat al af is, blijft daar staan: README.txt, config.yaml" in said


def test_other_mistakes_pass_through(tmp_path):
    with pytest.raises(ZeroDivisionError), folders.writing(tmp_path, "nl"):
        raise ZeroDivisionError


def test_of_a_file_that_cannot_be_written_nothing_is_left(tmp_path):
    (tmp_path / "there").mkdir()
    with pytest.raises(OSError, match="there"):
        files.written(tmp_path / "there", "text")
    assert [file.name for file in tmp_path.iterdir()] == ["there"]
