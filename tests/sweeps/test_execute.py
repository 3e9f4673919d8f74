"""A sweep in its folder: the same results however it is cut, spread or broken off."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from simulator.sweeps import execute
from simulator.sweeps import folder as place
from simulator.sweeps.errors import InterruptedSweepError, SweepError
from simulator.sweeps.load import read
from tests.sweeps.small import ONE_THREAD, ROOT, SMALL, command, scheme, sweep_line, swept

FAST = ("sweep.outcomes=[value,tension]",)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> str:
    return swept(tmp_path_factory.mktemp("sweeps") / "undisturbed", *FAST).digest()


@pytest.mark.parametrize(
    "words",
    [
        ("sweep.shard=1",),
        ("sweep.shard=7",),
        ("sweep.shard=48",),
        ("sweep.executor=threads", "sweep.workers=3", "sweep.shard=5"),
        ("sweep.executor=processes", "sweep.workers=2", "sweep.shard=9"),
    ],
    ids=" ".join,
)
def test_shards_and_workers_leave_no_trace(tmp_path, undisturbed, words):
    assert swept(tmp_path / "out", *FAST, *words).digest() == undisturbed


def test_other_settings_leave_a_trace(tmp_path, undisturbed):
    assert swept(tmp_path / "out", *FAST, "seed=2").digest() != undisturbed


def test_what_is_finished_is_not_played_again(tmp_path):
    out = tmp_path / "out"
    swept(out, *FAST)
    before = {file: file.stat().st_mtime_ns for file in out.rglob("*.parquet")}
    again = execute.played(scheme(*ONE_THREAD, *FAST), out)
    assert (again.before, again.done) == (48, 48)
    assert {file: file.stat().st_mtime_ns for file in out.rglob("*.parquet")} == before


def test_only_what_is_missing_is_played_again(tmp_path, undisturbed):
    out = tmp_path / "out"
    swept(out, *FAST, "sweep.shard=10")
    place.shard_file(out, "runs", 1).unlink()
    place.shard_file(out, "runs", 3).write_bytes(b"half a file")
    sweep = read(out)
    assert sweep.shards == [0, 2, 3, 4]
    progress = execute.played(scheme(*ONE_THREAD, *FAST), out)
    assert (progress.before, progress.done) == (28, 48)
    assert read(out).digest() == undisturbed


def test_another_sweep_in_the_folder_is_refused_with_the_difference(tmp_path):
    out = tmp_path / "out"
    swept(out, *FAST)
    for word, shown in (
        ("params.trust_gain=.2", "config.params.trust_gain: 0.15 → 0.2"),
        ("sweep.replicates=2", "plan.replicates: 3 → 2"),
        ("sweep.factors.pressure.high=.2", "factors.pressure: [0, 0.3] → [0, 0.2]"),
        ("sweep.design.points=9", "plan.design.points: 8 → 9"),
    ):
        with pytest.raises(SweepError) as caught:
            execute.played(scheme(*ONE_THREAD, *FAST, word), out)
        assert shown in str(caught.value)


def test_workers_language_and_executor_may_change_on_the_way(tmp_path):
    out = tmp_path / "out"
    swept(out, *FAST)
    more = ("lang=en", "sweep.executor=threads", "sweep.workers=2", "sweep.shard=3")
    assert execute.played(scheme(*FAST, *more), out).written == read(out).expected


def test_a_folder_with_other_things_in_it_is_refused(tmp_path):
    (tmp_path / "thesis.tex").write_text("important")
    with pytest.raises(SweepError, match="not empty"):
        swept(tmp_path)
    assert (tmp_path / "thesis.tex").read_text() == "important"


def test_two_sweeps_do_not_write_in_one_folder(tmp_path):
    with place.held(tmp_path), pytest.raises(SweepError, match="Another gunfactor"):
        swept(tmp_path)


def test_stopping_finishes_what_is_under_way(tmp_path, undisturbed):
    control = execute.Control()
    made = scheme(*ONE_THREAD, *FAST, "sweep.shard=6")

    def told(progress: execute.Progress) -> None:
        if progress.written == 2:
            control.stop()

    with pytest.raises(InterruptedSweepError):
        execute.played(made, tmp_path / "out", told, control)
    assert 2 <= len(read(tmp_path / "out").shards) < 8
    assert not (tmp_path / "out" / place.FINISHED).exists()
    execute.played(made, tmp_path / "out")
    assert read(tmp_path / "out").digest() == undisturbed


def finished_shards(out: Path) -> int:
    return len(place.finished_shards(out))


def begun(out: Path, *words: str) -> "subprocess.Popen[str]":
    """A sweep in a process of its own that has written a shard or two."""
    line = sweep_line(*SMALL, *FAST, f"output={out}", "sweep.shard=1", *words)
    process = subprocess.Popen(
        line, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        process_group=0,
    )  # fmt: skip
    deadline = time.monotonic() + 300
    while finished_shards(out) < 2 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    return process


@pytest.mark.parametrize("executor", ["threads", "processes"])
def test_a_sweep_that_is_killed_goes_on_where_it_was(tmp_path, undisturbed, executor):
    out = tmp_path / "out"
    process = begun(out, f"sweep.executor={executor}", "sweep.workers=2")
    process.kill()
    process.communicate()
    done = finished_shards(out)
    assert done >= 2
    progress = execute.played(scheme(*ONE_THREAD, *FAST), out)
    assert progress.before >= 2
    assert read(out).digest() == undisturbed
    assert not (out / place.PARTIAL).exists()


@pytest.mark.parametrize("executor", ["threads", "processes"])
def test_ctrl_c_says_how_to_go_on(tmp_path, undisturbed, executor):
    """The terminal sends Ctrl-C to the sweep and its workers alike."""
    out = tmp_path / "out"
    words = (f"sweep.executor={executor}", "sweep.workers=1")
    process = begun(out, *words, "lang=en")
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Stopping" in said
    assert f"gunfactor sweep --resume {out}" in said
    assert finished_shards(out) < 48
    again = command("--resume", str(out), *ONE_THREAD, "lang=en")
    assert again.returncode == 0, again.stderr
    assert f"digest {undisturbed}" in again.stdout
    assert "Going on" in again.stderr


def workers_of(pid: int) -> list[int]:
    line = ["ps", "--ppid", str(pid), "-o", "pid="]
    found = subprocess.run(line, capture_output=True, text=True, check=False)
    return [int(word) for word in found.stdout.split()]


@pytest.mark.slow
def test_a_worker_that_is_killed_is_replaced(tmp_path, undisturbed):
    out = tmp_path / "out"
    process = begun(out, "sweep.executor=processes", "sweep.workers=2")
    for pid in workers_of(process.pid):
        os.kill(pid, signal.SIGKILL)
    said, complaint = process.communicate(timeout=300)
    assert process.returncode == 0, complaint
    assert f"digest {undisturbed}" in said


def test_finished_says_what_came_of_it(tmp_path):
    swept(tmp_path / "out", *FAST)
    said = json.loads((tmp_path / "out" / place.FINISHED).read_text())
    assert said["digest"] == read(tmp_path / "out").digest()
    assert (said["runs"], said["failed"]) == (48, 0)
