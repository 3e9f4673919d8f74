"""`gunfactor compare A B`: two choices under the same luck, and what differs."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator import i18n
from simulator.cli import bilingual, complete, options

if TYPE_CHECKING:
    from simulator.config.schema import Config


@bilingual.command("compare")
@click.argument("first", metavar="A", shell_complete=complete.choice)
@click.argument("second", metavar="[B]", required=False, shell_complete=complete.choice)
@options.overrides
@options.config_dir
def command(
    first: str, second: str | None, overrides: tuple[str, ...], config_dir: Path | None
) -> None:
    """Play choices A and B with the same seed and the same luck, and show what differs.

    A choice is a scenario, or a quoted list of changes. Without B, A is compared with the
    counterfactual that its file names. KEY=VALUE after them holds for both:

    \b
      gunfactor compare after-the-breach
      gunfactor compare region null runs=500
      gunfactor compare "mix=population_2022" "mix=population_2025" lang=en
      gunfactor compare region "region strategies.hard.opening=.6"

    Where A and B ask for other numbers of runs or years, the smaller number holds for both.
    """
    from simulator.cli import folders, progress
    from simulator.cli.screen import console, printed
    from simulator.report import comparison
    from simulator.results import compare

    if second is not None and is_change(second) and not is_change(first):
        overrides, second = (second, *overrides), None  # `compare region runs=5`: no B was given
    screen = console()
    with options.mistakes_explained():
        one, other = twins(first, second, overrides, config_dir)
        lang = one.lang
        for config, choice in ((one, first), (other, second or "")):
            options.say_idle(config, [*words(choice), *overrides])
        with folders.new_folder(f"{one.name}-or-{other.name}", one.output, one.lang) as folder:
            label = i18n.text("cli", "playing", lang, title=f"{one.name}, {other.name}")
            with progress.shown(label, 2 * one.runs * one.years, screen) as told:
                pair = compare.paired(one, other, told, one.threads or options.cores())
            typed = [word for word in (first, second, *overrides) if word is not None]
            said = options.as_typed("compare", typed, config_dir)
            with (
                progress.busy(i18n.text("cli", "writing", lang), screen),
                folders.writing(folder, lang),
            ):
                compare.written(folder, pair)
                report = comparison.written(folder, pair.configs, pair.records, said)
            printed(compare.table(pair, lang), screen)
            options.say_where(folder, report, lang)


def twins(
    first: str, second: str | None, shared: tuple[str, ...], config_dir: Path | None
) -> tuple["Config", "Config"]:
    """Both choices, with the smaller number of runs and of years for both.

    Raises:
        click.ClickException: no second choice, and the first names no counterfactual.
    """
    from simulator.config.compose import composed
    from simulator.results.compare import told_apart

    one = composed((*words(first), *shared), config_dir)
    second = second or one.counterfactual
    if second is None:
        said = i18n.text("cli", "no_counterfactual", one.lang, name=one.name, first=first)
        raise click.ClickException(said)
    other = composed((*words(second), *shared), config_dir)
    for name in ("runs", "years"):
        least = min(getattr(one, name), getattr(other, name))
        shared = (*shared, f"{name}={least}")
    one, other = (composed((*words(choice), *shared), config_dir) for choice in (first, second))
    return told_apart(one, other, (f"A: {first}", f"B: {second}"))


def is_change(word: str) -> bool:
    """Is it one `key=value`, not a name or a quoted list?"""
    return "=" in word and len(_split(word)) == 1


def _split(choice: str) -> list[str]:
    """The words of a quoted list; a folder is one word, whatever its name."""
    if choice.startswith("output="):
        return [choice]
    try:
        return shlex.split(choice)
    except ValueError:  # a quote that nobody closed
        return choice.split()


def words(choice: str) -> tuple[str, ...]:
    """The changes that a choice stands for: a bare word is the name of a scenario."""
    return tuple(word if is_change(word) else f"scenario={word}" for word in _split(choice))
