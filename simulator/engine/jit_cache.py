"""Machine code on disk, so that a rule is compiled once: only our own is read or thrown away.

What Numba keeps are pickles: who can write one can have a program of theirs run by who reads it.
So nothing is read that somebody else owns or can change. A file that was cut off, emptied or
damaged is as one that is not there: the rule is compiled again.
"""

import contextlib
import hashlib
import io
import os
import pickle
import re
import stat
import tempfile
import time
from pathlib import Path
from typing import Any

from numba.core.caching import FunctionCache, IndexDataCacheFile

OLDEST = 30 * 24 * 3600  # seconds an unused folder is kept
MARKER = ".gunfactor-cache"  # in each folder that we made
FOLDER = re.compile(r"\w+-[0-9a-f]{16}")  # as `jit.folder_of` calls them
FILE = re.compile(r".+\.(nbi|nbc)(\.tmp\.[0-9a-f]+)?")  # as Numba calls them
DIGEST = 16  # bytes in front of each file
DAMAGED = (  # what Numba raises over a file that it cannot read or write
    OSError, EOFError, ValueError, TypeError, KeyError, IndexError, AttributeError, ImportError,
    RuntimeError, pickle.PickleError,
)  # fmt: skip


def ours(found: os.stat_result) -> bool:
    """Whether something is of this user, and nobody else can change it."""
    if os.name != "posix":
        return True  # what is below the home of a user is the user's
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def usable(folder: Path) -> bool:
    """Make a folder that only we write to; False if it cannot be, or is somebody else's."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode):
            return False
        if os.name == "posix" and found.st_uid == os.geteuid() and not ours(found):
            folder.chmod(0o700)  # made by us where groups may write
            found = folder.lstat()
        if not ours(found):
            return False
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def made(folder: Path) -> bool:
    """Make or find the folder of one source, marked as ours and as used now."""
    if not usable(folder):
        return False
    try:
        (folder / MARKER).touch(mode=0o600)
        os.utime(folder)
    except OSError:
        return False
    return True


def prune(folder: Path) -> None:
    """Forget the machine code that nobody ran for a month: files of ours, in folders of ours.

    Where nothing at all was run for a month, the clock may have jumped: then nothing goes.
    """
    now, ages = time.time(), {}
    with contextlib.suppress(OSError):
        ages = {one: now - one.lstat().st_mtime for one in folder.iterdir() if _marked(one)}
    if min(ages.values(), default=0.0) > OLDEST:
        return
    for old in [one for one, age in ages.items() if age > OLDEST]:
        with contextlib.suppress(OSError):
            _emptied(old)
            (old / MARKER).unlink()
            old.rmdir()


def _marked(folder: Path) -> bool:
    """Whether a folder was made by `made`, of this user."""
    try:
        found, marker = folder.lstat(), (folder / MARKER).lstat()
    except OSError:
        return False
    is_folder = stat.S_ISDIR(found.st_mode) and stat.S_ISREG(marker.st_mode)
    return bool(is_folder and FOLDER.fullmatch(folder.name) and ours(found) and ours(marker))


def _emptied(folder: Path) -> None:
    """Delete what Numba wrote below a folder; raises OSError if anything else is there."""
    for inner in folder.iterdir():
        if inner.name == MARKER:
            continue
        found = inner.lstat()
        if stat.S_ISDIR(found.st_mode) and ours(found):
            _emptied(inner)
            inner.rmdir()
        elif stat.S_ISREG(found.st_mode) and ours(found) and FILE.fullmatch(inner.name):
            inner.unlink()
        else:
            raise OSError(f"{inner} is not ours")


class _Files(IndexDataCacheFile):  # type: ignore[misc]
    """Numba's files of one rule, each with a digest of itself in front."""

    def _load_index(self) -> dict[Any, str]:
        found = _read(self._index_path)
        if not isinstance(found, tuple) or found[:2] != (self._version, self._source_stamp):
            return {}
        return dict(found[2])

    def _save_index(self, overloads: dict[Any, str]) -> None:
        self._write(self._index_path, (self._version, self._source_stamp, overloads))

    def _load_data(self, name: str) -> Any:
        return _read(self._data_path(name))

    def _save_data(self, name: str, data: Any) -> None:
        self._write(self._data_path(name), data)

    def _write(self, path: str, what: Any) -> None:
        data = self._dump(what)
        with self._open_for_write(path) as file:
            Path(file.name).chmod(0o600)
            file.write(_digest(data) + data)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=DIGEST).digest()


def _read(path: str) -> Any:
    """What a file of ours holds; None if there is none, it is not ours, or it is damaged."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or not ours(found):
                return None
            data = file.read()
    except OSError:
        return None
    if len(data) <= DIGEST or data[:DIGEST] != _digest(data[DIGEST:]):
        return None
    return pickle.load(io.BytesIO(data[DIGEST:]))  # noqa: S301


class Kept(FunctionCache):  # type: ignore[misc]
    """The machine code of one rule on disk; what cannot be read or written is compiled again."""

    def __init__(self, function: Any) -> None:
        super().__init__(function)
        files: Any = self._cache_file  # type: ignore[has-type]
        stem = files._index_name.removesuffix(".nbi")
        self._cache_file = _Files(files._cache_path, stem, files._source_stamp)

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """The machine code for a signature, or None."""
        try:
            return super().load_overload(sig, target_context)
        except DAMAGED:
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep machine code, as far as there is place."""
        with contextlib.suppress(*DAMAGED):
            super().save_overload(sig, data)
