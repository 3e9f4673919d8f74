"""A run on disk: tables in Parquet, its settings, and a README that says what each column is.

Files appear whole or not at all, and `run.json` comes last: a folder without it is unfinished.
"""

import contextlib
import errno
import functools
import hashlib
import json
import os
import platform
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import numba
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from simulator import bounded, i18n
from simulator.batch import Record
from simulator.bounded import TooMuchError
from simulator.config.schema import Config
from simulator.results import tables
from simulator.version import MODEL_VERSION, __version__

RUN = "run.json"
SETTINGS = "config.yaml"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
MOST = 100_000_000_000  # bytes of a file
FORMAT = 1  # of the files; raised when a column changes its meaning


class StoreError(Exception):
    """A folder that cannot be written or read; the message says what to do."""


@dataclass(frozen=True)
class Stored:
    """What a folder holds."""

    info: dict[str, Any]  # run.json
    settings: dict[str, Any]  # config.yaml
    relations: pa.Table
    runs: pa.Table
    organisations: pa.Table
    turns: pa.Table | None  # where turns were kept


def written(folder: Path, config: Config, record: Record) -> list[Path]:
    """Write a run to `folder`, which is made if need be.

    Returns:
        The files, in order of writing.

    Raises:
        StoreError: the folder holds another run, cannot be written, or the disk is full.
    """
    lang, world = config.lang, record.world
    settings = config.model_dump(mode="json")
    with _explained(folder, lang):
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / RUN).exists():
            raise StoreError(i18n.text("store", "taken", lang, folder=folder))
        parts: dict[str, Iterable[pa.Table]] = {
            "organisations": [tables.organisations(record)],
            "runs": [tables.runs(record, config.params)],
            "relations": tables.relations(record),
            "turns": tables.turns(record),
        }
        files, columns = [], {}
        for name, found in parts.items():
            file = folder / f"{name}.parquet"
            schema = _parquet(file, found)
            if schema is not None:
                files.append(file)
                columns[name] = schema
        text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=100)
        info = {
            "program": __version__,
            "model": MODEL_VERSION,
            "format": FORMAT,
            "scenario": config.name,
            "seed": record.seed,
            "runs": len(record.runs),
            "years": record.years,
            "start": world.start,
            "relations": len(world.relations),
            "organisations": len(world.organisations),
            "settings": _digest(text.encode()),
            "tables": {name: _digest_of(folder / f"{name}.parquet") for name in columns},
            "written": datetime.now(UTC).isoformat(timespec="seconds"),
            "platform": _platform(),
        }
        for name, content in (
            (SETTINGS, text),
            ("README.txt", _readme(info, columns, lang)),
            (RUN, json.dumps(info, indent=2) + "\n"),
        ):
            _whole(folder / name, functools.partial(_encoded, content))
            files.append(folder / name)
    return files


def read(folder: Path, lang: str = "nl") -> Stored:
    """A run that `written` wrote.

    Raises:
        StoreError: no finished run there, or files of a later format.
    """
    file = folder / RUN
    if not file.is_file():
        raise StoreError(i18n.text("store", "none", lang, folder=folder))
    info = _read(file, lang, json.loads)
    if not isinstance(info, dict) or info.get("format") != FORMAT:
        raise StoreError(i18n.text("store", "format", lang, folder=folder, version=__version__))
    stored = info.get("tables", {})  # a run of before has none
    found = {}
    for name in ("relations", "runs", "organisations", "turns"):
        table = folder / f"{name}.parquet"
        if name != "turns" or table.is_file() or name in stored:
            found[name] = _read(table, lang, _table, stored.get(name))
    settings = _read(folder / SETTINGS, lang, yaml.safe_load, info.get("settings"))
    return Stored(info, settings, turns=found.pop("turns", None), **found)


def _read(file: Path, lang: str, meant: Callable[[bytes], Any], digest: str | None = None) -> Any:
    """What a file says, if it is still what was written.

    Args:
        meant: makes it of its bytes.
        digest: of its bytes, as stored; None = that of a run of before.

    Raises:
        StoreError: it is not there, damaged, or another than was written.
    """
    try:
        data = bounded.read_bytes(file, MOST)
        if digest is not None and _digest(data) != digest:
            raise StoreError(i18n.text("store", "changed", lang, file=file))
        return meant(data)
    except (OSError, EOFError, ValueError, RecursionError, TooMuchError, yaml.YAMLError,
            pa.ArrowException) as error:  # fmt: skip
        said = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
        raise StoreError(i18n.text("store", "damaged", lang, file=file, detail=said)) from None


def _digest_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, _blake).hexdigest()


def _blake() -> Any:
    return hashlib.blake2b(digest_size=16)


def _table(data: bytes) -> pa.Table:
    return pq.read_table(pa.BufferReader(data), page_checksum_verification=True)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _parquet(file: Path, parts: Iterable[pa.Table]) -> pa.Schema | None:
    """Write tables of one schema below each other; None and no file where there are none."""
    rest = iter(parts)
    first = next(rest, None)
    if first is None:
        return None
    kinds = [(field.name, field.type) for field in first.schema]
    floats = [name for name, kind in kinds if pa.types.is_floating(kind)]

    def write(sink: IO[bytes]) -> None:
        with pq.ParquetWriter(
            sink,
            first.schema,
            compression="zstd",
            use_dictionary=[name for name, _ in kinds if name not in floats],
            use_byte_stream_split=floats,
            write_page_checksum=True,
        ) as writer:
            writer.write_table(first)
            for part in rest:
                writer.write_table(part)

    _whole(file, write)
    return first.schema


def _encoded(text: str, sink: IO[bytes]) -> None:
    sink.write(text.encode())


def _whole(file: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write beside the file and put it in place when it is complete."""
    partial = file.with_name(f".{file.name}.partial")
    try:
        with partial.open("wb") as sink:
            write(sink)
            sink.flush()
            os.fsync(sink.fileno())
        partial.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise


@contextlib.contextmanager
def _explained(folder: Path, lang: str) -> Iterator[None]:
    """Say what is wrong with a folder or disk, and what to do."""
    try:
        yield
    except OSError as problem:
        kind = "full" if problem.errno in FULL else "closed"
        why = os.strerror(problem.errno) if problem.errno else str(problem)
        raise StoreError(i18n.text("store", kind, lang, folder=folder, why=why)) from problem


def _platform() -> dict[str, str]:
    return {
        "system": platform.platform(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "numba": numba.__version__,
        "pyarrow": pa.__version__,
    }


def _readme(info: dict[str, Any], columns: dict[str, pa.Schema], lang: str) -> str:
    """What is in the folder, file by file and column by column."""
    parts = [i18n.text("store", "readme", lang, **info).rstrip()]
    for name, schema in columns.items():
        parts.append(f"\n\n{name}.parquet\n  {i18n.text('store', f'file_{name}', lang)}\n")
        width = max(len(field.name) for field in schema)
        for field in schema:
            said = tables.meaning(field.name, lang)
            unit = tables.unit(field.name, lang)
            parts.append(f"  {field.name:<{width}}  {said}" + (f" [{unit}]" if unit else ""))
    return "\n".join(parts) + "\n"
