"""`gunfactor evidence`: play and judge every claim, and write one page."""

import click

from simulator.cli import bilingual, options


@bilingual.command("evidence")
@options.lang
@click.option("--shrunk", is_flag=True, help=bilingual.lines("evidence_shrunk"))
@click.option("--docs", is_flag=True, help=bilingual.lines("evidence_docs"))
@click.option("--output", metavar="FOLDER", help=bilingual.lines("any_output"))
@click.option("--threads", type=click.IntRange(1, 1024), help=bilingual.lines("any_threads"))
def command(lang: str, shrunk: bool, docs: bool, output: str | None, threads: int | None) -> None:
    """Play every claim of the stories with paired runs, judge it, and write one page.

    \b
      gunfactor evidence
      gunfactor evidence --lang en --output my-evidence
      gunfactor evidence --shrunk

    It takes about four minutes on two cores. At the end it says whether the numbers equal
    those that were committed with this version.
    """
    import json

    from simulator import i18n
    from simulator.cli import folders, progress
    from simulator.cli.screen import console
    from simulator.evidence import collect, shelf
    from simulator.evidence import output as writing
    from simulator.evidence.plan import ExperimentError
    from simulator.evidence.results import FULL, SHRUNK
    from simulator.run import cores

    screen = console()
    effort = SHRUNK if shrunk else FULL
    try:
        with options.mistakes_explained(), folders.new_folder("evidence", output, lang) as folder:
            chosen = shelf.all_experiments()
            label = i18n.text("evidence", "playing", lang, name="")
            with progress.shown(label, collect.work(chosen, effort), screen) as told:
                found = collect.gathered(
                    effort,
                    threads or cores(),
                    told,
                    lambda name: click.echo(name, err=True),
                    experiments=chosen,
                )
            with folders.writing(folder, lang, "--output "):
                target = writing.written(found, folder, lang)
            place = shelf.folder().parent / "docs"
            committed = place / writing.DOCS_FIGURES / writing.NUMBERS
            if committed.is_file() and not shrunk and not docs:
                before = json.loads(committed.read_text(encoding="utf-8"))
                apart = collect.differences(before, collect.stored(found))
                said = i18n.text("evidence", "same", lang)
                if apart:
                    names = ", ".join(apart[:10])
                    said = i18n.text("evidence", "differs", lang, names=names)
                click.echo(said)
            if docs:
                writing.documented(found, place)
            click.echo(i18n.text("evidence", "written", lang, page=target))
    except ExperimentError as mistake:
        raise click.ClickException(str(mistake)) from None
