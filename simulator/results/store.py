"""A run on disk: tables in Parquet, its settings, and a README that says what each column is.

Files appear whole or not at all, and `run.json` comes last: a folder without it is unfinished.
"""

import contextlib
import hashlib
import json
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numba
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from simulator import files, i18n
from simulator.batch import Record
from simulator.config.schema import Config
from simulator.results import tables
from simulator.version import MODEL_VERSION, __version__

RUN = "run.json"
SETTINGS = "config.yaml"
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
        made, columns = [], {}
        for name, found in parts.items():
            file = folder / f"{name}.parquet"
            schema = _parquet(file, found)
            if schema is not None:
                made.append(file)
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
            "settings": hashlib.blake2b(text.encode(), digest_size=16).hexdigest(),
            "written": datetime.now(UTC).isoformat(timespec="seconds"),
            "platform": _platform(),
        }
        for name, content in (
            (SETTINGS, text),
            ("README.txt", _readme(info, columns, lang)),
            (RUN, json.dumps(info, indent=2) + "\n"),
        ):
            made.append(files.written(folder / name, content))
    return made


def read(folder: Path, lang: str = "nl") -> Stored:
    """A run that `written` wrote.

    Raises:
        StoreError: no finished run there, or files of a later format.
    """
    file = folder / RUN
    if not file.is_file():
        raise StoreError(i18n.text("store", "none", lang, folder=folder))
    info = json.loads(file.read_text(encoding="utf-8"))
    if info.get("format") != FORMAT:
        raise StoreError(i18n.text("store", "format", lang, folder=folder, version=__version__))
    found = {
        name: pq.read_table(folder / f"{name}.parquet")
        for name in ("relations", "runs", "organisations", "turns")
        if (folder / f"{name}.parquet").is_file()
    }
    settings = yaml.safe_load((folder / SETTINGS).read_text(encoding="utf-8"))
    return Stored(info, settings, turns=found.pop("turns", None), **found)


def _parquet(file: Path, parts: Iterable[pa.Table]) -> pa.Schema | None:
    """Write tables of one schema below each other; None and no file where there are none."""
    rest = iter(parts)
    first = next(rest, None)
    if first is None:
        return None
    kinds = [(field.name, field.type) for field in first.schema]
    floats = [name for name, kind in kinds if pa.types.is_floating(kind)]

    with (
        files.growing(file) as sink,
        pq.ParquetWriter(
            sink,
            first.schema,
            compression="zstd",
            use_dictionary=[name for name, _ in kinds if name not in floats],
            use_byte_stream_split=floats,
        ) as writer,
    ):
        writer.write_table(first)
        for part in rest:
            writer.write_table(part)
    return first.schema


@contextlib.contextmanager
def _explained(folder: Path, lang: str) -> Iterator[None]:
    """Say what is wrong with a folder or disk, and what to do."""
    try:
        yield
    except OSError as problem:
        kind, values = files.trouble(problem, folder)
        said = i18n.text("files", kind, lang, **values)
        todo = i18n.text("files", f"run_{kind}", lang)
        raise StoreError(f"{said} {todo}") from problem


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
