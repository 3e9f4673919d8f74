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
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    from simulator.cli.screen import console
    from simulator.sweeps.errors import said

    screen = console(stderr=True)
    began, first, last = time.monotonic(), True, time.monotonic()
    bar = Bar(
        TextColumn("{task.description}", markup=False), BarColumn(),
        TextColumn("{task.fields[said]}", markup=False),
        console=screen, transient=True,
    )  # fmt: skip
    task = bar.add_task(said("playing", lang, name=scheme.name), total=scheme.runs, said="")

    def told(progress: "Progress") -> None:
        nonlocal first, last
        if first and progress.written:
            click.echo(
                said(
                    "resuming", lang, folder=folder, done=progress.written, shards=progress.shards
                ),
                err=True,
            )
        first = False
        line = said(
            "progress", lang, done=progress.done, runs=progress.runs, rate=f"{progress.rate:.0f}",
            left=_left(progress), failed=progress.failed,
        )  # fmt: skip
        bar.update(task, completed=progress.done, said=line)
        if screen.is_interactive:
            if time.monotonic() - began > 1.0 and not bar.live.is_started:
                bar.start()
        elif time.monotonic() - last > EVERY:
            last = time.monotonic()
            click.echo(line, err=True)

    try:
        yield told
    finally:
        bar.stop()


def _left(progress: "Progress") -> str:
    if progress.done <= progress.before:
        return "…"
    seconds = round((progress.runs - progress.done) / progress.rate)
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"
