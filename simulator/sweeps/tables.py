"""The tables of a sweep: one row a run, a run and year, or a run, year, relation and side.

Every column says in its metadata what it is and in which unit. Null = does not apply, or the run
failed (`status`).
"""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from simulator import i18n
from simulator.measures.catalogue import Measure
from simulator.results.tables import column
from simulator.sweeps.errors import SweepError
from simulator.sweeps.jobs import Study, numbered

RUNS, YEARS, RELATIONS, FAILURES = "runs", "years", "relations", "failures"
OK, FAILED = "ok", "failed"
RECORDED = {"summary": (RUNS,), "yearly": (YEARS, RUNS), "relations": (RELATIONS, YEARS, RUNS)}
COMPRESSION, LEVEL = "zstd", 3
_WORDS = pa.dictionary(pa.int16(), pa.string())
_TYPES: dict[str, pa.DataType] = {
    "run": pa.int64(),
    "point": pa.int32(),
    "variant": _WORDS,
    "replicate": pa.int32(),
    "luck": pa.int64(),
    "status": _WORDS,
    "year": pa.int16(),
    "group": _WORDS,
    "relation": pa.dictionary(pa.int32(), pa.string()),
    "side": _WORDS,
    "strategy": _WORDS,
}
KEYS = {
    RUNS: ("run", "point", "variant", "replicate", "luck", "status"),
    YEARS: ("run", "point", "variant", "replicate", "year", "group"),
    RELATIONS: ("run", "point", "variant", "replicate", "year", "relation", "side", "strategy"),
}
FAILURE = pa.schema(
    [
        ("run", pa.int64()),
        ("point", pa.int32()),
        ("variant", pa.string()),
        ("replicate", pa.int32()),
        ("luck", pa.int64()),
        ("seed", pa.uint64()),
        ("kind", pa.string()),  # error, non_finite or died
        ("message", pa.string()),
        ("traceback", pa.string()),
        ("setting", pa.string()),  # JSON: every number and choice of the run that was varied
    ]
)


def outcome_columns(study: Study) -> list[tuple[str, str, str, str]]:
    """Columns of the table of runs: name, measure, group, moment."""
    return [
        (f"{measure}_{group}_{moment}", measure, group, moment)
        for measure in study.outcomes
        for group in study.groups
        for moment in study.moments
    ]


def schema(table: str, study: Study, known: Mapping[str, Measure]) -> pa.Schema:
    """Types, units and meanings of the columns of one of the tables."""
    if table == FAILURES:
        return FAILURE
    fields = [_key(name) for name in KEYS[table]]
    if table == RUNS:
        fields += [
            _measured(name, known[measure], f"{group} {moment}")
            for name, measure, group, moment in outcome_columns(study)
        ]
    else:
        fields += [_measured(name, known[name]) for name in study.outcomes]
    return pa.schema(fields)


def _key(name: str) -> pa.Field:
    about = i18n.in_language(i18n.subject("sweeps")[f"column_{name}"], "en")
    return pa.field(name, _TYPES[name], metadata={"unit": "-", "meaning": about})


def _measured(name: str, measure: Measure, what: str = "") -> pa.Field:
    scale = i18n.in_language(i18n.subject("units")[measure.unit], "en")
    label = f"{measure.label['en']}, {what}" if what else measure.label["en"]
    return pa.field(name, pa.float32(), metadata={"unit": scale, "meaning": label})


def words(place: np.ndarray, names: Sequence[str], kind: pa.DataType = _WORDS) -> pa.Array:
    """Names by their place, as a dictionary column."""
    index = column(place.astype(kind.index_type.to_pandas_dtype()))
    return pa.DictionaryArray.from_arrays(index, column(list(names)))


def run_keys(study: Study, runs: np.ndarray) -> dict[str, pa.Array]:
    """Columns that say which run a row belongs to."""
    row, replicate, _ = numbered(runs, study.rows, study.rounds)
    variants = len(study.variants)
    return {
        "run": column(runs.astype(np.int64)),
        "point": column((row // variants).astype(np.int32)),
        "variant": words(row % variants, study.variants),
        "replicate": column(replicate.astype(np.int32)),
    }


def numbers(values: np.ndarray) -> pa.Array:
    """A column of numbers; NaN becomes null."""
    held = np.ascontiguousarray(values, np.float32)
    there = ~np.isnan(held)
    if there.all():
        return column(held)
    buffers = [pa.py_buffer(np.packbits(there, bitorder="little")), pa.py_buffer(held)]
    return pa.Array.from_buffers(pa.float32(), len(held), buffers)


def parquet(table: pa.Table, about: Mapping[str, str]) -> bytes:
    """The table as the bytes of one Parquet file.

    Args:
        about: put into the file's metadata under `gunfactor.<key>`.
    """
    said = {f"gunfactor.{key}": value for key, value in about.items()}
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **said})
    floats = [field.name for field in table.schema if pa.types.is_floating(field.type)]
    names = [name for name in table.schema.names if name not in floats]
    buffer = io.BytesIO()
    pq.write_table(
        table,
        buffer,
        compression=COMPRESSION,
        compression_level=LEVEL,
        use_dictionary=names,
        use_byte_stream_split=floats,
        store_schema=True,
        write_page_checksum=True,
    )
    return buffer.getvalue()


def read(file: Path, columns: list[str] | None = None) -> pa.Table:
    """What is in a Parquet file; each page is checked against its sum.

    Raises:
        SweepError: it is not there, or damaged.
    """
    try:
        return pq.read_table(file, columns=columns, page_checksum_verification=True)
    except (OSError, EOFError, ValueError, pa.ArrowException) as error:
        detail = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise SweepError("damaged", file=file, detail=detail[:200]) from None


def joined(parts: Sequence[bytes], about: Mapping[str, str]) -> bytes:
    """Parts of a shard, in order of their runs, as one file."""
    there = [pq.read_table(io.BytesIO(part)) for part in parts]
    return parquet(pa.concat_tables(there).unify_dictionaries(), about)
