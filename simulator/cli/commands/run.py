"""`gunfactor run`: play a scenario, up to and including its report."""

from pathlib import Path

import click

from simulator.cli import bilingual, options


@bilingual.command("run")
@options.overrides
@options.config_dir
@click.option(
    "--again",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help=bilingual.lines("run_again"),
)
def command(overrides: tuple[str, ...], config_dir: Path | None, again: Path | None) -> None:
    """Play a scenario, and write tables, figures and a report in a new folder.

    Without anything it plays the scenario `region`. Change what you like with KEY=VALUE:

    \b
      gunfactor run scenario=after-the-breach
      gunfactor run runs=1000 years=15 seed=7 lang=en
      gunfactor run params.pressure=.2 strategies.hard.opening=.8
      gunfactor run mix=population_2025 output=my-folder
      gunfactor run --again my-folder

    `gunfactor list` shows what there is to choose from. Where a scenario names a counterfactual,
    that is played too, with the same luck, and the report holds them side by side.

    --again plays what a folder of `run` or `compare` holds, with the same luck and so the same
    numbers; KEY=VALUE after it changes single values.
    """
    from simulator.cli import played
    from simulator.config.compose import composed
    from simulator.run import counterfactual

    with options.mistakes_explained():
        if again is not None:
            once_more(again, overrides)
            return
        chosen = composed(overrides, config_dir)
        options.say_idle(chosen, overrides)
        against = counterfactual(chosen, overrides, config_dir)
        played.one(chosen, against, options.as_typed("run", overrides, config_dir))


def once_more(folder: Path, overrides: tuple[str, ...]) -> None:
    """Play what a folder holds.

    Raises:
        ConfigError, StoreError: it cannot be read, or cannot be changed like that.
    """
    from simulator import i18n
    from simulator.cli import played
    from simulator.config.again import again
    from simulator.results import pair_store, store

    lang = i18n.asked(overrides)
    if (folder / "manifest.json").is_file():
        raise store.StoreError(i18n.text("store", "of_a_sweep", lang, folder=folder))
    said = options.as_typed("run", ["--again", str(folder), *overrides], None)
    if store.kind(folder, lang) == store.PAIRED:
        first, second = (again(each, overrides) for each in pair_store.settings(folder, lang))
        played.two(first, second, said)
        return
    kept, against = store.settings(folder, lang)
    beside = None if against is None else again(against, overrides)
    played.one(again(kept, overrides), beside, said)
