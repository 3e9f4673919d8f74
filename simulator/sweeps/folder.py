"""The folder of a sweep: where things are, and files that are there whole or not at all.

manifest.json          what is played; written first, checked before anything is added
design.parquet         a row a point, a column a factor
sample.parquet         the same points in the unit cube, where the design was drawn there
runs/, years/, ...     one file a shard
failures/              only where runs failed
finished.json          when all shards are there
"""

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from simulator import files
from simulator.sweeps.errors import SweepError, UnwritableError
from simulator.sweeps.tables import FAILURES, RUNS

MANIFEST, DESIGN, SAMPLE = "manifest.json", "design.parquet", "sample.parquet"
FINISHED, README, LOCK = "finished.json", "README.txt", ".lock"
PARTIAL = ".partial"  # where files grow before they get their name
_SHARD = re.compile(r"shard-(\d{6,})\.parquet")  # not "shard-000000 (1).parquet" of a cloud drive


def shard_file(folder: Path, table: str, shard: int) -> Path:
    """Where a shard's part of a table is."""
    return folder / table / f"shard-{shard:06d}.parquet"


def finished_shards(folder: Path) -> set[int]:
    """Shards whose files are all there: the runs are written last."""
    found = (_SHARD.fullmatch(file.name) for file in (folder / RUNS).glob("shard-*.parquet"))
    return {int(name[1]) for name in found if name}


def wrote(file: Path, content: bytes) -> None:
    """Write a file so that after any accident it is there whole or not at all.

    Raises:
        SweepError: the disk is full or may not be written, with what to do.
    """
    partial = file.parents[0 if file.parent.name not in _TABLES else 1] / PARTIAL
    growing = partial / f"{file.parent.name}-{file.name}"
    try:
        partial.mkdir(parents=True, exist_ok=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        with files.growing(file, growing) as sink:
            sink.write(content)
    except OSError as error:
        raise unwritable(file, error) from None


_TABLES = ("runs", "years", "relations", FAILURES)


def unwritable(file: Path, error: OSError) -> SweepError:
    """Why a file could not be written, and what to do."""
    kind, values = files.trouble(error, file.parent)
    return UnwritableError(f"sweep_{kind}", **values)


def shard_written(folder: Path, shard: int, files: Iterable[tuple[str, bytes]]) -> None:
    """Write all files of a shard; the one of the runs, which says that all are there, last."""
    ordered = sorted(files, key=lambda item: item[0] == RUNS)
    for table, content in ordered:
        wrote(shard_file(folder, table, shard), content)
    if FAILURES not in dict(ordered):  # of an earlier time, when runs of it failed
        shard_file(folder, FAILURES, shard).unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # there are others
            (folder / FAILURES).rmdir()


def cleaned(folder: Path) -> None:
    """Take away what an accident left half written."""
    partial = folder / PARTIAL
    with contextlib.suppress(OSError):
        for file in partial.glob("*"):
            file.unlink()
        partial.rmdir()


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep the folder to this process; the system lets go of it however the process ends.

    Raises:
        SweepError: another sweep is writing here.
    """
    lock = _lock()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / LOCK).open("w")
    except OSError as error:
        raise unwritable(folder / LOCK, error) from None
    with handle:
        try:
            lock(handle.fileno())
        except OSError:
            raise SweepError("held", folder=folder) from None
        yield
    with contextlib.suppress(OSError):
        (folder / LOCK).unlink()


def _lock() -> Callable[[int], None]:
    try:
        import fcntl
    except ModuleNotFoundError:  # Windows: no such lock; the folder is not guarded there
        return lambda _: None
    return lambda handle: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
