"""The progress bar of all that takes longer than a second, where a person is watching."""

import contextlib
import threading
from collections.abc import Iterator
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

PATIENCE = 1.0  # seconds without a bar


class Told(Protocol):
    """Is told how many steps were done since it was last told."""

    def __call__(self, steps: int, said: str = "") -> None:
        """`said` stands beside the bar; without it the time that is left does."""


def quiet(steps: int, said: str = "") -> None:
    """Nobody is watching."""
    del steps, said


@contextlib.contextmanager
def shown(label: str, total: int, console: Console, worded: bool = False) -> Iterator[Told]:
    """A function to be told how many steps were done since it was last told.

    The bar appears after a second, and only on an interactive terminal. Before the first step
    the wheel turns without a length: the rules may still have to be compiled.

    Args:
        worded: who tells says in words how far it is.
    """
    if not console.is_interactive:
        yield quiet
        return
    words = TextColumn("{task.fields[said]}", markup=False)
    name = TextColumn("{task.description}", markup=False)
    columns = (SpinnerColumn(), name, BarColumn(), words if worded else TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task(label, total=None, said="")
    done = 0
    lock = threading.Lock()

    def told(steps: int, said: str = "") -> None:
        nonlocal done
        with lock:
            done += steps
            bar.update(task, total=total, completed=done, said=said)

    later = threading.Timer(PATIENCE, bar.start)
    later.daemon = True
    later.start()
    try:
        yield told
    finally:
        later.cancel()
        later.join()
        bar.stop()


def busy(label: str, console: Console) -> contextlib.AbstractContextManager[object]:
    """A turning wheel for work of unknown length, where a person is watching."""
    return console.status(Text(label)) if console.is_interactive else contextlib.nullcontext()
