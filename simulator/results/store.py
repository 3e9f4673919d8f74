"""A run on disk: tables in Parquet, its settings, and a README that says what each column is.

Files appear whole or not at all, and `run.json` comes last: a folder without it is unfinished.
"""

import contextlib
import hashlib
import json
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numba
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from simulator import bounded, files, i18n
from simulator.batch import Record
from simulator.bounded import TooMuchError
from simulator.config.again import HERE
from simulator.config.schema import Config
from simulator.results import tables, yearly
from simulator.version import MODEL_VERSION, __version__

RUN = "run.json"
SETTINGS = "config.yaml"
AGAINST = "counterfactual.yaml"  # settings of what the run was held against, where it was
ALONE, PAIRED = "run", "comparison"  # kinds of folders
TABLES = ("relations", "years", "runs", "organisations", "turns")
PARTS = ("relations", "years", "turns")  # not in every folder
MOST = 100_000_000_000  # bytes of a file
FORMAT = 1  # of the files; raised when a column changes its meaning


class StoreError(Exception):
    """A folder that cannot be written or read; the message says what to do."""


@dataclass(frozen=True)
class Stored:
    """What a folder holds."""

    info: dict[str, Any]  # run.json
    settings: dict[str, Any]  # config.yaml
    against: dict[str, Any] | None  # counterfactual.yaml
    relations: pa.Table | None  # None where the record is small
    years: pa.Table | None  # the small record
    runs: pa.Table
    organisations: pa.Table
    turns: pa.Table | None  # where turns were kept


def written(
    folder: Path, config: Config, record: Record, against: Config | None = None
) -> list[Path]:
    """Write a run to `folder`, which is made if need be.

    Args:
        against: what it was held against, played with the same luck; None = nothing.

    Returns:
        The files, in order of writing.

    Raises:
        StoreError: the folder holds another run, cannot be written, or the disk is full.
    """
    lang = config.lang
    with explained(folder, lang):
        make(folder, lang)
        parts: dict[str, Iterable[pa.Table]] = {
            "organisations": [tables.organisations(record)],
            "runs": [tables.runs(record, config.params)],
            **yearly.recorded(record, config.record),
            "turns": tables.turns(record),
        }
        made, columns = [], {}
        for name, found in parts.items():
            file = folder / f"{name}.parquet"
            schema = parquet(file, found)
            if schema is not None:
                made.append(file)
                columns[name] = schema
        known = {"kind": ALONE, **about(record), "scenario": config.name}
        known["settings"] = fingerprint(config)
        texts = {SETTINGS: kept(config)}
        if against is not None:
            texts[AGAINST] = kept(against)
        known["digests"] = digests(made, texts)
        texts |= {
            "README.txt": _readme(known, columns, lang),
            RUN: json.dumps(known, indent=2) + "\n",
        }
        return made + [files.written(folder / name, said) for name, said in texts.items()]


def make(folder: Path, lang: str) -> None:
    """Make a folder for what was played.

    Raises:
        StoreError: it holds another run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / RUN).exists():
        raise StoreError(i18n.text("store", "taken", lang, folder=folder))


def about(record: Record) -> dict[str, Any]:
    """What run.json says of a record and of the program that played it."""
    world = record.world
    return {
        "program": __version__,
        "model": MODEL_VERSION,
        "format": FORMAT,
        "seed": record.seed,
        "runs": len(record.runs),
        "years": record.years,
        "start": world.start,
        "relations": len(world.relations),
        "organisations": len(world.organisations),
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "platform": _platform(),
    }


def kept(config: Config) -> str:
    """All settings as YAML, but for those of one machine and moment: they can be played again."""
    settings = config.model_dump(mode="json", exclude=set(HERE))
    return str(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=100))


def fingerprint(*configs: Config) -> str:
    """Hash of everything that the numbers depend on: not of language, threads or folder."""
    found = hashlib.blake2b(digest_size=16)
    for config in configs:
        settings = config.model_dump(mode="json", exclude={*HERE, "lang"})
        found.update(json.dumps(settings, sort_keys=True).encode())
    return found.hexdigest()


def kind(folder: Path, lang: str = "nl") -> str:
    """What a folder holds: a run or a comparison.

    Raises:
        StoreError: neither of them, or files of another format.
    """
    return str(info(folder, lang).get("kind", ALONE))


def info(folder: Path, lang: str) -> dict[str, Any]:
    """What run.json says.

    Raises:
        StoreError: there is none, it cannot be read, or it is of another format.
    """
    file = folder / RUN
    if not file.is_file():
        raise StoreError(i18n.text("store", "none", lang, folder=folder))
    found = _read(file, lang, json.loads)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise StoreError(i18n.text("store", "format", lang, folder=folder, version=__version__))
    return found


def settings(folder: Path, lang: str = "nl") -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Settings of a run, and of what it was held against.

    Raises:
        StoreError: no finished run there, or a damaged file.
    """
    known = info(folder, lang)
    against = folder / AGAINST
    held = against.is_file() or _digest_in(known, AGAINST) is not None
    return (
        settings_of(folder / SETTINGS, lang, known),
        settings_of(against, lang, known) if held else None,
    )


