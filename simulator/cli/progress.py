"""A progress bar for runs that take longer than a second, where a person is watching."""

import contextlib
import threading
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

PATIENCE = 1.0  # seconds without a bar


@contextlib.contextmanager
def shown(label: str, total: int, console: Console) -> Iterator[Callable[[int], None]]:
    """A function to be told how many steps were done since it was last told.

    The bar appears after a second, and only on an interactive terminal. Before the first step
    the wheel turns without a length: the rules may still have to be compiled.
    """
    if not console.is_interactive:
        yield lambda _: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task(label, total=None)
    done = 0
    lock = threading.Lock()

    def told(steps: int) -> None:
        nonlocal done
        with lock:
            done += steps
            bar.update(task, total=total, completed=done)

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
