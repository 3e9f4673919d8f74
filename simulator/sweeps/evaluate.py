"""The worker's part: play the runs of a job and make its tables.

A run that raises or gives a number that cannot be is found by halving, recorded, and left out; the
others of its batch go on. Runs are played in blocks that stay in the processor's cache; the size of
a block has no part in the results.
"""

import json
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from simulator import batch as engine
from simulator.batch import Record
from simulator.engine.records import SIDES
from simulator.measures.catalogue import Measure, measures
from simulator.results import groups
from simulator.results.tables import column
from simulator.sweeps import tables
from simulator.sweeps.jobs import Batch, Job, Study, edited
from simulator.sweeps.reduction import marked, means
from simulator.sweeps.sources import fingerprint
from simulator.world.build import World

BLOCK = 2048  # relations of a block of runs
# Always numbers, whatever happens at the table; anything else is a fault.
ALWAYS = ("value", "utility", "trust", "competence", "goodwill", "tension", "image", "knowledge")
LONGEST = 20_000  # letters of a traceback that are kept


class Result(NamedTuple):
    """What a job came to: Parquet files by table, and how many runs failed."""

    files: dict[str, bytes]
    runs: int
    failed: int


class OtherProgramError(Exception):
    """The worker has another version of the program than the sweep was started with."""


class OutOfMemoryError(Exception):
    """The job does not fit in the memory that the worker may take."""


def played(study: Study, job: Job) -> Result:
    """Play all runs of a job.

    Raises:
        OtherProgramError: this machine's gunfactor is not the one that started the sweep.
        OutOfMemoryError: the runs together need too much; fewer may fit.
    """
    if study.fingerprint != fingerprint():
        raise OtherProgramError(
            f"started with {study.fingerprint}, this worker has {fingerprint()}"
        )
    try:
        sheet = _Sheet(study, job)
        for batch in job.batches:
            world = edited(study.worlds[batch.cell], batch.edits)
            for part in _blocks(batch, len(world.ties)):
                _attempted(study, part, world, sheet)
        return sheet.result()
    except MemoryError as error:
        raise OutOfMemoryError(f"{job.size} runs") from error


def failed(study: Study, job: Job, kind: str, message: str) -> Result:
    """The result of a job whose runs cannot be played at all."""
    sheet = _Sheet(study, job)
    for batch in job.batches:
        sheet.fail(batch, kind, message, "")
    return sheet.result()


