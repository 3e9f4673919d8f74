"""What becomes of a job, and what every executor can do."""

from typing import NamedTuple, Protocol

from simulator.sweeps.evaluate import Result
from simulator.sweeps.jobs import Job


class Done(NamedTuple):
    """A job that was played."""

    job: Job
    result: Result


class Died(NamedTuple):
    """A job whose worker died, or which did not fit in the worker's memory."""

    job: Job
    reason: str
    memory: bool = False  # surely for want of memory, so trying again as it is is no use


Outcome = Done | Died


class Executor(Protocol):
    """Plays jobs somewhere."""

    def free(self) -> int:
        """How many jobs it would take on now."""
        ...

    def submit(self, job: Job) -> None:
        """Take on a job."""
        ...

    def collected(self, seconds: float) -> list[Outcome]:
        """What became of jobs since the last time; waits at most so long for a first one.

        Raises:
            SweepError: the executor itself cannot go on.
        """
        ...

    def close(self) -> None:
        """Let go of all workers, at once."""
        ...
