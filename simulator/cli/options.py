"""What several commands ask for in the same way."""

import contextlib
import functools
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator import i18n
from simulator.cli import bilingual, complete

if TYPE_CHECKING:
    from simulator.config.schema import Config

Command = Callable[..., Any]

config_dir = click.option(
    "--config-dir",
    "config_dir",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="GUNFACTOR_CONFIG_DIR",
    help=bilingual.lines("any_config_dir"),
)

lang = click.option(
    "--lang",
    type=click.Choice(("nl", "en")),
    default="nl",
    show_default=True,
    envvar=i18n.VARIABLE,
    help=bilingual.lines("any_lang"),
)


def overrides(function: Command) -> Command:
    """The words `key=value` that change the configuration, and --lang, which is one of them."""

    @functools.wraps(function)
    def asked(*args: Any, overrides: tuple[str, ...], lang: str | None, **more: Any) -> Any:
        words = (*overrides, f"lang={lang}") if lang else overrides
        return function(*args, overrides=words, **more)

    option = click.option("--lang", type=click.Choice(i18n.LANGUAGES),
                          help=bilingual.lines("any_lang"))  # fmt: skip
    argument = click.argument(
        "overrides", nargs=-1, metavar="[KEY=VALUE]...", shell_complete=complete.override
    )
    return argument(option(asked))


@contextlib.contextmanager
def mistakes_explained() -> Iterator[None]:
    """Turn the mistakes that a user can mend into sentences without a traceback."""
    from simulator.config.compose import ConfigError
    from simulator.measures.catalogue import MeasureError
    from simulator.results.range_checks import UnsoundError
    from simulator.results.store import StoreError
    from simulator.run import ComparisonError

    try:
        yield
    except ConfigError as mistake:
        raise click.ClickException("\n  ".join(("", *mistake.problems)).strip()) from None
    except (ComparisonError, MeasureError, StoreError, UnsoundError) as mistake:
        raise click.ClickException(str(mistake)) from None


def say_idle(config: "Config", words: Iterable[str]) -> None:
    """Name the settings that change nothing in this run."""
    from simulator.config import idle

    for note in idle.notes(config, idle.keys_of(words), config.lang):
        click.echo(note, err=True)


def as_typed(command: str, words: Sequence[str], config_dir: Path | None) -> str:
    """The command line that asks for the same again, for the report: without its own folder."""
    own = [] if config_dir is None else ["--config-dir", str(config_dir)]
    asked = [word for word in words if not word.startswith("output=")]
    return shlex.join(["gunfactor", command, *asked, *own])


def say_where(folder: Path, report: Path, lang: str) -> None:
    """Name the folder and the report, so that they can be opened from the screen."""
    click.echo(i18n.text("cli", "written", lang, folder=folder, report=report))
