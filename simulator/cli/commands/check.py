"""`gunfactor check`: read a file of the user's and name everything that is wrong with it."""

from pathlib import Path

import click

from simulator.cli import bilingual, options


@bilingual.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.config_dir
@options.lang
def command(file: Path, config_dir: Path | None, lang: str) -> None:
    """Read a strategy, scenario, world, ... and name all that is wrong with it at once.

    Ends with code 0 if the file is sound, with code 2 if it is not.
    """
    from simulator import i18n
    from simulator.config import compose as configs

    with options.mistakes_explained():
        problems = configs.checked(file, config_dir, lang)
    if problems:
        raise click.ClickException("\n  ".join(problems))
    click.echo(i18n.text("cli", "sound", lang, file=file))
