"""`gunfactor run`: play a scenario, up to and including its report."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli import bilingual, options

if TYPE_CHECKING:
    from simulator.config.schema import Config


@bilingual.command("run")
@options.overrides
@options.config_dir
def command(overrides: tuple[str, ...], config_dir: Path | None) -> None:
    """Play a scenario, and write tables, figures and a report in a new folder.

    Without anything it plays the scenario `region`. Change what you like with KEY=VALUE:

    \b
      gunfactor run scenario=after-the-breach
      gunfactor run runs=1000 years=15 seed=7 lang=en
      gunfactor run params.pressure=.2 strategies.hard.opening=.8
      gunfactor run mix=population_2025 output=my-folder

    `gunfactor list` shows what there is to choose from. Where a scenario names a counterfactual,
    that is played too, with the same luck, and the report holds them side by side.
    """
    from simulator import i18n
    from simulator.cli import folders, progress
    from simulator.cli.screen import console, printed
    from simulator.config import compose
    from simulator.report import page
    from simulator.results import compare, store, summary

    screen = console()
    with options.mistakes_explained():
        chosen = compose.composed(overrides, config_dir)
        options.say_idle(chosen, overrides)
        against = counterfactual(chosen, overrides, config_dir)
        with folders.new_folder(chosen.name, chosen.output, chosen.lang) as folder:
            label = i18n.text("cli", "playing", chosen.lang, title=chosen.name)
            threads = chosen.threads or options.cores()
            work = chosen.runs * chosen.years * (1 if against is None else 2)
            with progress.shown(label, work, screen) as told:
                record = compare.alone(chosen, told, threads)
                other = None
                if against is not None:
                    other = compare.alone(against, told, threads, chosen.seed)
            said = options.as_typed("run", overrides, config_dir)
            with (
                progress.busy(i18n.text("cli", "writing", chosen.lang), screen),
                folders.writing(folder, chosen.lang),
            ):
                store.written(folder, chosen, record)
                report = page.written(folder, chosen, record, other, against, said)
            title = "" if against is None else getattr(against.title, chosen.lang)
            printed(summary.table(record, chosen, other=other, other_title=title), screen)
            options.say_where(folder, report, chosen.lang)


def counterfactual(
    chosen: "Config", overrides: Sequence[str], config_dir: Path | None
) -> "Config | None":
    """What a scenario is to be compared with, changed in the same ways; None = nothing."""
    from simulator.config import compose

    if chosen.counterfactual is None:
        return None
    same = [word for word in overrides if not word.startswith("scenario=")]
    twin = [f"{name}={getattr(chosen, name)}" for name in ("runs", "years")]
    try:
        words = [f"scenario={chosen.counterfactual}", *same, *twin]
        return compose.composed(words, config_dir)
    except compose.ConfigError:
        return None  # a change that makes no sense there: the report does without
