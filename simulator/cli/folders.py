"""Where a run is written: a new folder each time, made before anything is computed."""

import contextlib
import re
import tempfile
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

import click

from simulator import files, i18n

HOME = Path("results")


def asked(wanted: str) -> Path:
    """The folder that was asked for; ~ is somebody's home, where there is somebody of that name."""
    with contextlib.suppress(RuntimeError):  # nobody has that name
        return Path(wanted).expanduser()
    return Path(wanted)


def _candidates(name: str, wanted: str | None) -> Iterator[Path]:
    """Folders to try: the wanted one, or results/<name>-<date>-<time>, then with -2, -3, ..."""
    if wanted is not None:
        yield asked(wanted)
        return
    plain = re.sub(r"[^\w.-]+", "-", name)
    first = HOME / f"{plain}-{datetime.now():%Y%m%d-%H%M%S}"
    yield first
    for number in count(2):
        yield first.with_name(f"{first.name}-{number}")


def _made(name: str, wanted: str | None, lang: str) -> Path:
    for folder in _candidates(name, wanted):
        try:
            folder.mkdir(parents=True)  # fails if it is there: two runs never share a folder
        except FileExistsError:
            if wanted is None and folder.is_dir():
                continue
            if not folder.is_dir():
                raise
            if any(folder.iterdir()):
                raise click.ClickException(
                    i18n.text("cli", "not_empty", lang, folder=folder)
                ) from None
        with tempfile.TemporaryFile(dir=folder):
            return folder
    raise AssertionError("there is always a next number")


@contextlib.contextmanager
def writing(folder: Path, lang: str, option: str = "output=") -> Iterator[None]:
    """Around all that is written in a new folder: a full or closed disk is said in a sentence.

    Args:
        option: how another folder is asked for.

    Raises:
        click.ClickException: why it broke off, what is there, and what to do.
    """
    try:
        yield
    except OSError as problem:
        with contextlib.suppress(OSError):
            (folder / "figures").rmdir()  # only when empty
        left = sorted(file.name for file in folder.glob("[!.]*"))
        kept = i18n.text("files", "kept" if left else "nothing", lang, names=", ".join(left))
        kind, values = files.trouble(problem, folder)
        said = i18n.text("files", kind, lang, **values)
        todo = i18n.text("files", f"report_{kind}", lang, kept=kept, output=option)
        raise click.ClickException(f"{said} {todo}") from None


@contextlib.contextmanager
def new_folder(name: str, wanted: str | None = None, lang: str = "nl") -> Iterator[Path]:
    """A new, writable folder for one run; taken away again if the run leaves nothing in it.

    Args:
        name: what runs; part of the folder's name.
        wanted: the folder the user asked for (`output=...`); made if need be, must be empty.
        lang: of what is said when it cannot be.

    Raises:
        click.ClickException: no such folder can be made or written, and why.
    """
    try:
        folder = _made(name, wanted, lang)
    except OSError as problem:
        place = asked(wanted) if wanted else HOME.resolve()
        kind, values = files.trouble(problem, place)
        said = i18n.text("files", kind, lang, **values)
        todo = i18n.text("files", f"folder_{kind}", lang)
        raise click.ClickException(f"output: {said} {todo}") from None
    try:
        yield folder
    finally:
        with contextlib.suppress(OSError):
            folder.rmdir()  # only when empty
