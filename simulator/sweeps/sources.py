"""A fingerprint of everything in the program that the numbers of a run depend on."""

import functools
import hashlib
import re
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
ROOTS = ("batch", "params", "measures.catalogue", "sweeps.playing")  # and all that they import
FOLDERS = ("measures",)  # found by listing, so no import leads there
# Six times as fast as parsing, which every worker would wait for.
IMPORTS = re.compile(r"^[ \t]*from (simulator[.\w]*) import (\([^)]*\)|[^\n]*)", re.MULTILINE)
WORD = re.compile(r"\w+")


@functools.cache
def fingerprint() -> str:
    """Hash of the sources of the engine, the measures and what reduces them to a table."""
    digest = hashlib.blake2b(digest_size=12)
    for file in sorted(_reached()):
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


def _reached() -> set[Path]:
    todo = [_file(root) for root in ROOTS]
    todo += [file for folder in FOLDERS for file in (PACKAGE / folder).glob("*.py")]
    seen: set[Path] = set()
    while todo:
        file = todo.pop()
        if file is not None and file not in seen:
            seen.add(file)
            todo.extend(_imported(file))
    return seen


def _imported(file: Path) -> list[Path | None]:
    found: list[Path | None] = []
    for module, names in IMPORTS.findall(file.read_text(encoding="utf-8")):
        inner = module.partition(".")[2]
        found.append(_file(inner))
        found += [_file(".".join(filter(None, (inner, one)))) for one in WORD.findall(names)]
    return found


def _file(module: str) -> Path | None:
    file = PACKAGE.joinpath(*module.split(".")).with_suffix(".py") if module else PACKAGE
    return file if file.is_file() else None
