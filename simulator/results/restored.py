"""A record from the tables of a run on disk.

Numbers were kept with single precision, so what is worked out of them differs from the run itself
by less than 1e-6; what is played again from the settings is equal to the bit.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from simulator.batch import Record, blank_record
from simulator.config.schema import Config
from simulator.engine.acts import ACTS
from simulator.engine.records import ENDINGS, SIDES
from simulator.results.store import Stored
from simulator.results.tables import PAIRS
from simulator.world.build import built

NAMES = {"strategy": None, "ending": ENDINGS}  # kept by name; None = those of the world


def restored(stored: Stored, config: Config) -> Record:
    """The record of a run that was kept.

    Args:
        stored: what the folder holds.
        config: of its settings.
    """
    world = built(config)
    table = stored.relations
    runs = stored.runs.column("run").to_numpy().astype(np.uint64)
    years = int(stored.info["years"])
    record = blank_record(world, runs, int(stored.info["seed"]), years, stored.turns is not None)
    shape = (len(runs), years, len(world.relations), 2)
    for name, values in record.sides.items():
        values[:] = _column(table, name, world.strategy_names).reshape(shape)
    for name, values in record.relations.items():
        values[:] = _column(table, name, world.strategy_names).reshape(shape)[..., 0]
    if record.trace is not None and stored.turns is not None:
        _turns(record, record.trace, stored.turns)
    return record


def _column(table: pa.Table, name: str, strategies: tuple[str, ...]) -> np.ndarray:
    """A column as numbers; names as their places."""
    column = table.column(name)
    if name not in NAMES:
        return np.asarray(column.to_numpy())
    return _places(column, NAMES[name] or strategies)


def _places(column: pa.ChunkedArray, names: tuple[str, ...]) -> np.ndarray:
    """Which place each name has."""
    plain = column.cast(pa.string())
    return np.asarray(pc.index_in(plain, value_set=pa.array(names)).to_numpy())


def _turns(record: Record, trace: np.ndarray, table: pa.Table) -> None:
    """Put every turn that was played where it belongs."""
    names = tuple(each.name for each in record.world.relations)
    run = np.searchsorted(record.runs, table.column("run").to_numpy())
    year = table.column("year").to_numpy().astype(np.int64) - record.world.start
    relation = _places(table.column("relation"), names)
    turn = table.column("turn").to_numpy().astype(np.int64) - 1
    rows = np.zeros(table.num_rows, trace.dtype)
    rows["actor"] = _places(table.column("side"), SIDES)
    rows["act"] = _places(table.column("act"), ACTS)
    rows["contentious"] = table.column("chance_contentious").to_numpy()
    for name in ("hardness", "demand", "offered", "ownership"):
        rows[name] = table.column(name).to_numpy()
    for name in PAIRS:
        for s, side in enumerate(SIDES):
            rows[name][:, s] = table.column(f"{name}_{side}").to_numpy()
    trace[run, year, relation, turn] = rows
