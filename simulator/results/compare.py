"""Two choices under the same luck: what differs, and how sure is it.

Both are played with the same seed and the same runs, so that a run of the one and its twin of the
other share every draw that the choice does not touch. The difference is taken within each pair of
twins and then averaged: its interval is far narrower than that of two separate means.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from simulator import i18n
from simulator.batch import Record
from simulator.config.schema import Config
from simulator.engine.records import PROVIDER, SIDES
from simulator.i18n import LANGUAGES
from simulator.measures.catalogue import Measure, measures
from simulator.results import contrast, summary
from simulator.results.contrast import Contrast
from simulator.results.group_means import alike


class Pair(NamedTuple):
    """Two choices with what they came to."""

    configs: tuple[Config, Config]
    records: tuple[Record, Record]


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
    one, other = pair.records
    return {
        name: contrast.of_records(other, one, chosen, when, side)
        for name, side, chosen in _sides(pair, names)
    }


def _sides(pair: Pair, names: Iterable[str] | None) -> Iterator[tuple[str, int, list[Measure]]]:
    """Name of a side, its place, and the measures that are its own; first what both share."""
    known = measures()
    chosen = [known[name] for name in (known if names is None else names)]
    shared = [measure for measure in chosen if alike(measure, pair.records)]
    own = [measure for measure in chosen if measure not in shared]
    yield "both", PROVIDER, shared
    for side, name in enumerate(SIDES):
        yield name, side, own


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


def by_run(pair: Pair, names: Iterable[str] | None = None) -> pa.Table:
    """The same, a row for each run and its twin.

    Args:
        names: of the measures; None = all.
    """
    one, other = pair.records
    runs = one.runs.astype(np.uint32)
    chosen = list(_sides(pair, names))
    found = [
        (name, measure, year, first, second)
        for when in (contrast.FIRST, contrast.LAST)
        for name, side, own in chosen
        for measure, year, first, second in contrast.of_runs(other, one, own, when, side)
    ]

    def told(words: list[str]) -> pa.Array:
        return pa.array(np.repeat(words, len(runs))).dictionary_encode()

    def flat(arrays: list[np.ndarray]) -> np.ndarray:
        return np.concatenate(arrays) if arrays else np.zeros(0)

    firsts, seconds = flat([row[3] for row in found]), flat([row[4] for row in found])
    years = np.array([one.world.start + row[2] for row in found], np.int16)
    return pa.table(
        {
            "run": np.tile(runs, len(found)),
            "side": told([row[0] for row in found]),
            "measure": told([row[1].name for row in found]),
            "unit": told([row[1].unit for row in found]),
            "year": np.repeat(years, len(runs)),
            "first": firsts,
            "second": seconds,
            "difference": seconds - firsts,
        }
    )


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
    every = [row for found in (early, late) for side in found.values() for row in side]
    notes = summary.contrasts_left_out(every, ("A", "B"), record.world.start, lang)
    head = said("head", runs=len(record.runs), years=record.years, seed=record.seed)
    return Group(
        Text(f"A  {one}\nB  {other}", style="bold"),
        Text(head),
        grid,
        *([Padding(Text("\n".join(notes)), (0, 1, 1, 1))] if notes else []),
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
