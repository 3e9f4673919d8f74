"""Play a sweep: give out shards, write what comes back, lose nothing.

A shard that was written is never played again. One whose worker died is played once more, then in
halves, down to the run that kills its worker; that run goes into the table of failures.
"""

import contextlib
import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from simulator.run import cores
from simulator.sweeps import folder as place
from simulator.sweeps import manifest as manifests
from simulator.sweeps import readme, tables
from simulator.sweeps.digest import digest
from simulator.sweeps.errors import InterruptedSweepError, SweepError
from simulator.sweeps.evaluate import Result, failed
from simulator.sweeps.executors.outcome import Died, Done, Executor
from simulator.sweeps.executors.processes import Processes
from simulator.sweeps.executors.threads import Threads
from simulator.sweeps.jobs import Job
from simulator.sweeps.scheme import Scheme

WAIT = 0.25  # seconds between two looks at the outside world
DEATHS = 2  # of the workers of a job, before it is halved or given up


@dataclass
class Progress:
    """How far a sweep is; told after every shard."""

    runs: int  # of the whole sweep
    shards: int
    done: int = 0  # runs on the disk
    before: int = 0  # of them, from an earlier time
    written: int = 0  # shards on the disk
    failed: int = 0
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """Since this time began."""
        return time.monotonic() - self.began

    @property
    def rate(self) -> float:
        """Runs a second, this time."""
        return (self.done - self.before) / max(self.seconds, 1e-9)


class Control:
    """Lets somebody ask a sweep to stop after the shards that are under way."""

    def __init__(self) -> None:
        self.stopping = False

    def stop(self) -> None:
        """Give out no more shards."""
        self.stopping = True


def played(
    scheme: Scheme,
    folder: Path,
    told: Callable[[Progress], None] = lambda _: None,
    control: Control | None = None,
) -> Progress:
    """Play a sweep in a folder, or go on with the one that was broken off there.

    Args:
        told: called after every shard, and now and then in between.
        control: may ask to stop early.

    Raises:
        InterruptedSweepError: stopped early; all that was finished is in the folder.
        SweepError: another sweep is in the folder, the disk is full, no worker can be had, ...
    """
    asked = manifests.made(scheme)
    with place.held(folder):
        found = manifests.read(folder)
        if found is not None:
            manifests.same(found, asked, folder)
            asked = found
        else:
            begun(scheme, folder, asked)
        place.cleaned(folder)
        progress = _so_far(folder, asked["shards"])
        told(progress)
        work = _Work(scheme, folder, asked["shards"], progress, told, control or Control())
        work.finish()
        ended(folder, asked, progress)
        place.cleaned(folder)
        return progress


def begun(scheme: Scheme, folder: Path, manifest: dict[str, Any]) -> None:
    """Write everything but the results; the manifest last, since it says that the rest is there."""
    others = [
        file.name for file in folder.iterdir() if file.name not in (place.LOCK, place.PARTIAL)
    ]
    if set(others) - {place.DESIGN, place.SAMPLE, place.README}:
        raise SweepError("not_empty", folder=folder)
    for name, table in readme.designs(scheme).items():
        place.wrote(folder / name, tables.parquet(table, {}))
    place.wrote(folder / place.README, readme.text(scheme, manifest).encode())
    place.wrote(
        folder / place.MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False).encode()
    )


def ended(folder: Path, manifest: dict[str, Any], progress: Progress) -> None:
    """Say in the folder that all is there, and what its digest is."""
    file = folder / place.FINISHED
    if file.is_file() and progress.before == progress.runs:
        return
    said = {
        "runs": progress.runs,
        "failed": progress.failed,
        "seconds": round(progress.seconds, 1),
        "played": progress.done - progress.before,
        "digest": digest(folder, manifest["record"], range(progress.shards)),
    }
    place.wrote(file, json.dumps(said, indent=1).encode())


def _so_far(folder: Path, shards: list[list[int]]) -> Progress:
    """What is on the disk; a shard that cannot be read, or is of another cut, is played again."""
    progress = Progress(runs=shards[-1][1] if shards else 0, shards=len(shards))
    for shard in sorted(place.finished_shards(folder)):
        file = place.shard_file(folder, tables.RUNS, shard)
        start, stop = shards[shard] if shard < len(shards) else (-1, -1)
        try:
            about = pq.read_schema(file).metadata
            sound = (int(about[b"gunfactor.start"]), int(about[b"gunfactor.stop"])) == (start, stop)
            lost = place.shard_file(folder, tables.FAILURES, shard)
            failures = pq.read_metadata(lost).num_rows if lost.is_file() else 0
        except (OSError, KeyError, ValueError):
            sound, failures = False, 0
        if not sound:
            file.unlink()
            continue
        progress.done += stop - start
        progress.written += 1
        progress.failed += failures
    progress.before = progress.done
    return progress


