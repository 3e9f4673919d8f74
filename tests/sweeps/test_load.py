"""A sweep read back, by us and by what other people use."""

import pyarrow.parquet as pq
import pytest

from simulator.sweeps import execute, tables
from simulator.sweeps import folder as place
from simulator.sweeps.errors import SweepError
from simulator.sweeps.load import Sweep, read
from tests.sweeps.small import ONE_THREAD, scheme, swept


@pytest.fixture(scope="module")
def sweep(tmp_path_factory) -> Sweep:
    folder = tmp_path_factory.mktemp("read") / "out"
    return swept(
        folder,
        "sweep.record=relations",
        "sweep.factors.accord.values=[dutch, none]",
        "sweep.shard=10",
    )


def test_the_design_is_joined_to_the_runs(sweep):
    table = sweep.joined(["value_provider_last"])
    assert table.column_names[-4:] == [
        "pressure",
        "tension_raises_reservation",
        "extra_max",
        "accord",
    ]
    pressure = sweep.design["pressure"].to_pylist()
    for row in table.to_pylist():
        assert row["pressure"] == pressure[row["point"]]


def test_every_column_says_its_unit_and_meaning(sweep):
    for table in (sweep.runs(), sweep.years(), sweep.relations(), sweep.design):
        for field in table.schema:
            assert field.metadata[b"unit"], field.name
            assert field.metadata[b"meaning"], field.name


def test_the_readme_names_every_column(sweep):
    said = (sweep.folder / place.README).read_text()
    for table in (sweep.runs(), sweep.years(), sweep.relations(), sweep.design):
        for name in table.column_names:
            assert name in said


def test_results_can_be_read_while_the_sweep_runs(tmp_path):
    """Another reader looks in after every shard, and always finds whole runs only."""
    seen: list[int] = []

    def told(progress: execute.Progress) -> None:
        if progress.written:
            half = read(tmp_path / "out")
            table = half.joined(["value_provider_last"])
            assert table.num_rows == progress.done
            assert table["value_provider_last"].null_count == 0
            assert half.complete == (progress.written == progress.shards)
            seen.append(table.num_rows)

    execute.played(scheme(*ONE_THREAD, "sweep.shard=10"), tmp_path / "out", told)
    assert len(set(seen)) >= 3
    assert seen[-1] == 48


def test_a_sweep_with_holes_is_read_as_far_as_it_goes(tmp_path):
    out = tmp_path / "half"
    swept(out, "sweep.shard=10")
    (out / place.FINISHED).unlink()
    for shard in (1, 4):
        place.shard_file(out, tables.RUNS, shard).unlink()
    half = read(out)
    assert not half.complete
    assert half.runs().num_rows == 30
    assert set(half.joined()["run"].to_pylist()) == {*range(10), *range(20, 40)}


def test_pandas_reads_it(sweep):
    import pandas

    runs = pandas.read_parquet(sweep.folder / "runs")
    design = pandas.read_parquet(sweep.folder / place.DESIGN)
    assert len(runs.merge(design, on="point")) == 48
    assert runs.status.tolist() == ["ok"] * 48


def test_polars_reads_it(sweep):
    import polars

    runs = polars.scan_parquet(sweep.folder / "runs" / "*.parquet").collect()
    assert runs["value_provider_last"].to_list() == sweep.runs()["value_provider_last"].to_pylist()


def test_duckdb_reads_it(sweep):
    import duckdb

    found = duckdb.sql(
        f"SELECT accord, count(*), avg(value_provider_last) FROM '{sweep.folder}/runs/*.parquet' "
        f"JOIN '{sweep.folder}/design.parquet' USING (point) GROUP BY accord ORDER BY accord"
    ).fetchall()
    assert [(row[0], row[1]) for row in found] == [("dutch", 24), ("none", 24)]


def test_files_say_which_runs_they_hold(sweep):
    about = pq.read_schema(place.shard_file(sweep.folder, tables.RUNS, 2)).metadata
    assert (about[b"gunfactor.start"], about[b"gunfactor.stop"]) == (b"20", b"30")


def test_mistakes_of_a_reader_are_answered(sweep, tmp_path):
    with pytest.raises(SweepError, match=r"manifest\.json"):
        read(tmp_path)
    with pytest.raises(SweepError, match="value_provider_last"):
        sweep.runs(["value_provider_lats"])
    other = swept(tmp_path / "summary")
    with pytest.raises(SweepError, match="kept no table years"):
        other.years()


def test_a_table_that_was_not_kept_is_not_written(tmp_path):
    swept(tmp_path / "out")
    assert not (tmp_path / "out" / "years").exists()
    assert not (tmp_path / "out" / "failures").exists()
