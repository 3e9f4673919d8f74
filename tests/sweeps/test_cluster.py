"""Dask: a scheduler and two worker processes on this machine, one of them killed."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from simulator.sweeps import execute
from simulator.sweeps.errors import SweepError
from simulator.sweeps.load import read
from tests.sweeps.small import ROOT, environment, scheme, swept

pytest.importorskip("distributed")
FAST = ("sweep.outcomes=[value,tension]",)


class Cluster:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self) -> None:
        self.processes: list[subprocess.Popen[str]] = []
        text = self._started("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
                             "--no-dashboard")  # fmt: skip
        self.address = self._said(text, r"Scheduler at: +(tcp://\S+)")

    def worker(self) -> "subprocess.Popen[str]":
        process = self._started(
            "distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny",
            "--no-dashboard", "--death-timeout", "60",
        )  # fmt: skip
        self._said(process, r"Registered to")
        return process

    def _started(self, module: str, *words: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", module, *words], stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL, text=True, cwd=ROOT, env=environment(PYTHONPATH=str(ROOT)),
        )  # fmt: skip
        self.processes.append(process)
        return process

    def _said(self, process: "subprocess.Popen[str]", pattern: str) -> str:
        assert process.stderr is not None
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            found = re.search(pattern, process.stderr.readline())
            if found:
                return found.group(found.lastindex or 0)
        raise TimeoutError(pattern)

    def close(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()
            if process.stderr is not None:
                process.stderr.close()


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    made = Cluster()
    yield made
    made.close()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_gives_the_same_results(cluster, tmp_path):
    first, _ = cluster.worker(), cluster.worker()
    words = ("sweep.executor=dask", f"sweep.address={cluster.address}", "sweep.shard=1")
    killed = []

    def told(progress: execute.Progress) -> None:
        if progress.written >= 4 and not killed:
            killed.append(progress.written)
            first.kill()

    execute.played(scheme(*FAST, *words), tmp_path / "dask", told)
    assert killed
    assert killed[0] < 48
    here = swept(tmp_path / "one", *FAST, "sweep.executor=processes", "sweep.workers=1").digest()
    two = swept(tmp_path / "two", *FAST, "sweep.executor=processes", "sweep.workers=2").digest()
    assert read(tmp_path / "dask").digest() == two == here


def test_a_scheduler_that_does_not_answer_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("simulator.sweeps.executors.cluster.PATIENCE", 0.5)
    for words, hint in (
        (("sweep.address=tcp://127.0.0.1:1",), "no Dask scheduler answers"),
        ((), "expected the address"),
    ):
        with pytest.raises(SweepError, match=hint):
            execute.played(scheme(*FAST, "sweep.executor=dask", *words), tmp_path / "out")
