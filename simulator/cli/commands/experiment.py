"""`gunfactor experiment NAME`: play one experiment and judge its claims."""

from typing import TYPE_CHECKING

import click

from simulator.cli import bilingual, mistakes, options

if TYPE_CHECKING:
    from rich.table import Table

    from simulator.report.table import Table as Page


@bilingual.command("experiment")
@click.argument("name", required=False)
@options.lang
@click.option("--shrunk", is_flag=True, help=bilingual.lines("experiment_shrunk"))
@click.option("--threads", type=click.IntRange(1, 1024), help=bilingual.lines("any_threads"))
@click.option("--output", metavar="FOLDER", help=bilingual.lines("any_output"))
def command(
    name: str | None, lang: str, shrunk: bool, threads: int | None, output: str | None
) -> None:
    """Play experiment NAME with paired runs, judge its claims, and write a page.

    Without NAME it lists all.

    \b
      gunfactor experiment
      gunfactor experiment calm_breaks_patterns
      gunfactor experiment same_result --lang en
    """
    from rich.text import Text

    from simulator import i18n
    from simulator.cli import folders, progress
    from simulator.cli.screen import console, printed
    from simulator.evidence import collect, page, plan, shelf
    from simulator.evidence import output as writing
    from simulator.evidence.results import FULL, SHRUNK
    from simulator.run import cores

    screen = console()
    try:
        with options.mistakes_explained():
            if name is None:
                for each in plan.names():
                    written = plan.plan(each)
                    title = i18n.in_language(written.title.model_dump(), lang)
                    screen.print(Text(f"{each:30} {title} ({', '.join(written.claims)})"))
                return
            if name not in plan.names():
                said = mistakes.unknown("no_experiment", name, plan.names(), lang)
                raise click.ClickException(said)
            effort = SHRUNK if shrunk else FULL
            one = shelf.experiment(name)
            with folders.new_folder(name, output, lang) as folder:
                label = i18n.text("evidence", "playing", lang, name=name)
                with progress.shown(label, effort.work(one), screen) as told:
                    found = collect.gathered(
                        effort, threads or cores(), told, experiments=[one], studies=[]
                    )
                with folders.writing(folder, lang, "--output "):
                    target = writing.written(found, folder, lang)
                for result in found.results:
                    said = getattr(result.plan.said, lang)
                    verdict = i18n.text("evidence", result.verdict, lang)
                    screen.print(Text(f"{result.claim}  {verdict}: {said}", style="bold"))
                    printed(on_screen(page.checks(result, lang)), screen)
                click.echo(i18n.text("evidence", "written", lang, page=target))
    except plan.ExperimentError as mistake:
        raise click.ClickException(str(mistake)) from None


def on_screen(table: "Page") -> "Table":
    """A table of the page for the screen."""
    from rich import box
    from rich.table import Table

    grid = Table(*table.head, box=box.SIMPLE_HEAD)
    for row in table.rows:
        grid.add_row(*row)
    return grid