class _Work:
    """The shards that are still to be played, and the parts of those that fell apart."""

    def __init__(
        self, scheme: Scheme, folder: Path, shards: list[list[int]], progress: Progress,
        told: Callable[[Progress], None], control: Control,
    ) -> None:  # fmt: skip
        self.scheme, self.folder, self.shards = scheme, folder, shards
        self.progress, self.told, self.control = progress, told, control
        there = place.finished_shards(folder)
        self.waiting = deque(number for number in range(len(shards)) if number not in there)
        self.again: deque[Job] = deque()
        self.deaths: dict[tuple[int, int], int] = {}
        self.parts: dict[int, list[tuple[int, Result]]] = {}
        self.under_way = 0

    def finish(self) -> None:
        """Play all that is missing."""
        if not self.waiting:
            return
        with executor_of(self.scheme, len(self.waiting)) as executor:
            try:
                self._serve(executor)
            except SweepError:
                self._rescue(executor)
                raise
        if self.waiting or self.again:
            raise InterruptedSweepError(
                "stopped", done=self.progress.written, shards=self.progress.shards
            )

    def _serve(self, executor: Executor) -> None:
        while self.under_way or self._more():
            while self._more() and executor.free() > 0:
                executor.submit(self._next())
                self.under_way += 1
            for outcome in executor.collected(WAIT):
                self.under_way -= 1
                self._took(outcome)
            self.told(self.progress)

    def _rescue(self, executor: Executor) -> None:
        """Something failed here: still write what the workers are about to finish, if it can be."""
        with contextlib.suppress(SweepError):
            while self.under_way:
                for outcome in executor.collected(10 * WAIT):
                    self.under_way -= 1
                    if isinstance(outcome, Done):
                        self._took(outcome)

    def _more(self) -> bool:
        return not self.control.stopping and bool(self.waiting or self.again)

    def _next(self) -> Job:
        if self.again:
            return self.again.popleft()
        shard = self.waiting.popleft()
        return self.scheme.job(shard, *self.shards[shard])

    def _took(self, outcome: Done | Died) -> None:
        if isinstance(outcome, Done):
            self._keep(outcome.job, outcome.result)
        else:
            self._died(outcome)

    def _died(self, outcome: Died) -> None:
        job = outcome.job
        key = job.start, job.stop
        self.deaths[key] = self.deaths.get(key, 0) + 1
        whole = list(key) == self.shards[job.shard]
        chance = (whole or job.size == 1) and not outcome.memory
        if chance and self.deaths[key] < DEATHS:
            self.again.append(job)
        elif job.size > 1:
            self.again.extend(job.halves())
        else:
            self._keep(job, failed(self.scheme.study, job, "died", outcome.reason))

    def _keep(self, job: Job, result: Result) -> None:
        """Write the shard once all its parts are there."""
        start, stop = self.shards[job.shard]
        parts = self.parts.setdefault(job.shard, [])
        parts.append((job.start, result))
        if sum(part.runs for _, part in parts) < stop - start:
            return
        del self.parts[job.shard]
        whole = [part for _, part in sorted(parts, key=lambda item: item[0])]
        place.shard_written(self.folder, job.shard, merged(whole, job.shard, start, stop).items())
        self.progress.done += stop - start
        self.progress.written += 1
        self.progress.failed += sum(part.failed for part in whole)


def merged(parts: list[Result], shard: int, start: int, stop: int) -> dict[str, bytes]:
    """The files of a shard from those of its parts."""
    if len(parts) == 1:
        return parts[0].files
    about = {"shard": str(shard), "start": str(start), "stop": str(stop)}
    names = dict.fromkeys(name for part in parts for name in part.files)
    return {
        name: tables.joined([part.files[name] for part in parts if name in part.files], about)
        for name in names
    }


@contextlib.contextmanager
def executor_of(scheme: Scheme, shards: int) -> Iterator[Executor]:
    """The executor that the plan asks for, closed at the end.

    Args:
        shards: how many there are to play; more workers than that have no work.
    """
    plan = scheme.plan
    workers = min(plan.workers or cores(), max(1, shards))
    executor: Executor
    if plan.executor == "dask":
        from simulator.sweeps.executors.cluster import Cluster

        executor = Cluster(scheme.study, plan.address)
    elif plan.executor == "threads":
        executor = Threads(scheme.study, workers)
    else:
        executor = Processes(scheme.study, workers, plan.memory)
    try:
        yield executor
    finally:
        executor.close()
