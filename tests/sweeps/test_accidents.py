"""Full disks, locked folders, too little memory, poison: nothing finished is lost."""

import os
import resource
import shutil
import subprocess
import sys

import pytest

from simulator.sweeps import execute
from simulator.sweeps import folder as place
from simulator.sweeps.errors import SweepError
from simulator.sweeps.load import read
from tests.sweeps.small import (
    DIES,
    HUNGRY,
    ONE_THREAD,
    RAISES,
    ROOT,
    SMALL,
    command,
    scheme,
    sweep_line,
    swept,
    troubled,
)

FAST = ("sweep.outcomes=[value,tension]",)
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits and mounts of Linux")


def test_a_full_disk_keeps_what_is_finished_and_says_what_to_do(tmp_path, monkeypatch):
    """Here the disk is full at the third shard; the next test has a disk that really is."""
    out = tmp_path / "out"
    wrote, count = place.wrote, []

    def full(file, content):
        if file.parent.name == "runs":
            count.append(file)
            if len(count) == 3:
                raise place.unwritable(file, OSError(28, "No space left on device"))
        wrote(file, content)

    monkeypatch.setattr(place, "wrote", full)
    with pytest.raises(SweepError, match="Make room and give the same command again"):
        swept(out, *FAST, "sweep.shard=8")
    monkeypatch.undo()
    assert len(read(out).shards) >= 2
    assert swept(out, *FAST).digest() == swept(tmp_path / "other", *FAST).digest()


def can_mount() -> bool:
    line = ["unshare", "--user", "--map-root-user", "--mount", "true"]
    return bool(shutil.which("unshare")) and subprocess.run(line, check=False).returncode == 0


@linux
@pytest.mark.skipif(not can_mount(), reason="this machine lets nobody mount a small disk")
def test_a_small_disk_that_really_fills_up(tmp_path):
    """A file system of 160 kB in memory, in a mount space of its own."""
    out, kept = tmp_path / "disk", tmp_path / "kept"
    out.mkdir()
    sweep = " ".join(
        f"'{word}'"
        for word in sweep_line(*SMALL, *ONE_THREAD, f"output={out}/s", "sweep.shard=1", "lang=en")
    )
    script = (
        f"mount -t tmpfs -o size=160k none {out} && {sweep}; code=$?;"
        f" cp -r {out}/s {kept}; exit $code"
    )
    line = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
    said = subprocess.run(line, capture_output=True, text=True, check=False, cwd=ROOT)
    assert said.returncode == 3, said.stderr
    assert "is full" in said.stderr
    assert "--resume" in said.stderr
    sweep_there = read(kept)
    assert 0 < len(sweep_there.shards) < 48
    assert sweep_there.runs().num_rows == len(sweep_there.shards)


@linux
def test_a_file_that_may_not_grow_is_told_like_a_full_disk(tmp_path):
    def limit() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))

    said = command(*SMALL, *ONE_THREAD, f"output={tmp_path}/out", "lang=en", preexec_fn=limit)
    assert said.returncode == 3
    assert "is full" in said.stderr


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_folder_that_may_not_be_written_is_told(tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o555)
    if os.access(locked, os.W_OK):  # the superuser may write anywhere but here
        locked = next(
            p for p in (tmp_path.__class__("/proc"), tmp_path.__class__("/sys")) if p.exists()
        )
    with pytest.raises(SweepError, match="output="):
        swept(locked / "out", *FAST)


@pytest.mark.slow
def test_a_run_that_kills_its_worker_is_found_and_told(tmp_path):
    """Every worker that plays run 13 dies; the shard is halved until the run is alone."""
    words = troubled(tmp_path / "own", DIES, [13])
    processes = ("sweep.executor=processes", "sweep.workers=1", "sweep.shard=12")
    sweep = swept(tmp_path / "out", *words, *processes)
    (row,) = sweep.failures().to_pylist()
    assert (row["run"], row["kind"]) == (13, "died")
    assert "SIGKILL" in row["message"]
    assert sweep.runs()["status"].to_pylist().count("ok") == 47
    sound = swept(tmp_path / "sound", *troubled(tmp_path / "own2", "pass", []))
    good = [r for r in range(48) if r != 13]
    name = "value_provider_last"
    one, other = (s.runs([name])[name].to_pylist() for s in (sound, sweep))
    assert [one[r] for r in good] == [other[r] for r in good]


@linux
def test_a_worker_that_runs_out_of_memory_loses_one_run(tmp_path):
    """Workers may take 700 MiB; run 13 wants 128 GiB."""
    words = troubled(tmp_path / "own", HUNGRY, [13])
    processes = ("sweep.executor=processes", "sweep.workers=1", "sweep.memory=700")
    sweep = swept(tmp_path / "out", *words, *processes, "sweep.shard=24")
    (row,) = sweep.failures().to_pylist()
    assert (row["run"], row["kind"]) == (13, "died")
    assert "memory" in row["message"]
    assert sweep.complete


