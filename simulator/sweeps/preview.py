"""What a sweep will take, before it is played: a few of its runs tell the rest."""

import shutil
import time
from pathlib import Path
from typing import NamedTuple

from simulator.run import cores
from simulator.sweeps import manifest, tables
from simulator.sweeps.evaluate import Result, played
from simulator.sweeps.jobs import Study
from simulator.sweeps.scheme import Scheme

SAMPLE = 20_000  # relation-years that are played to see how long it takes
RECORDS = ("summary", "yearly", "relations")


class Preview(NamedTuple):
    """What a sweep will take."""

    runs: int
    shards: int
    size: int  # runs in the largest shard
    workers: int
    seconds: float  # of wall time, roughly
    sizes: dict[str, int]  # bytes on the disk by what is recorded
    free: int  # bytes


def previewed(scheme: Scheme, folder: Path) -> Preview:
    """Play a few runs and count.

    Args:
        folder: where it would be written; need not be there.
    """
    study = scheme.study
    cut = manifest.shards(scheme)
    largest = max(len(world.ties) for world in study.worlds) * study.years
    count = max(1, min(SAMPLE // largest, scheme.runs))
    seconds, sizes = 0.0, {}
    for record in RECORDS:
        sample = Study(**{**vars(study), "record": record})
        first = played(sample, scheme.job(0, 0, 1))  # compiled before the clock starts
        began = time.perf_counter()
        result = played(sample, scheme.job(0, 0, count))
        if record == study.record:
            seconds = (time.perf_counter() - began) / count
        empty, full = _size(first), _size(result)  # every file has a head, however short it is
        each = (full - empty) / max(1, count - 1)
        sizes[record] = round(len(cut) * (empty - each) + scheme.runs * max(each, 1.0))
    workers = min(scheme.plan.workers or cores(), len(cut))
    size = max(stop - start for start, stop in cut)
    wall = seconds * scheme.runs / workers
    return Preview(scheme.runs, len(cut), size, workers, wall, sizes, free_space(folder))


def _size(result: Result) -> int:
    return sum(len(file) for name, file in result.files.items() if name != tables.FAILURES)


def free_space(folder: Path) -> int:
    """Bytes left on the disk of a folder that may not be there yet."""
    there = folder.expanduser().absolute()
    while not there.exists():
        there = there.parent
    return shutil.disk_usage(there).free