def settings_of(file: Path, lang: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """Settings that were kept.

    Args:
        known: what run.json says.

    Raises:
        StoreError: the file is missing, cannot be read, or is another than was written.
    """
    found = _read(file, lang, yaml.safe_load, _digest_in(known, file.name))
    if not isinstance(found, dict):
        detail = type(found).__name__
        raise StoreError(i18n.text("store", "damaged", lang, file=file, detail=detail))
    return found


def read(folder: Path, lang: str = "nl") -> Stored:
    """A run that `written` wrote.

    Raises:
        StoreError: no finished run there, files of a later format, or a damaged file.
    """
    known, found = info(folder, lang), {}
    for name in TABLES:
        file = folder / f"{name}.parquet"
        if file.is_file() or name not in PARTS or _digest_in(known, file.name) is not None:
            found[name] = table(file, lang, known)
    if "relations" not in found and "years" not in found:
        table(folder / "relations.parquet", lang, known)  # one of the two is always there
    return Stored(known, *settings(folder, lang), **{**dict.fromkeys(PARTS), **found})


def table(file: Path, lang: str, known: Mapping[str, Any]) -> pa.Table:
    """One of the tables of a folder.

    Args:
        known: what run.json says.

    Raises:
        StoreError: it is missing, damaged, or another than was written.
    """
    return _read(file, lang, _table, _digest_in(known, file.name))


def digests(made: Iterable[Path], texts: Mapping[str, str]) -> dict[str, str]:
    """Digests for run.json of files that were written, and of those that will be, by name."""
    written = {file.name: _digest_of(file) for file in made}
    return written | {name: _digest(said.encode()) for name, said in texts.items()}


def _digest_in(known: Mapping[str, Any], name: str) -> str | None:
    """The digest of a file in run.json; None = it is of before there were any."""
    stored = known.get("digests")
    return stored.get(name) if isinstance(stored, dict) else None


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


def parquet(file: Path, parts: Iterable[pa.Table]) -> pa.Schema | None:
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
            write_page_checksum=True,
        ) as writer,
    ):
        writer.write_table(first)
        for part in rest:
            writer.write_table(part)
    return first.schema


@contextlib.contextmanager
def explained(folder: Path, lang: str) -> Iterator[None]:
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


def _readme(known: dict[str, Any], columns: dict[str, pa.Schema], lang: str) -> str:
    """What is in the folder, file by file and column by column."""
    return described(i18n.text("store", "readme", lang, **known), columns, lang)


def described(opening: str, columns: dict[str, pa.Schema], lang: str) -> str:
    """An opening, and below it every column of every table."""
    parts = [opening.rstrip()]
    for name, schema in columns.items():
        parts.append(f"\n\n{name}.parquet\n  {i18n.text('store', f'file_{name}', lang)}\n")
        width = max(len(field.name) for field in schema)
        for field in schema:
            said, unit = yearly.said(name, field.name, lang)
            parts.append(f"  {field.name:<{width}}  {said}" + (f" [{unit}]" if unit else ""))
    return "\n".join(parts) + "\n"
