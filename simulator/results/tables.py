"""A record as tidy tables: one row for each side of each relation, year and run.

Every column carries its unit and meaning in the metadata of its field, so a file explains itself.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa

from simulator import i18n
from simulator.batch import Record
from simulator.engine.acts import ACTS
from simulator.engine.params import PARAMETERS, records
from simulator.engine.records import ENDINGS, SIDES

ROWS = 1 << 19  # rows built at once: keeps memory flat however long the run
UNITS = {  # column -> text unit_... of configs/locale/columns.yaml; otherwise a number in [0, 1]
    "size": "size",
    "turn": "turns",
    "turns": "turns",
    "age": "years",
    "duration": "years",
    "agreed_duration": "years",
    "goodwill": "goodwill",
    "acts_made": "acts",
    "contentious": "acts",
    **dict.fromkeys(
        (
            "agreed_utility", "utility", "extra", "shading", "value", "cost", "content_value",
            "reservation", "demand", "offered", "estimate", "windfall", "shock", "spill",
        ),
        "utility",
    ),
    **dict.fromkeys(
        (
            "overridden", "breach", "has", "agreed_has", "negotiated", "content_phase",
            "mediation", "ambiguous", "early", "reopened",
        ),
        "yes_no",
    ),
}  # fmt: skip
NAMES = {
    "run", "seed", "year", "relation", "provider", "funder", "law", "side", "organisation",
    "strategy", "ending", "name", "label_nl", "label_en", "kind", "sector", "region", "date", "act",
    "measure", "unit", "first", "second", "difference", "low", "high", "runs",  # of a comparison
}  # fmt: skip
PAIRS = ("tension", "surprise", "knowledge", "hardness_met")  # of a turn, by side


def relations(record: Record) -> Iterator[pa.Table]:
    """The years: tables of some runs each, rows in order of run, year, relation and side."""
    years, ties = record.relations["ending"].shape[1:]
    step = max(1, ROWS // (2 * years * ties))
    for first in range(0, len(record.runs), step):
        yield _relations(record, slice(first, first + step))


def _relations(record: Record, part: slice) -> pa.Table:
    world, runs = record.world, record.runs[part]
    years, ties = record.relations["ending"].shape[1:]
    shape = (len(runs), years, ties, 2)

    def flat(values: np.ndarray) -> np.ndarray:
        return np.broadcast_to(values, shape).reshape(-1)

    tie, side = np.arange(ties)[:, None], np.arange(2)
    ends = np.stack([world.ties["provider"], world.ties["funder"]], axis=1)
    columns = {
        "run": flat(runs.astype(np.uint32)[:, None, None, None]),
        "year": flat((world.start + np.arange(years)).astype(np.int16)[:, None, None]),
        "relation": named(flat(tie), [each.name for each in world.relations]),
        "provider": named(flat(ends[:, :1]), [each.name for each in world.organisations]),
        "funder": named(flat(ends[:, 1:]), [each.name for each in world.organisations]),
        "law": named(flat(tie), [each.law for each in world.relations]),
        "side": named(flat(side), SIDES),
        "organisation": named(flat(ends), [each.name for each in world.organisations]),
    }
    for name, values in record.sides.items():
        columns[name] = _column(name, flat(values[part]), world.strategy_names)
    for name, values in record.relations.items():
        columns[name] = _column(name, flat(values[part][..., None]), world.strategy_names)
    return explained(columns)


def _column(name: str, values: np.ndarray, strategies: tuple[str, ...]) -> object:
    if name == "strategy":
        return named(values, strategies)
    if name == "ending":
        return named(values, ENDINGS)
    if np.issubdtype(values.dtype, np.floating):
        return values.astype(np.float32)
    return values


def named(places: np.ndarray, names: tuple[str, ...] | list[str]) -> pa.Array:
    """Names by place, each written once."""
    unique = list(dict.fromkeys(names))
    place = np.array([unique.index(name) for name in names], np.int32)
    return pa.DictionaryArray.from_arrays(column(place[places]), column(unique))


def runs(record: Record, values: Mapping[str, float]) -> pa.Table:
    """One row per run: its id, the seed and every number of the model."""
    numbers = records(len(record.runs), values)
    columns: dict[str, object] = {
        "run": record.runs.astype(np.uint32),
        "seed": np.full(len(record.runs), record.seed, np.uint64),
    }
    columns |= {name: np.asarray(numbers[name]) for name in PARAMETERS}
    return explained(columns)


def organisations(record: Record) -> pa.Table:
    """One row per organisation."""
    every = record.world.organisations
    return explained(
        {
            "name": [each.name for each in every],
            "label_nl": [each.label["nl"] for each in every],
            "label_en": [each.label["en"] for each in every],
            "kind": [each.kind for each in every],
            "sector": [each.sector for each in every],
            "size": np.array([each.size for each in every]),
            "region": [each.region for each in every],
        }
    )


def turns(record: Record) -> Iterator[pa.Table]:
    """The turns that were played: tables of some runs each. Nothing where nothing was traced."""
    if record.trace is None:
        return
    step = max(1, ROWS // max(1, int(np.prod(record.trace.shape[1:]))))
    for first in range(0, len(record.runs), step):
        part = record.trace[first : first + step]
        r, y, d, t = np.nonzero(part["actor"] >= 0)
        rows, world = part[r, y, d, t], record.world
        columns: dict[str, object] = {
            "run": record.runs[first + r].astype(np.uint32),
            "year": (world.start + y).astype(np.int16),
            "relation": named(d, [each.name for each in world.relations]),
            "turn": (t + 1).astype(np.int8),
            "date": named(t, list(world.dates)),
            "side": named(rows["actor"], SIDES),
            "act": named(rows["act"], ACTS),
        }
        for name in ("contentious", "hardness", "demand", "offered", "ownership"):
            columns[f"chance_{name}" if name == "contentious" else name] = rows[name].copy()
        for name in PAIRS:
            for s, side in enumerate(SIDES):
                columns[f"{name}_{side}"] = rows[name][:, s].copy()
        yield explained(columns)


def column(values: object) -> pa.Array:
    """Values as a column, without a copy of numbers.

    The same as `pa.array`, which imports pandas wherever that is installed: half a second that a
    run has no use for.

    Args:
        values: [N] numbers or truth values, a list of texts, or a column.
    """
    if isinstance(values, pa.Array):
        return values
    if isinstance(values, list):
        words = [word.encode() for word in values]
        ends = np.cumsum([0, *map(len, words)], dtype=np.int32)
        buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(words))]
        return pa.Array.from_buffers(pa.string(), len(words), buffers)
    numbers = np.ascontiguousarray(values)
    kind = pa.from_numpy_dtype(numbers.dtype)
    held = np.packbits(numbers, bitorder="little") if numbers.dtype == np.bool_ else numbers
    return pa.Array.from_buffers(kind, len(numbers), [None, pa.py_buffer(held)])


def explained(columns: Mapping[str, object]) -> pa.Table:
    """A table whose fields say their unit and meaning."""
    table = pa.table({name: column(values) for name, values in columns.items()})
    fields = [
        field.with_metadata({"unit": unit(field.name, "en"), "meaning": meaning(field.name, "en")})
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))


def unit(name: str, lang: str) -> str:
    """The unit of a column in nl or en; empty for names."""
    if name in PARAMETERS:
        return "" if PARAMETERS[name].unit == "-" else PARAMETERS[name].unit
    return "" if name in NAMES else i18n.text("columns", f"unit_{UNITS.get(name, 'level')}", lang)


def meaning(name: str, lang: str) -> str:
    """What a column says, in nl or en; the numbers of the model are explained in English."""
    if name in PARAMETERS:
        return PARAMETERS[name].meaning
    return i18n.text("columns", name, lang)
