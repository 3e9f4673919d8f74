"""Sweeps whose outcome is a known function of their factors, to hold the analyses against."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from simulator.sweeps import execute
from simulator.sweeps.folder import FINISHED
from simulator.sweeps.load import Sweep, read
from simulator.sweeps.scheme import of_words

COLUMN = "value_provider_last"
PLAIN = ("sweep=quick", "years=1", "sweep.replicates=1", "sweep.outcomes=[value]",
         "~sweep.variants", "sweep.executor=threads", "sweep.workers=1")  # fmt: skip


def swept(folder: Path, function: Callable[[np.ndarray], np.ndarray], *words: str) -> Sweep:
    """A sweep in which the outcome of each run is `function` of its point in the unit cube.

    Args:
        function: from [n, k] to [n]; NaN becomes a gap, endless numbers a failed run.
    """
    execute.played(of_words([*PLAIN, *words]), folder)
    sweep = read(folder)
    unit = where(sweep)
    for file in sorted((folder / "runs").glob("*.parquet")):
        table = pq.read_table(file)
        values = function(unit[table["point"].to_numpy()])
        status = pa.array(np.where(np.isinf(values), "failed", "ok"))
        place = table.column_names.index("status")
        table = table.set_column(place, "status", status.dictionary_encode())
        place = table.column_names.index(COLUMN)
        kept = np.where(np.isfinite(values), values, np.nan)
        pq.write_table(table.set_column(place, COLUMN, pa.array(kept, from_pandas=True)), file)
    (folder / FINISHED).unlink()  # it holds the digest of what was played
    return read(folder)


def where(sweep: Sweep) -> np.ndarray:
    """Each point in the unit cube."""
    table = sweep.sample if sweep.sample is not None else sweep.design
    columns = [table[name].to_numpy() for name in sweep.factors]
    if sweep.sample is None:
        columns = [(c - c.min()) / max(float(np.ptp(c)), 1e-12) for c in columns]
    return np.stack(columns, axis=1)
