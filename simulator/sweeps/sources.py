"""A fingerprint of everything in the program that the numbers of a run depend on."""

import functools
import hashlib
from pathlib import Path

from simulator.engine import jit

PACKAGE = Path(__file__).parents[1]
# And all that they import.
ROOTS = ("batch", "engine.params", "measures.catalogue", "sweeps.evaluate")
FOLDERS = ("measures",)  # found by listing, so no import leads there


@functools.cache
def fingerprint() -> str:
    """Hash of the sources of the engine, the measures and what reduces them to a table."""
    digest = hashlib.blake2b(digest_size=12)
    for file in sorted(reached()):
        digest.update(str(file.relative_to(PACKAGE)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def of_folder(folder: Path | None) -> str:
    """Hash of a user's own measures; empty where there are none."""
    if folder is None:
        return ""
    digest = hashlib.blake2b(digest_size=12)
    for file in sorted(folder.glob("*.py")):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def reached() -> set[Path]:
    """The files of the package that the numbers depend on."""
    files = [PACKAGE.joinpath(*root.split(".")).with_suffix(".py") for root in ROOTS]
    files += [file for folder in FOLDERS for file in (PACKAGE / folder).glob("*.py")]
    return {source for file in files for source in jit.sources(file)}
