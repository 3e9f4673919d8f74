"""How far a sweep is: a bar where a person is watching, a line now and then in a log."""

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.sweeps.execute import Progress
    from simulator.sweeps.scheme import Scheme

EVERY = 60.0  # seconds between two lines in a log


@contextlib.contextmanager
def watched(scheme: "Scheme", folder: Path, lang: str) -> Iterator[Callable[["Progress"], None]]:
    """A function to be told how far the sweep is."""
    from simulator.cli import progress as bars
    from simulator.cli.screen import console
    from simulator.sweeps.errors import said

    screen = console(stderr=True)
    counted, last = None, time.monotonic()
    label = said("playing", lang, name=scheme.name)
    with bars.shown(label, scheme.runs, screen, worded=True) as drawn:

        def told(progress: "Progress") -> None:
            nonlocal counted, last
            if counted is None and progress.written:
                values = {"done": progress.written, "shards": progress.shards}
                click.echo(said("resuming", lang, folder=folder, **values), err=True)
            line = said(
                "progress", lang, done=progress.done, runs=progress.runs,
                rate=f"{progress.rate:.0f}", left=_left(progress), failed=progress.failed,
            )  # fmt: skip
            drawn(progress.done - (counted or 0), line)
            counted = progress.done
            if not screen.is_interactive and time.monotonic() - last > EVERY:
                last = time.monotonic()
                click.echo(line, err=True)

        yield told


def _left(progress: "Progress") -> str:
    if progress.done <= progress.before:
        return "…"
    seconds = round((progress.runs - progress.done) / progress.rate)
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"
