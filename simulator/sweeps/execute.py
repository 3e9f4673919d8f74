"""Play a sweep: give out shards, write what comes back, lose nothing.

A shard that was written is never played again. One whose worker died is played once more, then in
halves, down to the run that kills its worker; that run goes into the table of failures.
"""

import contextlib
import io
import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
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
    again: bool = False,
) -> Progress:
    """Play a sweep in a folder, or go on with the one that was broken off there.

    A sweep that is there may be asked for with more replicates: those are added to it.

    Args:
        told: called after every shard, and now and then in between.
        control: may ask to stop early.
        again: play the shards in which runs failed once more; own measures may have been mended.

    Raises:
        InterruptedSweepError: stopped early; all that was finished is in the folder.
        SweepError: another sweep is in the folder, the disk is full, no worker can be had, ...
    """
    asked = manifests.made(scheme)
    with place.held(folder):
        found = manifests.read(folder)
        if found is not None:
            asked, scheme = _gone_on(scheme, folder, found, asked, again)
        else:
            begun(scheme, folder, asked)
        place.cleaned(folder)
        once_more = failed_shards(folder) if again else set()
        progress = _so_far(folder, asked["shards"], once_more)
        told(progress)
        work = _Work(scheme, folder, asked["shards"], progress, told, control or Control())
        work.repeat(once_more)
        work.finish()
        if found is not None and found["identity"] != asked["identity"]:
            _wrote_manifest(folder, asked)  # own measures that were mended, now that all agrees
        ended(folder, asked, progress)
        place.cleaned(folder)
        return progress


def _gone_on(
    scheme: Scheme, folder: Path, found: dict[str, Any], asked: dict[str, Any], again: bool
) -> tuple[dict[str, Any], Scheme]:
    """The manifest and scheme of a sweep that is there, with replicates added if they are asked."""
    more = manifests.more_replicates(found, asked)
    but = [*(["plan.replicates"] if more else []), *(["measures"] if again else [])]
    manifests.same(found, asked, folder, but)
    if not all(_readable(folder / name) for name in readme.designs(scheme)):
        _wrote_design(scheme, folder)
    if more:
        with contextlib.suppress(FileNotFoundError):
            (folder / place.FINISHED).unlink()
        asked = manifests.extended(found, asked, scheme)
        place.wrote(folder / place.README, readme.text(scheme, asked).encode())
        _wrote_manifest(folder, asked)
    else:
        asked = {**found, "identity": asked["identity"], "hash": asked["hash"]}
    return asked, scheme.in_rounds(manifests.rounds(asked))


def _readable(file: Path) -> bool:
    try:
        pq.read_table(file)
    except (OSError, pa.ArrowException):
        return False
    return True


def failed_shards(folder: Path) -> set[int]:
    """Shards in which runs failed."""
    return {n for n in place.finished_shards(folder)
            if place.shard_file(folder, tables.FAILURES, n).is_file()}  # fmt: skip


def _wrote_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    place.wrote(folder / place.MANIFEST, text.encode())


def _wrote_design(scheme: Scheme, folder: Path) -> None:
    for name, table in readme.designs(scheme).items():
        place.wrote(folder / name, tables.parquet(table, {}))


def begun(scheme: Scheme, folder: Path, manifest: dict[str, Any]) -> None:
    """Write everything but the results; the manifest last, since it says that the rest is there."""
    others = [
        file.name for file in folder.iterdir() if file.name not in (place.LOCK, place.PARTIAL)
    ]
    if set(others) - {place.DESIGN, place.SAMPLE, place.README}:
        raise SweepError("not_empty", folder=folder)
    _wrote_design(scheme, folder)
    place.wrote(folder / place.README, readme.text(scheme, manifest).encode())
    _wrote_manifest(folder, manifest)


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


def _so_far(folder: Path, shards: list[list[int]], once_more: set[int]) -> Progress:
    """What is on the disk; a shard that cannot be read, or is of another cut, is played again.

    Args:
        once_more: shards that count as not played.
    """
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
        if shard in once_more:
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
        self.once_more: set[int] = set()

    def repeat(self, shards: set[int]) -> None:
        """Play shards again that are there; what they hold stays until the new ones are written."""
        self.once_more = shards & place.finished_shards(self.folder)
        self.waiting.extend(sorted(self.once_more))
        if self.once_more:
            with contextlib.suppress(FileNotFoundError):
                (self.folder / place.FINISHED).unlink()

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
        files = merged(whole, job.shard, start, stop)
        if job.shard in self.once_more:
            _agreed(self.folder, job.shard, files[tables.RUNS])
        place.shard_written(self.folder, job.shard, files.items())
        self.progress.done += stop - start
        self.progress.written += 1
        self.progress.failed += sum(part.failed for part in whole)


def _agreed(folder: Path, shard: int, content: bytes) -> None:
    """Check that runs that were well before come out the same when their shard is played again.

    Raises:
        SweepError: they do not.
    """
    before = pq.read_table(place.shard_file(folder, tables.RUNS, shard))
    now = pq.read_table(io.BytesIO(content))
    well = pc.equal(before["status"].cast(pa.string()), tables.OK)
    if not before.filter(well).equals(now.filter(well)):
        raise SweepError("again_differs", shard=shard, folder=folder)


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
