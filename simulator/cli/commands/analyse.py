"""`gunfactor analyse NAME SWEEP`: which factors matter, where, and how."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli import bilingual, folders, options

if TYPE_CHECKING:
    import pyarrow as pa

NAMES = ("sobol", "morris", "features", "prim", "response", "heat")
ROWS = 15  # of a table that the screen shows
INNER = ("_low", "_high", "_luck")  # columns that have no room of their own there


@bilingual.command("analyse")
@click.argument("name", type=click.Choice(NAMES))
@click.argument("sweep", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--outcome", help=bilingual.lines("analyse_outcome"))
@click.option("--contrast", help=bilingual.lines("analyse_contrast"))
@click.option("--variant", help=bilingual.lines("analyse_variant"))
@click.option(
    "--missing",
    type=click.Choice(("refuse", "drop")),
    default="refuse",
    show_default=True,
    help=bilingual.lines("analyse_missing"),
)
@click.option("--factor", "factors", multiple=True, help=bilingual.lines("analyse_factor"))
@click.option("--above", type=float, help=bilingual.lines("analyse_above"))
@click.option("--below", type=float, help=bilingual.lines("analyse_below"))
@click.option("--step", type=int, help=bilingual.lines("analyse_step"))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help=bilingual.lines("analyse_output"),
)
@options.lang
def command(
    name: str,
    sweep: Path,
    outcome: str | None,
    contrast: str | None,
    variant: str | None,
    missing: str,
    factors: tuple[str, ...],
    above: float | None,
    below: float | None,
    step: int | None,
    output: Path | None,
    lang: str,
) -> None:
    """Analyse a finished or growing sweep; table and figure go into its folder.

    \b
      sobol      shares of variance, with intervals (design sobol)
      morris     which factors matter at all (design morris)
      features   the same from any design
      prim       in which box of the factors does it come about
      response   how the outcome goes with each factor
      heat       the outcome over two factors

    \b
      gunfactor analyse sobol my-sweep --outcome value_provider_mean --contrast hard,collab
      gunfactor analyse prim my-sweep --outcome value_provider_mean --contrast hard,collab --below 0
    """
    from simulator.analysis import sayings
    from simulator.analysis.outcome import outcome as found_in
    from simulator.figures import style
    from simulator.sweeps.errors import SweepError, said
    from simulator.sweeps.load import read

    try:
        swept = read(sweep)
        for line in sayings.state(swept, lang):
            click.echo(line, err=True)
        if outcome is None:
            raise SweepError("which_outcome", known=", ".join(swept.outcomes))
        pair = tuple(contrast.split(",")) if contrast else None
        if pair is not None and len(pair) != 2:
            raise SweepError("two_variants", came=contrast)
        found = found_in(swept, outcome, pair, variant)
        more = _asked(name, factors, above, below, step)
        table, figure = _analysed(name, swept, found, missing, more, lang)
        beside = _beside(name, swept, found, missing)
    except SweepError as mistake:
        raise click.ClickException(mistake.sentence(lang)) from None
    folder, stem = output or sweep / "analysis", _stem(name, found.name)
    with folders.writing(folder, lang, "--output "):
        folder.mkdir(parents=True, exist_ok=True)
        _written(table, folder, stem, lang)
        for other, more_of_it in beside.items():
            _written(more_of_it, folder, _stem(other, found.name), lang)
        style.written(figure, folder, stem)
    if name == "prim":
        from simulator.analysis.prim_figure import box

        click.echo("\n".join(box(table, lang)))
    _shown(table, lang, f"{stem}.csv")
    for other, more_of_it in beside.items():
        click.echo(said("pairs_head", lang))
        _shown(more_of_it, lang, f"{_stem(other, found.name)}.csv")
    for line in (sayings.mean(table, lang), *sayings.luck(table, lang)):
        click.echo(line)
    click.echo(said("analysed", lang, folder=folder, stem=stem))


def _asked(
    name: str, factors: tuple[str, ...], above: float | None, below: float | None, step: int | None
) -> dict[str, Any]:
    """What only this analysis wants to know."""
    from simulator.sweeps.errors import SweepError

    if name == "prim":
        if above is not None and below is not None:
            raise SweepError("above_or_below")
        if below is not None:
            return {"threshold": below, "sense": "below", "step": step, "factors": factors}
        return {"threshold": above or 0.0, "sense": "above", "step": step, "factors": factors}
    if name == "response":
        return {"factors": factors}
    if name == "heat":
        return {"factors": factors or None}
    return {}


def _analysed(
    name: str, swept: Any, found: Any, missing: str, more: dict[str, Any], lang: str
) -> tuple["pa.Table", Any]:
    from importlib import import_module

    analysis = import_module(f"simulator.analysis.{name}")
    drawn = import_module("simulator.analysis.prim_figure") if name == "prim" else analysis
    table = analysis.table(swept, found, missing, **more)
    return table, drawn.figure(table, lang)


def _beside(name: str, swept: Any, found: Any, missing: str) -> dict[str, "pa.Table"]:
    """Other tables of the same analysis, by name: pairs of factors where they were paid for."""
    if name != "sobol":
        return {}
    from simulator.analysis import sobol

    pairs = sobol.pairs(swept, found, missing)  # type: ignore[arg-type]
    return {} if pairs is None else {"sobol-pairs": pairs}


def _stem(name: str, outcome: str) -> str:
    import re

    return f"{name}-" + re.sub(r"[^\w]+", "-", outcome).strip("-")


def _written(table: "pa.Table", folder: Path, stem: str, lang: str) -> None:
    """As Parquet, which keeps what it is about, and as CSV for a spreadsheet."""
    import csv
    import io

    from pyarrow import parquet

    from simulator import files

    with files.growing(folder / f"{stem}.parquet") as sink:
        parquet.write_table(table, sink)
    with files.growing(folder / f"{stem}.csv") as sink:
        stream = io.TextIOWrapper(sink, encoding="utf-8-sig", newline="")
        rows = csv.writer(stream, delimiter=";" if lang == "nl" else ",")
        rows.writerow(table.column_names)
        rows.writerows([_spelt(cell, lang) for cell in row.values()] for row in table.to_pylist())
        stream.detach()


def _spelt(value: object, lang: str) -> object:
    """A cell as the spreadsheets of a language read it: Dutch ones want a decimal comma."""
    if isinstance(value, float):
        return repr(value).replace(".", ",") if lang == "nl" else repr(value)
    return value


def _shown(table: "pa.Table", lang: str, file: str) -> None:
    """The first rows on the screen, and where the others are."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from simulator.cli.screen import console, printed
    from simulator.sweeps.errors import said

    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    heads = [head for head in table.column_names if not head.endswith(INNER)]
    lucks = [head for head in heads if f"{head}_luck" in table.column_names]
    for head in heads:
        named = head in ("factor", "name", "with")
        grid.add_column(head, justify="left" if named else "right", no_wrap=True)
        if head in lucks:
            grid.add_column(said("luck_word", lang), justify="right", no_wrap=True)
    for row in table.slice(0, ROWS).to_pylist():
        cells = []
        for head in heads:
            cells.append(_interval(row, head))
            cells += [_percent(row[f"{head}_luck"])] if head in lucks else []
        grid.add_row(*cells)
    printed(grid, console())
    if table.num_rows > ROWS:
        click.echo(said("more_rows", lang, count=table.num_rows - ROWS, file=file))


def _interval(row: dict[str, object], head: str) -> str:
    """A number, with its interval where it has one."""
    if row.get(f"{head}_low") is None:
        return _cell(row[head])
    within = " … ".join(_cell(row[f"{head}{end}"]) for end in ("_low", "_high"))
    return f"{_cell(row[head])} ({within})"


def _percent(value: object) -> str:
    """The part of an interval that is luck."""
    return f"{value:.0%}" if isinstance(value, float) else "–"


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
