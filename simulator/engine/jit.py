"""One decorator, `rule`, for every function of the model.

A rule is plain Python that Numba compiles on first use. With NUMBA_DISABLE_JIT=1 it stays plain
Python and gives the same bits, which the tests use.

Numba looks only at a function's own file when it decides whether its cached machine code is
still good. A rule that calls a changed rule in another file would quietly keep the old one. So
each file has a cache folder named by a hash of itself, all it imports, and the compiler;
`jit_cache.py` says what is read from it.
"""

import contextlib
import functools
import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import numba
import numpy as np

from simulator.engine import jit_cache

Function = TypeVar("Function", bound=Callable[..., Any])

PACKAGE = Path(__file__).parents[1]

# A rule changes records in place and owns no memory. Numba counts references to the arrays it
# passes on all the same, and hands results over through memory; together half of the time.
# `_nrt=False` spares the first, and a rule that makes an array or a list no longer compiles;
# `forceinline` the second. No C code calls a rule, so it needs no wrapper for C.
SETTINGS = {
    "nogil": True,
    "error_model": "numpy",
    "_nrt": False,
    "forceinline": True,
    "no_cfunc_wrapper": True,
}


@functools.cache
def imported(source: Path) -> frozenset[Path]:
    """The files of the package that a file means by its imports."""
    modules = set()
    for origin, names in _IMPORT.findall(source.read_text("utf-8")):
        modules.add(origin)
        modules.update(f"{origin}.{name}" for name in re.findall(r"\w+", names))
    paths = (PACKAGE.parent.joinpath(*m.split(".")).with_suffix(".py") for m in modules)
    return frozenset(path for path in paths if path.is_file())


def sources(source: Path) -> list[Path]:
    """The files that the machine code of one file depends on: itself and all it imports."""
    reached, waiting = {source}, [source]
    while waiting:
        new = imported(waiting.pop()) - reached
        reached |= new
        waiting.extend(new)
    return sorted(reached)


_IMPORT = re.compile(rf"^\s*from ({PACKAGE.name}[\w.]*) import (\([^)]*\)|[^\n]*)", re.MULTILINE)


@functools.cache
def fingerprint(source: Path) -> str:
    """Hash of every file that the machine code of one depends on, the compiler, its settings."""
    digest = hashlib.blake2b(digest_size=8)
    flags = numba.config
    digest.update(f"{sys.version_info} {numba.__version__} {np.__version__}".encode())
    digest.update(f"{flags.BOUNDSCHECK} {flags.OPT} {flags.DEBUGINFO_DEFAULT}".encode())
    for file in sources(source):
        digest.update(str(file.relative_to(file.anchor)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


@functools.cache
def cache() -> Path | None:
    """Where machine code is kept; None where no folder of ours can be: it is then not kept."""
    base = os.environ.get("GUNFACTOR_CACHE") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    try:
        folder = Path(base).expanduser() / "gunfactor"
    except RuntimeError:  # no home
        return None
    if not jit_cache.usable(folder):
        return None
    jit_cache.prune(folder)
    return folder


def folder_of(source: Path) -> Path | None:
    """The cache folder of the rules of one file; None = they are not kept."""
    kept = cache()
    folder = kept and kept / f"{source.stem}-{fingerprint(source)}"
    return folder if folder and jit_cache.made(folder) else None


@contextlib.contextmanager
def _cache_in(folder: Path) -> Iterator[None]:
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(folder)
    try:
        yield
    finally:
        numba.config.CACHE_DIR = before


def rule(function: Function) -> Function:
    """Compile a function of the model: cached, without the interpreter lock, no fast-math."""
    if numba.config.DISABLE_JIT:
        return function
    made = numba.njit(**SETTINGS)(function)
    folder = folder_of(Path(function.__code__.co_filename).resolve())
    if folder is not None:
        with _cache_in(folder):
            made._cache = jit_cache.Kept(function)
    return made  # type: ignore[no-any-return]
