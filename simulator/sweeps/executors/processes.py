"""Jobs on worker processes of this machine. One that dies is replaced, its job is told as died.

Workers are started as plain programs, not by `multiprocessing`: nothing of the caller is run again
in them, so a script or a notebook needs no guard around a sweep.
"""

import contextlib
import os
import secrets
import subprocess
import sys
import tempfile
import threading
from multiprocessing.connection import Connection, Listener, wait
from pathlib import Path

from simulator.sweeps.errors import SweepError
from simulator.sweeps.executors.outcome import Died, Done, Outcome
from simulator.sweeps.executors.worker import ADDRESS, KEY
from simulator.sweeps.jobs import Job, Study

STARTS = 5  # workers in a row that die before they did anything: something else is wrong
PATIENCE = 120.0  # seconds for a worker to start
ROOT = Path(__file__).parents[3]


class Worker:
    """One worker process and what it is doing."""

    def __init__(self, process: "subprocess.Popen[bytes]", line: Connection) -> None:
        self.process, self.line = process, line
        self.job: Job | None = None
        self.proven = False  # has finished a job


class Processes:
    """Plays jobs on `workers` processes.

    Args:
        memory: MiB that a worker may take on top of what it needs to start; None = no limit.
    """

    def __init__(self, study: Study, workers: int, memory: int | None = None) -> None:
        self.study, self.memory, self.wanted = study, memory, workers
        self.key = secrets.token_bytes(32)
        self.folder = tempfile.TemporaryDirectory(prefix="gunfactor-")
        family = "AF_PIPE" if sys.platform == "win32" else "AF_UNIX"
        address = None if sys.platform == "win32" else str(Path(self.folder.name) / "line")
        self.listener = Listener(address, family, backlog=workers + 4, authkey=self.key)
        self.workers: list[Worker] = []
        self.lost = 0
        try:
            self._fill()
        except BaseException:
            self.close()
            raise

    def _fill(self) -> None:
        """Start as many workers as are missing, side by side."""
        missing = [self._started() for _ in range(self.wanted - len(self.workers))]
        lines = dict(self._greeted(missing) for _ in missing)
        for process in missing:
            if process.pid in lines:
                worker = Worker(process, lines[process.pid])
                worker.line.send((self.study, self.memory))
                self.workers.append(worker)

    def _started(self) -> "subprocess.Popen[bytes]":
        address = self.listener.address
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        own = {ADDRESS: str(address), KEY: self.key.hex(), "PYTHONPATH": path}
        return subprocess.Popen(
            [sys.executable, "-m", "simulator.sweeps.executors.worker"],
            env={**os.environ, **own},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def _greeted(self, missing: list["subprocess.Popen[bytes]"]) -> tuple[int, Connection]:
        """The next worker that reports, by its process id."""
        late = threading.Timer(PATIENCE, self.listener.close)
        late.daemon = True
        late.start()
        try:
            line = self.listener.accept()
            return int(line.recv()), line
        except (OSError, EOFError) as error:
            codes = [process.poll() for process in missing]
            raise SweepError("no_worker", detail=f"{error}, {codes}") from None
        finally:
            late.cancel()

    def free(self) -> int:
        """How many jobs it would take on now."""
        return sum(worker.job is None for worker in self.workers)

    def submit(self, job: Job) -> None:
        """Take on a job."""
        worker = next(worker for worker in self.workers if worker.job is None)
        worker.job = job
        with contextlib.suppress(OSError):  # it died idle: its end shows at the next collection
            worker.line.send(job)

    def collected(self, seconds: float) -> list[Outcome]:
        """What became of jobs since the last time; workers that died are replaced."""
        busy = {worker.line: worker for worker in self.workers if worker.job is not None}
        found: list[Outcome] = []
        for line in wait(list(busy), seconds):
            worker = busy[line]  # type: ignore[index]
            try:
                found.append(self._answered(worker, *worker.line.recv()))
            except (EOFError, OSError):
                found.append(self._buried(worker))
        if len(self.workers) < self.wanted:
            self._fill()
        return found

    def _answered(self, worker: Worker, kind: str, answer: object) -> Outcome:
        job, worker.job = worker.job, None
        if job is None or kind == "broken":
            raise SweepError("worker_failed", detail=answer)
        if kind == "memory":
            return Died(job, str(answer), memory=True)
        worker.proven = True
        self.lost = 0
        return Done(job, answer)  # type: ignore[arg-type]

    def _buried(self, worker: Worker) -> Outcome:
        """A worker that is no more; its job is told as died."""
        self.workers.remove(worker)
        worker.line.close()
        worker.process.kill()
        code = worker.process.wait()
        self.lost += 1
        if worker.job is None or self.lost > STARTS * self.wanted + STARTS:
            raise SweepError("no_worker", detail=_reason(code))
        return Died(worker.job, _reason(code))

    def close(self) -> None:
        """Let go of all workers, at once."""
        for worker in self.workers:
            with contextlib.suppress(OSError):
                worker.line.close()
            worker.process.kill()
            worker.process.wait()
        self.workers = []
        self.listener.close()
        self.folder.cleanup()


def _reason(code: int) -> str:
    """How a process ended, in words."""
    if code < 0:
        import signal

        name = signal.Signals(-code).name if -code in list(signal.Signals) else str(-code)
        memory = ", perhaps for want of memory" if name == "SIGKILL" else ""
        return f"worker killed by {name}{memory}"
    return f"worker ended with exit code {code}"
