"""Read a sweep back, finished or not: its design, its tables, and both joined.

sweep = read("results/quick-20260101-120000")
sweep.joined()            # pyarrow: a row a run, with the value of each factor
sweep.joined().to_pandas()
"""

import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from simulator import bounded
from simulator.bounded import TooMuchError
from simulator.config.problems import nearest
from simulator.sweeps import folder as place
from simulator.sweeps import manifest as manifests
from simulator.sweeps import tables
from simulator.sweeps.digest import digest
from simulator.sweeps.errors import SweepError


@dataclass(frozen=True)
class Sweep:
    """A sweep in its folder."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def shards(self) -> list[int]:
        """Shards that are finished, in order."""
        return [n for n in sorted(place.finished_shards(self.folder)) if n < self.expected]

    @property
    def expected(self) -> int:
        """How many shards there will be."""
        return len(self.manifest["shards"])

    @property
    def complete(self) -> bool:
        """Are all shards there?"""
        return len(self.shards) == self.expected

    @cached_property
    def design(self) -> pa.Table:
        """A row a point, a column a factor."""
        return _table(self.folder / place.DESIGN)

    @cached_property
    def sample(self) -> pa.Table | None:
        """The same points in the unit cube; None for a grid or a list."""
        file = self.folder / place.SAMPLE
        return _table(file) if file.is_file() else None

    @property
    def factors(self) -> list[str]:
        """What was varied."""
        return [name for name in self.design.column_names if name != "point"]

    @property
    def outcomes(self) -> list[str]:
        """Columns of the table of runs that were measured."""
        return [name for name in self._schema.names if name not in tables.KEYS[tables.RUNS]]

    @cached_property
    def _schema(self) -> pa.Schema:
        shards = self.shards
        if not shards:
            raise SweepError("no_runs_yet", folder=self.folder)
        file = place.shard_file(self.folder, tables.RUNS, shards[0])
        with _readable(file):
            return pq.read_schema(file)

    def runs(self, columns: Sequence[str] | None = None) -> pa.Table:
        """A row a run, in order of their numbers; `columns` besides those that say which run."""
        for name in columns or ():
            if name not in self._schema.names:
                close = nearest(name, self.outcomes) or ", ".join(self.outcomes[:5])
                raise SweepError("no_column", came=name, close=close)
        keys = tables.KEYS[tables.RUNS]
        wanted = None if columns is None else list(dict.fromkeys((*keys, *columns)))
        return self._read(tables.RUNS, wanted)

    def years(self) -> pa.Table:
        """A row a run, year and group."""
        return self._read(tables.YEARS)

    def relations(self) -> pa.Table:
        """A row a run, year, relation and side."""
        return self._read(tables.RELATIONS)

    def failures(self) -> pa.Table:
        """A row a run that failed, with its setting, seed and traceback."""
        files = [place.shard_file(self.folder, tables.FAILURES, n) for n in self.shards]
        found = [_table(file) for file in files if file.is_file()]
        return pa.concat_tables(found) if found else tables.FAILURE.empty_table()

    def joined(self, columns: Sequence[str] | None = None) -> pa.Table:
        """The table of runs with the value of each factor beside it."""
        return self.with_design(self.runs(columns))

    def with_design(self, table: pa.Table) -> pa.Table:
        """Any table with a column `point`, with the value of each factor beside it."""
        beside = self.design.take(table["point"]).drop_columns(["point"])
        for field, column in zip(beside.schema, beside.columns, strict=True):
            table = table.append_column(field, column)
        return table

    def digest(self) -> str:
        """Hash of all results that are there."""
        return digest(self.folder, self.manifest["record"], self.shards)

    def _compared(self) -> None:
        """See, once, that a finished sweep is still what it was.

        Raises:
            SweepError: its digest is another than the one that was stored.
        """
        if self.complete and not self._sound:
            raise SweepError("other_digest", folder=self.folder)

    @cached_property
    def _sound(self) -> bool:
        file = self.folder / place.FINISHED
        try:
            stored = json.loads(bounded.read_bytes(file))["digest"]
        except FileNotFoundError:
            return True  # the last shard was written, its digest not yet
        except (OSError, ValueError, LookupError, TypeError, TooMuchError) as error:
            raise SweepError("damaged", file=file, detail=error) from None
        return bool(stored == self.digest())

    def _read(self, table: str, columns: list[str] | None = None) -> pa.Table:
        if table not in tables.RECORDED[self.manifest["record"]]:
            raise SweepError("not_recorded", table=table, record=self.manifest["record"])
        shards = self.shards
        if not shards:
            raise SweepError("no_runs_yet", folder=self.folder)
        files = (place.shard_file(self.folder, table, shard) for shard in shards)
        self._compared()
        read = [_table(file, columns) for file in files]
        return pa.concat_tables(read).unify_dictionaries().combine_chunks()


@contextlib.contextmanager
def _readable(file: Path) -> Iterator[None]:
    """Say which file of a sweep is missing or damaged, and what to do.

    Raises:
        SweepError: it is.
    """
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        detail = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise SweepError("broken_file", file=file, detail=detail, folder=_home(file)) from None


def _home(file: Path) -> Path:
    return file.parent if file.name in (place.DESIGN, place.SAMPLE) else file.parents[1]


def _table(file: Path, columns: list[str] | None = None) -> pa.Table:
    with _readable(file):
        return pq.read_table(file, columns=columns, page_checksum_verification=True)


def read(folder: Path | str) -> Sweep:
    """The sweep in a folder.

    Raises:
        SweepError: there is none, or it cannot be read.
    """
    folder = Path(folder).expanduser()
    manifest = manifests.read(folder)
    if manifest is None:
        raise SweepError("no_sweep", folder=folder)
    return Sweep(folder, manifest)
