"""`gunfactor check`: read a file of the user's and name everything that is wrong with it."""

from collections.abc import Callable, Mapping
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
        judge = OTHERS.get(file.resolve().parent.name)
        if judge is not None and file.suffix == ".yaml":
            problems = judge(file.resolve(), config_dir, lang)
        else:
            problems = configs.checked(file, config_dir, lang)
    if problems:
        raise click.ClickException("\n  ".join(problems))
    click.echo(i18n.text("cli", "sound", lang, file=file))


def _sweep(file: Path, config_dir: Path | None, lang: str) -> list[str]:
    from simulator.sweeps.errors import SweepError
    from simulator.sweeps.plan import planned

    try:
        planned([f"sweep={file.stem}"], config_dir or file.parents[1], lang)
    except SweepError as error:
        return error.sentence(lang).splitlines()
    return []


def _experiment(file: Path, config_dir: Path | None, lang: str) -> list[str]:  # noqa: ARG001
    from simulator.evidence import plan

    try:
        plan.read(file, lang)
    except plan.ExperimentError as error:
        return str(error).splitlines()
    return []


def _exercise(file: Path, config_dir: Path | None, lang: str) -> list[str]:
    from simulator.training.case import scenarios

    return scenarios.checked(file, config_dir or file.parents[1], lang)


def _lesson(file: Path, config_dir: Path | None, lang: str) -> list[str]:
    from simulator.config.compose import composed
    from simulator.training.demo import lesson

    own = config_dir if config_dir is not None else file.parents[1]
    try:
        lesson.read(file, sorted(composed([f"lang={lang}"], own).strategies), lang)
    except lesson.LessonError as error:
        return error.problems
    return []


# files that are no part of a run, by the folder they stand in
OTHERS: Mapping[str, Callable[[Path, Path | None, str], list[str]]] = {
    "sweep": _sweep,
    "experiment": _experiment,
    "exercise": _exercise,
    "lesson": _lesson,
}