def test_the_exit_code_says_that_runs_failed(tmp_path):
    words = troubled(tmp_path / "own", RAISES, [1, 2])
    said = command(*SMALL, *ONE_THREAD, *words, f"output={tmp_path}/out", "lang=en")
    assert said.returncode == 1, said.stderr
    assert "2 of 48 runs failed" in said.stderr
    assert "failures" in said.stderr


def test_failures_are_the_same_on_every_executor(tmp_path):
    words = troubled(tmp_path / "own", RAISES, [3, 20, 21])
    digests = {
        swept(tmp_path / str(i), *words, *more).digest()
        for i, more in enumerate(
            [(), ("sweep.shard=5",), ("sweep.executor=processes", "sweep.workers=2")]
        )
    }
    assert len(digests) == 1


def test_a_broken_manifest_is_told(tmp_path):
    swept(tmp_path / "out", *FAST)
    (tmp_path / "out" / place.MANIFEST).write_text("{half")
    with pytest.raises(SweepError, match=r"manifest\.json"):
        execute.played(scheme(*ONE_THREAD, *FAST), tmp_path / "out")


@pytest.mark.parametrize("record", ["yearly", "relations"])
def test_a_power_cut_between_two_files_of_a_shard_leaves_no_shard(tmp_path, monkeypatch, record):
    """The file of the runs says that all are there, so it is written last."""
    words = (*FAST, f"sweep.record={record}", "sweep.shard=8")
    whole = swept(tmp_path / "whole", *words).digest()
    wrote = place.wrote
    for table in ("runs", "years", "relations"):
        out = tmp_path / table

        def cut(file, content, table=table):
            if file.parent.name == table and file.name == "shard-000001.parquet":
                raise KeyboardInterrupt
            wrote(file, content)

        monkeypatch.setattr(place, "wrote", cut)
        if table == "relations" and record == "yearly":
            continue
        with pytest.raises(KeyboardInterrupt):
            swept(out, *words)
        monkeypatch.undo()
        assert place.finished_shards(out) == {0}
        assert swept(out, *words).digest() == whole


def test_a_shard_of_another_cut_is_played_again(tmp_path):
    """Its number is right, but not the runs that are in it."""
    whole = swept(tmp_path / "whole", *FAST, "sweep.shard=8").digest()
    swept(tmp_path / "other", *FAST, "sweep.shard=7")
    out = tmp_path / "out"
    swept(out, *FAST, "sweep.shard=8")
    (out / place.FINISHED).unlink()
    shard = place.shard_file(out, "runs", 1)
    shutil.copy(place.shard_file(tmp_path / "other", "runs", 1), shard)
    assert swept(out, *FAST, "sweep.shard=8").digest() == whole


def middle_spoiled(file):
    """One bit in the data; the footer is whole."""
    data = file.read_bytes()
    where = 200
    file.write_bytes(data[:where] + bytes([data[where] ^ 8]) + data[where + 1 :])


@pytest.mark.parametrize("finished", [True, False])
def test_a_damaged_shard_with_a_whole_footer_is_noticed_when_it_is_read(tmp_path, finished):
    out = tmp_path / "out"
    whole = swept(out, *FAST, "sweep.shard=8").digest()
    if not finished:
        (out / place.FINISHED).unlink()
    shard = place.shard_file(out, "runs", 1)
    middle_spoiled(shard)
    with pytest.raises(SweepError) as found:
        read(out).runs()
    assert found.value.key == ("damaged" if finished else "broken_file")
    assert "shard-000001.parquet" in found.value.sentence("nl")
    shard.unlink()
    (out / place.FINISHED).unlink(missing_ok=True)
    assert swept(out, *FAST, "sweep.shard=8").digest() == whole, "what the sentence says to do"


def test_results_that_are_no_longer_those_of_the_sweep_are_noticed(tmp_path):
    """Every file is sound, but one is of another sweep."""
    out, other = tmp_path / "out", tmp_path / "other"
    swept(out, *FAST, "sweep.shard=8")
    swept(other, *FAST, "sweep.shard=8", "seed=9")
    shutil.copy(place.shard_file(other, "runs", 1), place.shard_file(out, "runs", 1))
    with pytest.raises(SweepError) as found:
        read(out).joined()
    assert found.value.key == "other_digest"


@pytest.mark.parametrize("name", [place.DESIGN, place.FINISHED])
@pytest.mark.parametrize("content", [b"", b"PAR1garbagePAR1", None])
def test_what_belongs_to_a_sweep_and_is_damaged_is_named(tmp_path, name, content):
    out = tmp_path / "out"
    swept(out, *FAST)
    (out / name).unlink()
    if content is not None:
        (out / name).write_bytes(content)
    elif name == place.FINISHED:
        return  # a sweep that was not said to be finished
    with pytest.raises(SweepError, match=name.replace(".", r"\.")):
        read(out).joined()
