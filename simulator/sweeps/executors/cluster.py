"""Jobs on an existing Dask cluster, of one machine or many (extra `cluster`).

Workers need the same gunfactor and nothing else: no shared disk. Results come back over the network
and are written here. A worker that dies has its jobs done again elsewhere by Dask itself.
"""

import contextlib
import queue
from typing import Any

from simulator.sweeps.errors import SweepError
from simulator.sweeps.evaluate import OtherProgramError, OutOfMemoryError, played
from simulator.sweeps.executors.outcome import Died, Done, Outcome
from simulator.sweeps.jobs import Job, Study

AHEAD = 2  # jobs per thread of the cluster that are under way, so that none waits for us
PATIENCE = 10.0  # seconds to reach the scheduler


class Cluster:
    """Plays jobs on the workers of a Dask scheduler, such as tcp://10.0.0.1:8786."""

    def __init__(self, study: Study, address: str | None) -> None:
        if address is None:
            raise SweepError("no_address")
        try:
            from distributed import Client
        except ModuleNotFoundError:
            raise SweepError("needs_extra", extra="cluster", package="dask") from None
        try:
            self.client: Any = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise SweepError("no_cluster", address=address, detail=error) from None
        self.study, self.address = study, address
        self.ready: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.running: dict[Any, Job] = {}
        self.threads = 1

    def free(self) -> int:
        """How many jobs it would take on now; the cluster may grow and shrink meanwhile."""
        with contextlib.suppress(Exception):
            self.threads = max(1, sum(self.client.nthreads().values()))
        return AHEAD * self.threads - len(self.running)

    def submit(self, job: Job) -> None:
        """Take on a job."""
        future = self.client.submit(played, self.study, job, pure=False, priority=-job.start)
        self.running[future] = job
        future.add_done_callback(self.ready.put)

    def collected(self, seconds: float) -> list[Outcome]:
        """What became of jobs since the last time."""
        found: list[Outcome] = []
        if not self.running:
            return found
        try:
            future = self.ready.get(timeout=seconds)
            while True:
                found.append(self._outcome(future, self.running.pop(future)))
                future = self.ready.get_nowait()
        except queue.Empty:
            if self.client.status not in ("running", "connecting"):
                raise SweepError("lost_cluster", address=self.address) from None
            return found

    def _outcome(self, future: Any, job: Job) -> Outcome:
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        try:
            return Done(job, future.result())
        except KilledWorker as error:
            return Died(job, f"worker died again and again: {error}"[:300])
        except OutOfMemoryError as error:
            return Died(job, f"out of memory: {error}", memory=True)
        except FutureCancelledError:
            raise SweepError("lost_cluster", address=self.address) from None
        except OtherProgramError as error:
            raise SweepError("other_program", detail=error) from None
        except Exception as error:
            raise SweepError("worker_failed", detail=f"{type(error).__name__}: {error}") from error
        finally:
            future.release()

    def close(self) -> None:
        """Take back what is under way, and let the cluster be."""
        with contextlib.suppress(Exception):
            self.client.cancel(list(self.running), force=True)
        self.client.close(timeout=2)
