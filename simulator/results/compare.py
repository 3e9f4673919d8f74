"""Two choices under the same luck: what differs, and how sure is it.

Both are played with the same seed and the same runs, so that a run of the one and its twin of the
other share every draw that the choice does not touch. The difference is taken within each pair of
twins and then averaged: its interval is far narrower than that of two separate means.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import yaml
from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from simulator import files as whole
from simulator import i18n
from simulator.batch import Record, ask, played
from simulator.config.schema import Config
from simulator.engine.params import records
from simulator.engine.records import SIDES
from simulator.i18n import LANGUAGES
from simulator.measures.catalogue import Measure, measures
from simulator.results import contrast, summary
from simulator.results.contrast import Contrast
from simulator.results.range_checks import UnsoundError, unsound
from simulator.world.build import built


class ComparisonError(ValueError):
    """Two configurations that have no twins."""


class Pair(NamedTuple):
    """Two choices with what they came to."""

    configs: tuple[Config, Config]
    records: tuple[Record, Record]


def alone(
    config: Config,
    progress: Callable[[int], None] | None = None,
    threads: int = 1,
    seed: int | None = None,
) -> Record:
    """Play one choice.

    Args:
        config: the choice.
        progress: told how many run-years were lived since it was last told.
        threads: how many work side by side.
        seed: None = the config's.

    Raises:
        UnsoundError: a number ran out of its range, which no sound model does.
        TooLittleMemoryError: what is kept of the runs does not fit.
    """
    world = built(config)
    ask(world, config.runs, config.years, config.trace)
    record = played(
        world,
        records(config.runs, config.params),
        np.arange(config.runs, dtype=np.uint64),
        config.seed if seed is None else seed,
        config.years,
        threads=threads,
        trace=config.trace,
        progress=progress,
    )
    if faults := unsound(record):
        raise UnsoundError(faults)
    return record


def paired(
    first: Config, second: Config, progress: Callable[[int], None] | None = None, threads: int = 1
) -> Pair:
    """Play both, with the seed of the first.

    Raises:
        ComparisonError: unequal numbers of runs or years.
    """
    for name in ("runs", "years"):
        one, other = getattr(first, name), getattr(second, name)
        if one != other:
            raise ComparisonError(
                f"{name}: the first has {one}, the second {other}; both need the same. "
                f"Add {name}={min(one, other)}."
            )
    played_ones = (alone(config, progress, threads, first.seed) for config in (first, second))
    return Pair((first, second), (next(played_ones), next(played_ones)))


def contrasts(
    pair: Pair, names: Iterable[str] | None = None, when: str = contrast.LAST
) -> dict[str, list[Contrast]]:
    """Paired differences, second less first, of each side of the table.

    Args:
        names: of the measures; None = all.
        when: "first" or "last" year.

    Returns:
        side -> one contrast per measure. What both sides share, such as the pie, is under
        "both" only.
    """
    known = measures()
    chosen = [known[name] for name in (known if names is None else names)]
    shared = [measure for measure in chosen if _shared(measure, pair)]
    own = [measure for measure in chosen if measure not in shared]
    one, other = pair.records
    found = {
        name: contrast.of_records(other, one, own, when, side) for side, name in enumerate(SIDES)
    }
    return {"both": contrast.of_records(other, one, shared, when), **found}


def _shared(measure: Measure, pair: Pair) -> bool:
    """Do both sides always have the same number?"""
    return all(
        np.array_equal(values[..., 0], values[..., 1], equal_nan=True)
        for values in (measure.values(record) for record in pair.records)
    )


def tidied(pair: Pair) -> pa.Table:
    """All paired differences of the first and the last year, one row each."""
    rows = [
        (side, row.measure.name, row.measure.unit, pair.records[0].world.start + row.year,
         row.first.mean, row.second.mean, *row.difference)
        for when in (contrast.FIRST, contrast.LAST)
        for side, found in contrasts(pair, when=when).items()
        for row in found
    ]  # fmt: skip
    names = ("side", "measure", "unit", "year", "first", "second", "difference", "low", "high",
             "runs")  # fmt: skip
    return pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))


def written(folder: Path, pair: Pair) -> list[Path]:
    """Write differences.parquet, and the settings of both choices, to `folder`."""
    table = pa.BufferOutputStream()
    pq.write_table(tidied(pair), table, compression="zstd")
    files = [whole.written(folder / "differences.parquet", table.getvalue().to_pybytes())]
    for letter, config in zip("AB", pair.configs, strict=True):
        settings = config.model_dump(mode="json")
        text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
        files.append(whole.written(folder / f"config-{letter}.yaml", text))
    return files


def told_apart(first: Config, second: Config, words: tuple[str, str]) -> tuple[Config, Config]:
    """Both with titles of their own: where they bear one, what was asked for is added.

    Args:
        first, second: two choices.
        words: how each was asked for.
    """
    if first.title != second.title:
        return first, second
    one, other = (
        config.model_copy(
            update={
                "title": config.title.model_copy(
                    update={lang: f"{getattr(config.title, lang)} ({said})" for lang in LANGUAGES}
                )
            }
        )
        for config, said in zip((first, second), words, strict=True)
    )
    return one, other


def table(pair: Pair, lang: str, names: Iterable[str] = summary.COMPARED) -> RenderableType:
    """The comparison that the screen shows, in nl or en."""

    def said(key: str, **values: object) -> str:
        return i18n.text("compare", key, lang, **values)

    names = tuple(names)
    one, other = (i18n.in_language(config.title.model_dump(), lang) for config in pair.configs)
    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    grid.add_column(said("measure"), ratio=1)
    for head in (said("year"), "A", "B", said("difference")):
        grid.add_column(head, justify="right", no_wrap=True)
    early, late = (contrasts(pair, names, when) for when in (contrast.FIRST, contrast.LAST))
    for side, found in early.items():
        if found:
            grid.add_row(Text(said(f"side_{side}"), style="italic"))
        for first, last in zip(found, late[side], strict=True):
            for row in (first, last) if last.year != first.year else (first,):
                grid.add_row(*_cells(row, pair, lang, named=row is first))
    record = pair.records[0]
    head = said("head", runs=len(record.runs), years=record.years, seed=record.seed)
    return Group(
        Text(f"A  {one}\nB  {other}", style="bold"),
        Text(head),
        grid,
        Padding(Text(said("how_to_read").strip()), (0, 1)),
    )


def _cells(row: Contrast, pair: Pair, lang: str, named: bool) -> tuple[str, ...]:
    unit, difference = row.measure.unit, row.difference
    mark = "" if difference.sure or difference.runs < 2 else "*"
    return (
        "  " + i18n.in_language(row.measure.label, lang) if named else "",
        str(pair.records[0].world.start + row.year),
        summary.written(row.first, unit, lang, 3),
        summary.written(row.second, unit, lang, 3),
        f"{summary.written(difference, unit, lang, 3, signed=True)} {mark:1}",
    )
