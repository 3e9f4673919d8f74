"""`gunfactor analyse NAME SWEEP`: which factors matter, where, and how."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli import bilingual, folders, options

if TYPE_CHECKING:
    import pyarrow as pa

NAMES = ("sobol", "morris", "features", "prim", "response", "heat")
ROWS = 15  # of a table that the screen shows
INNER = ("_low", "_high", "_least", "_most")  # columns that have no room of their own there


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
    from simulator.analysis.outcome import outcome as found_in
    from simulator.figures import style
    from simulator.sweeps.errors import SweepError, said
    from simulator.sweeps.load import read

    try:
        swept = read(sweep)
        if outcome is None:
            raise SweepError("which_outcome", known=", ".join(swept.outcomes))
        pair = tuple(contrast.split(",")) if contrast else None
        if pair is not None and len(pair) != 2:
            raise SweepError("two_variants", came=contrast)
        found = found_in(swept, outcome, pair, variant)
        more = _asked(name, factors, above, below, step)
        table, figure = _analysed(name, swept, found, missing, more, lang)
    except SweepError as mistake:
        raise click.ClickException(mistake.sentence(lang)) from None
    folder, stem = output or sweep / "analysis", _stem(name, found.name)
    with folders.writing(folder, lang, "--output "):
        folder.mkdir(parents=True, exist_ok=True)
        _written(table, folder, stem)
        style.written(figure, folder, stem)
    if name == "prim":
        from simulator.analysis.prim_figure import box

        click.echo("\n".join(box(table, lang)))
    _shown(table)
    if table.num_rows > ROWS:
        click.echo(said("more_rows", lang, count=table.num_rows - ROWS, file=f"{stem}.csv"))
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


def _stem(name: str, outcome: str) -> str:
    import re

    return f"{name}-" + re.sub(r"[^\w]+", "-", outcome).strip("-")


def _written(table: "pa.Table", folder: Path, stem: str) -> None:
    """As Parquet, which keeps what it is about, and as CSV for a spreadsheet."""
    from pyarrow import csv, parquet

    from simulator import files

    for ending, write in (("parquet", parquet.write_table), ("csv", csv.write_csv)):
        with files.growing(folder / f"{stem}.{ending}") as sink:
            write(table, sink)


def _shown(table: "pa.Table") -> None:
    """The first rows on the screen."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from simulator.cli.screen import console, printed

    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    heads = [head for head in table.column_names if not head.endswith(INNER)]
    for head in heads:
        named = head in ("factor", "name")
        grid.add_column(head, justify="left" if named else "right", no_wrap=named)
    for row in table.slice(0, ROWS).to_pylist():
        grid.add_row(*(_interval(row, head) for head in heads))
    printed(grid, console())


def _interval(row: dict[str, object], head: str) -> str:
    """A number, with its interval where it has one."""
    ends = [row[f"{head}{end}"] for end in ("_low", "_high") if f"{head}{end}" in row]
    return f"{_cell(row[head])} ({' … '.join(map(_cell, ends))})" if ends else _cell(row[head])


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
