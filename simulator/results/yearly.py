"""The small record of a run: every measure as the mean of each run, year and side."""

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa

from simulator import i18n
from simulator.batch import Record
from simulator.engine.jit import rule
from simulator.engine.records import SIDES
from simulator.measures.catalogue import measures
from simulator.results import tables


@rule
def averaged(values, found):
    """The mean over relations of each run, year and side.

    Args:
        values: [R, Y, D, S]; S is 1 where both sides share a number; NaN = does not apply.
        found: [R, Y, 2], written; NaN where there is nothing.
    """
    sides = values.shape[3]
    for r in range(values.shape[0]):
        for y in range(values.shape[1]):
            for s in range(2):
                total, count = 0.0, 0
                for d in range(values.shape[2]):
                    value = values[r, y, d, s if sides == 2 else 0]
                    if not math.isnan(value):
                        total += value
                        count += 1
                found[r, y, s] = total / count if count > 0 else math.nan


def means(values: np.ndarray) -> np.ndarray:
    """Mean over relations, [R, Y, D, 2] or [R, Y, D] -> [R, Y, 2]; NaN where there is nothing."""
    table = np.asarray(values, np.float64)
    table = table[..., None] if table.ndim == 3 else table
    found = np.empty((*table.shape[:2], 2))
    averaged(np.ascontiguousarray(table), found)
    return found


def recorded(record: Record, kept: str) -> dict[str, Iterator[pa.Table]]:
    """What is kept of the years, by the name of its file: every relation, or means of each run."""
    return {"years": years(record)} if kept == "yearly" else {"relations": tables.relations(record)}


def years(record: Record) -> Iterator[pa.Table]:
    """Every measure as the mean of each run, year and side; empty where it does not apply."""
    step = max(1, tables.ROWS * 8 // record.sides["value"][0].size)
    for first in range(0, len(record.runs), step):
        yield _years(part(record, slice(first, first + step)))


def _years(record: Record) -> pa.Table:
    shape = (len(record.runs), record.years, 2)

    def flat(values: np.ndarray) -> np.ndarray:
        return np.broadcast_to(values, shape).reshape(-1)

    columns: dict[str, object] = {
        "run": flat(record.runs.astype(np.uint32)[:, None, None]),
        "year": flat((record.world.start + np.arange(record.years)).astype(np.int16)[:, None]),
        "side": tables.named(flat(np.arange(2)), SIDES),
    }
    for name, measure in measures().items():
        values = means(measure.function(record))
        columns[name] = values.reshape(-1).astype(np.float32)
    table = pa.table({name: tables.column(values) for name, values in columns.items()})
    fields = []
    for field in table.schema:
        about, scale = said("years", field.name, "en")
        fields.append(field.with_metadata({"unit": scale, "meaning": about}))
    return table.cast(pa.schema(fields))


def said(table: str, name: str, lang: str) -> tuple[str, str]:
    """Meaning and unit of a column of one of the tables: those of the years are measures."""
    measure = measures().get(name) if table == "years" else None
    if measure is None:
        return tables.meaning(name, lang), tables.unit(name, lang)
    scale = i18n.in_language(i18n.subject("units")[measure.unit], lang)
    return i18n.in_language(measure.label, lang), scale


def part(record: Record, runs: slice) -> Record:
    """Some runs of a record."""
    trace = None if record.trace is None else record.trace[runs]
    sides = {name: values[runs] for name, values in record.sides.items()}
    ties = {name: values[runs] for name, values in record.relations.items()}
    return replace(record, runs=record.runs[runs], sides=sides, relations=ties, trace=trace)