def _blocks(batch: Batch, relations: int) -> Iterator[Batch]:
    step = max(1, BLOCK // max(1, relations))
    for first in range(0, len(batch.runs), step):
        yield batch.part(slice(first, first + step))


def _attempted(study: Study, batch: Batch, world: World, sheet: "_Sheet") -> None:
    """Play a block; if anything goes wrong, its halves, down to the runs that are to blame."""
    try:
        record = engine.played(
            world, batch.params(study.params[batch.cell]), batch.luck, study.seed, study.years
        )
        sheet.write(batch, record)
    except MemoryError:
        if len(batch.runs) == 1:
            raise
        _halved(study, batch, world, sheet)
    except Exception as error:
        if len(batch.runs) > 1:
            _halved(study, batch, world, sheet)
        else:
            story = "".join(traceback.format_exception(error))[-LONGEST:]
            sheet.fail(batch, "error", f"{type(error).__name__}: {error}", story)


def _halved(study: Study, batch: Batch, world: World, sheet: "_Sheet") -> None:
    middle = len(batch.runs) // 2
    for part in (slice(None, middle), slice(middle, None)):
        _attempted(study, batch.part(part), world, sheet)


class _Sheet:
    """Collects what the runs of a job came to, in the order of their numbers."""

    def __init__(self, study: Study, job: Job) -> None:
        self.study, self.job = study, job
        folder = Path(study.measures).expanduser() if study.measures else None
        known = measures(folder)
        self.known: dict[str, Measure] = {name: known[name] for name in study.outcomes}
        shape = (job.size, study.years + 1, len(study.groups), len(study.outcomes))
        self.means = np.full(shape, np.nan, np.float32)
        self.ok = np.zeros(job.size, np.bool_)
        self.luck = np.zeros(job.size, np.int64)
        self.relations: list[pa.Table] = []
        self.failures: list[dict[str, Any]] = []

    def write(self, batch: Batch, record: Record) -> None:
        """Keep a block that was played; raises nothing for runs that went wrong, but fails them."""
        values = [np.asarray(m.function(record), np.float64) for m in self.known.values()]
        group = grouped(record, self.study)
        count = len(self.study.groups)
        found = np.stack([means(value, group, count) for value in values], axis=-1)
        wrong = faulty(record) | np.isinf(found).any(axis=(1, 2, 3))
        good = ~wrong
        place = batch.runs - self.job.start
        self.luck[place] = batch.luck
        self.ok[place] = good
        self.means[place[good]] = found[good]
        if self.study.record == tables.RELATIONS:
            self.relations.append(self._relations(batch.part(good), record, values, good))
        for r in np.flatnonzero(wrong).tolist():
            outcomes = [
                n for n, one in zip(self.known, found[r].T, strict=True) if np.isinf(one).any()
            ]
            self.fail(batch.part(slice(r, r + 1)), "non_finite", faults(record, r, outcomes), "")

    def fail(self, batch: Batch, kind: str, message: str, story: str) -> None:
        """Record runs that could not be played."""
        self.luck[batch.runs - self.job.start] = batch.luck
        keys = tables.run_keys(self.study, batch.runs)
        for i in range(len(batch.runs)):
            setting = dict(batch.edits)
            varied = batch.values[batch.row[i]]
            setting |= {n: v for n, v in zip(batch.names, varied.tolist(), strict=True) if v == v}
            self.failures.append(
                {name: values[i].as_py() for name, values in keys.items()}
                | {
                    "luck": int(batch.luck[i]),
                    "seed": self.study.seed,
                    "kind": kind,
                    "message": message,
                    "traceback": story,
                    "setting": json.dumps({"world": batch.cell, **setting}),
                }
            )

    def result(self) -> Result:
        """The files of the job."""
        makers: dict[str, Callable[[], pa.Table]] = {
            tables.RUNS: self._runs,
            tables.YEARS: self._years,
            tables.RELATIONS: self._all_relations,
        }
        about = {
            "shard": str(self.job.shard),
            "start": str(self.job.start),
            "stop": str(self.job.stop),
        }
        files = {
            name: tables.parquet(makers[name](), about)
            for name in tables.RECORDED[self.study.record]
        }
        if self.failures:
            rows = sorted(self.failures, key=lambda row: int(row["run"]))
            files[tables.FAILURES] = tables.parquet(
                pa.Table.from_pylist(rows, tables.FAILURE), about
            )
        return Result(files, self.job.size, len(self.failures))

    def _table(self, name: str, columns: Sequence[pa.Array]) -> pa.Table:
        schema = tables.schema(name, self.study, self.known)
        return pa.Table.from_arrays(list(columns), schema=schema)

    def _runs(self) -> pa.Table:
        runs = np.arange(self.job.start, self.job.stop)
        keys = tables.run_keys(self.study, runs)
        status = tables.words((~self.ok).astype(np.int16), (tables.OK, tables.FAILED))
        columns = [*keys.values(), column(self.luck), status]
        last = self.study.years - 1
        for m, measure in enumerate(self.known.values()):
            when = {"first": min(measure.lag, last), "last": last, "mean": last + 1}
            for g in range(len(self.study.groups)):
                for moment in self.study.moments:
                    columns.append(tables.numbers(self.means[:, when[moment], g, m]))
        return self._table(tables.RUNS, columns)

    def _years(self) -> pa.Table:
        by_year = self.means[:, :-1]
        years = self.study.years
        run, year, group = np.nonzero(self.ok[:, None, None] & np.isfinite(by_year).any(axis=-1))
        keys = tables.run_keys(self.study, run + self.job.start)
        start = self._start()[run] if years else run
        columns = [
            *keys.values(),
            column((start + year).astype(np.int16)),
            tables.words(group, self.study.groups),
        ]
        chosen = by_year[run, year, group]
        columns += [tables.numbers(each) for each in chosen.T]
        return self._table(tables.YEARS, columns)

    def _start(self) -> np.ndarray:
        """First calendar year of each run."""
        start = np.zeros(self.job.size, np.int64)
        for batch in self.job.batches:
            start[batch.runs - self.job.start] = self.study.worlds[batch.cell].start
        return start

    def _relations(
        self, batch: Batch, record: Record, values: Sequence[np.ndarray], good: np.ndarray
    ) -> pa.Table:
        """Every relation of a block, rows by run, year, relation and side."""
        world = record.world
        shape = (len(batch.runs), record.years, len(world.ties), 2)
        run, year, relation, side = (index.ravel() for index in np.indices(shape, np.int32))
        names = [one.name for one in world.relations]
        played = record.sides["strategy"][good].ravel()
        columns = [
            *tables.run_keys(self.study, batch.runs[run]).values(),
            column((world.start + year).astype(np.int16)),
            tables.words(relation, names, pa.dictionary(pa.int32(), pa.string())),
            tables.words(side, SIDES),
            tables.words(played, world.strategy_names),
        ]
        for value in values:
            both = value[..., None] if value.ndim == 3 else value
            flat = np.broadcast_to(both[good], shape).astype(np.float32).ravel()
            columns.append(tables.numbers(flat))
        return self._table(tables.RELATIONS, columns)

    def _all_relations(self) -> pa.Table:
        if not self.relations:
            schema = tables.schema(tables.RELATIONS, self.study, self.known)
            return schema.empty_table()
        table = pa.concat_tables(self.relations).unify_dictionaries().combine_chunks()
        run = table["run"].to_numpy()
        if (np.diff(run) < 0).any():
            table = table.take(column(np.argsort(run, kind="stable"))).combine_chunks()
        return table


def grouped(record: Record, study: Study) -> np.ndarray:
    """The group of each side, its place in `study.groups`, [R, D, 2]."""
    shape = (len(record.runs), len(record.world.ties), 2)
    if study.by == "side":
        return np.broadcast_to(np.arange(2), shape)
    found = np.full(shape, -1, np.int64)
    for side in range(2):
        grouping = groups.grouped(record, study.by, side)
        names = (
            grouping.names if study.by == "kind" else [f"{SIDES[side]}_{n}" for n in grouping.names]
        )
        place = np.array([study.groups.index(name) for name in names], np.int64)
        found[..., side] = place[grouping.index[..., side]]
    return found


def faulty(record: Record) -> np.ndarray:
    """Which runs hold a number that cannot be, [R]."""
    found = np.zeros(len(record.runs), np.bool_)
    for name in ALWAYS:
        marked(record.sides[name], found)
    negotiated = record.relations["negotiated"][..., None] == 1
    marked(np.where(negotiated, record.sides["agreed_utility"], 0.0), found)
    return found


def faults(record: Record, r: int, outcomes: Sequence[str]) -> str:
    """Which numbers of run `r` cannot be, for the table of failures."""
    fields = [name for name in ALWAYS if not np.isfinite(record.sides[name][r]).all()]
    return "not a finite number: " + ", ".join([*fields, *outcomes] or ["agreed_utility"])
