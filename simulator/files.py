"""The one door to the disk: a file appears whole or not at all, also after the power went out.

It grows beside its place under another name, and takes its name when all of it is on the disk.
"""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def written(file: Path, content: bytes | str) -> Path:
    """Write a file; of one that cannot be written nothing is left.

    Raises:
        OSError: a full disk, a folder that is closed; `trouble` says which.
    """
    with growing(file) as sink:
        sink.write(content.encode() if isinstance(content, str) else content)
    return file


@contextlib.contextmanager
def growing(file: Path, partial: Path | None = None) -> Iterator[IO[bytes]]:
    """A file to write in, which gets its name when the block ends well.

    Args:
        file: its folder exists.
        partial: where it grows, on the same disk; None = beside its place.

    Raises:
        OSError: as `written`.
    """
    partial = partial or file.with_name(f".{file.name}.partial")
    try:
        with partial.open("wb") as sink:
            yield sink
            sink.flush()
            os.fsync(sink.fileno())
        partial.replace(file)
        _settled(file.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise


def _settled(folder: Path) -> None:
    """Have the new name on the disk as well, where the system can do that."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def trouble(problem: OSError, folder: Path) -> tuple[str, dict[str, object]]:
    """Why something cannot be written: "full" or "closed", and the values of its sentence.

    The sentences are in `configs/locale/files.yaml`, with what to do about it beside them.

    Args:
        folder: as the person who asked knows it.
    """
    kind = "full" if problem.errno in FULL else "closed"
    why = os.strerror(problem.errno) if problem.errno else str(problem)
    return kind, {"folder": folder, "why": why}
