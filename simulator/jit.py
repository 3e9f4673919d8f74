"""One decorator, `rule`, for every function of the model.

A rule is plain Python that Numba compiles on first use. With NUMBA_DISABLE_JIT=1 it stays plain
Python and gives the same bits, which the tests use.

Numba looks only at a function's own file when it decides whether its cached machine code is
still good. A rule that calls a changed rule in another file would quietly keep the old one. So
the cache folder carries a hash of all sources that rules stand in or import, and of the compiler.
"""

import contextlib
import hashlib
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import numba
import numpy as np

Function = TypeVar("Function", bound=Callable[..., Any])

PACKAGE = Path(__file__).parent
OLDEST_CACHE = 30 * 24 * 3600  # seconds an unused cache folder is kept


def fingerprint() -> str:
    """Hash of every source that machine code depends on, the compiler, and its settings."""
    digest = hashlib.blake2b(digest_size=8)
    digest.update(f"{sys.version_info} {numba.__version__} {np.__version__}".encode())
    flags = numba.config
    digest.update(f"{flags.BOUNDSCHECK} {flags.OPT} {flags.DEBUGINFO_DEFAULT}".encode())
    for source in compiled_sources():
        digest.update(str(source.relative_to(PACKAGE)).encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()


def compiled_sources() -> list[Path]:
    """The files that machine code depends on: those with rules, and all that these import."""
    texts = {path: path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    reached = {path for path, text in texts.items() if "@rule\n" in text}
    waiting = list(reached)
    while waiting:
        for module in _imported(texts[waiting.pop()]):
            path = PACKAGE.parent.joinpath(*module.split(".")).with_suffix(".py")
            if path in texts and path not in reached:
                reached.add(path)
                waiting.append(path)
    return sorted(reached)


def _imported(text: str) -> set[str]:
    """Every module that a file may mean by its imports from this package."""
    modules = set()
    for origin, names in _IMPORT.findall(text):
        modules.add(origin)
        modules.update(f"{origin}.{name}" for name in re.findall(r"\w+", names))
    return modules


_IMPORT = re.compile(rf"^\s*from ({PACKAGE.name}[\w.]*) import (\([^)]*\)|[^\n]*)", re.MULTILINE)


def cache_folder() -> Path:
    """Folder for machine code; a temporary one where the home is not writable."""
    base = os.environ.get("GUNFACTOR_CACHE") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    folder = Path(base).expanduser() / "gunfactor" / fingerprint()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        return Path(tempfile.mkdtemp(prefix="gunfactor-"))
    _prune(folder)
    return folder


def _prune(current: Path) -> None:
    """Forget the machine code of versions that nobody ran for a month."""
    now = time.time()
    os.utime(current)
    for other in current.parent.iterdir():
        with contextlib.suppress(OSError):
            if other != current and now - other.stat().st_mtime > OLDEST_CACHE:
                shutil.rmtree(other)


FOLDER = None if numba.config.DISABLE_JIT else str(cache_folder())


@contextlib.contextmanager
def _cache_in(folder: str) -> Iterator[None]:
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = folder
    try:
        yield
    finally:
        numba.config.CACHE_DIR = before


def rule(function: Function) -> Function:
    """Compile a function of the model: cached, without the interpreter lock, no fast-math."""
    if FOLDER is None:
        return function
    with _cache_in(FOLDER):
        return numba.njit(cache=True, nogil=True, error_model="numpy")(function)  # type: ignore[no-any-return]
