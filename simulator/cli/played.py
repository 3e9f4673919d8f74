"""What `run` and `compare` do once they know what to play: play, write, show on the screen."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from simulator import i18n
from simulator.cli import folders, options, progress
from simulator.cli.screen import console, printed
from simulator.config.schema import Config
from simulator.report import comparison, page
from simulator.results import compare, pair_store, store, summary
from simulator.run import alone, cores, paired


def one(chosen: Config, against: Config | None, said: str) -> None:
    """Play a config in a new folder, up to and including its report.

    Args:
        against: what it is held against, played with the same luck; None = nothing.
        said: how it was asked for.
    """
    screen = console()
    with folders.new_folder(chosen.name, chosen.output, chosen.lang) as folder:
        label = i18n.text("cli", "playing", chosen.lang, title=chosen.name)
        threads = chosen.threads or cores()
        work = chosen.runs * chosen.years * (1 if against is None else 2)
        with progress.shown(label, work, screen) as told:
            record = alone(chosen, told, threads)
            other = None
            if against is not None:
                other = alone(against, told, threads, chosen.seed)
        with _writing(folder, chosen.lang, screen):
            store.written(folder, chosen, record, against)
            report = page.written(folder, chosen, record, other, against, said)
        title = "" if against is None else getattr(against.title, chosen.lang)
        printed(summary.table(record, chosen, other=other, other_title=title), screen)
        options.say_where(folder, report, chosen.lang)


def two(first: Config, second: Config, said: str) -> None:
    """Play two configs with the same luck in a new folder, and show what differs.

    Args:
        said: how it was asked for.
    """
    screen, lang = console(), first.lang
    with folders.new_folder(f"{first.name}-or-{second.name}", first.output, lang) as folder:
        label = i18n.text("cli", "playing", lang, title=f"{first.name}, {second.name}")
        with progress.shown(label, 2 * first.runs * first.years, screen) as told:
            pair = paired(first, second, told, first.threads or cores())
        with _writing(folder, lang, screen):
            pair_store.written(folder, pair)
            report = comparison.written(folder, pair.configs, pair.records, said)
        printed(compare.table(pair, lang), screen)
        options.say_where(folder, report, lang)


@contextlib.contextmanager
def _writing(folder: Path, lang: str, screen: Console) -> Iterator[None]:
    """Around all that is written: said while it lasts, and in a sentence where it fails."""
    with (
        progress.busy(i18n.text("cli", "writing", lang), screen),
        folders.writing(folder, lang),
    ):
        yield
