"""Jobs on threads of this process: nothing to start, but one fault of the machine ends all."""

import queue
from concurrent.futures import ThreadPoolExecutor

from simulator.sweeps.errors import SweepError
from simulator.sweeps.evaluate import OutOfMemoryError, played
from simulator.sweeps.executors.outcome import Died, Done, Outcome
from simulator.sweeps.jobs import Job, Study


class Threads:
    """Plays jobs on `workers` threads; the compiled rules let go of the interpreter's lock."""

    def __init__(self, study: Study, workers: int) -> None:
        self.study, self.workers = study, workers
        self.running = 0
        self.ready: queue.SimpleQueue[Outcome | BaseException] = queue.SimpleQueue()
        self.pool = ThreadPoolExecutor(workers)

    def free(self) -> int:
        """How many jobs it would take on now."""
        return self.workers - self.running

    def submit(self, job: Job) -> None:
        """Take on a job."""
        self.running += 1
        self.pool.submit(self._played, job)

    def _played(self, job: Job) -> None:
        try:
            self.ready.put(Done(job, played(self.study, job)))
        except OutOfMemoryError as error:
            self.ready.put(Died(job, f"out of memory: {error}", memory=True))
        except BaseException as error:
            self.ready.put(error)

    def collected(self, seconds: float) -> list[Outcome]:
        """What became of jobs since the last time."""
        found: list[Outcome] = []
        if not self.running:
            return found
        try:
            item = self.ready.get(timeout=seconds)
            while True:
                self.running -= 1
                if isinstance(item, BaseException):
                    raise SweepError(
                        "worker_failed", detail=f"{type(item).__name__}: {item}"
                    ) from item
                found.append(item)
                item = self.ready.get_nowait()
        except queue.Empty:
            return found

    def close(self) -> None:
        """Let go of the threads; a job that runs is not waited for."""
        self.pool.shutdown(wait=False, cancel_futures=True)
