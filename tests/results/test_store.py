"""A run on disk: everything that was played comes back, and accidents leave nothing half."""

import json
import os
import resource
import signal
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from simulator import i18n
from simulator.config import schema
from simulator.engine.acts import ACTS
from simulator.engine.records import ENDINGS, SIDES
from simulator.measures.catalogue import measures
from simulator.results import store, tables, yearly
from simulator.version import MODEL_VERSION, __version__
from tests.worlds import REGION, config, played, world

SHORT = (*REGION[:1], "years=3", "runs=3")


@pytest.fixture(scope="module")
def record():
    return played(world(*SHORT), years=3, runs=3, trace=True)


@pytest.fixture(scope="module")
def folder(record, tmp_path_factory):
    place = tmp_path_factory.mktemp("store") / "run"
    store.written(place, config(*SHORT), record)
    return place


def assert_equal(one: pa.Table, other: pa.Table) -> None:
    """Equal to the bit; a gap equals a gap."""
    assert one.schema.equals(other.schema, check_metadata=True)
    for name in one.schema.names:
        columns = (each.column(name).combine_chunks() for each in (one, other))
        plain = [
            column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
            for column in columns
        ]
        np.testing.assert_array_equal(*(np.asarray(each) for each in plain), err_msg=name)


def test_every_number_comes_back(record, folder):
    found = store.read(folder).relations
    shape = (3, 3, len(record.world.relations), 2)
    assert found.num_rows == np.prod(shape)
    for name, values in record.sides.items():
        if name != "strategy":
            back = np.asarray(found.column(name)).reshape(shape)
            np.testing.assert_allclose(back, values, rtol=1e-6, err_msg=name)
    for name, values in record.relations.items():
        if name != "ending":
            back = np.asarray(found.column(name)).reshape(shape)
            for side in (0, 1):
                np.testing.assert_allclose(back[..., side], values, rtol=1e-6, err_msg=name)


def test_names_stand_where_the_record_has_places(record, folder):
    row = store.read(folder).relations.to_pylist()[-1]
    relation = record.world.relations[-1]
    assert (row["relation"], row["side"]) == (relation.name, SIDES[1])
    assert (row["run"], row["year"]) == (2, 2024)
    assert row["provider"] == relation.provider
    assert row["organisation"] == row["funder"] == relation.funder
    strategy = record.world.strategy_names[record.sides["strategy"][-1, -1, -1, 1]]
    assert row["strategy"] == strategy
    assert row["ending"] == ENDINGS[record.relations["ending"][-1, -1, -1]]


def test_turns_are_those_that_were_played(record, folder):
    turns = store.read(folder).turns
    played_turns = record.trace["actor"] >= 0
    assert turns.num_rows == played_turns.sum()
    first, row = turns.to_pylist()[0], record.trace[0, 0, 0, 0]
    assert first["act"] == ACTS[row["act"]]
    assert first["side"] == SIDES[row["actor"]]
    assert first["turn"] == 1
    assert first["date"] == record.world.dates[0]
    assert first["tension_funder"] == pytest.approx(float(row["tension"][1]))


def test_a_run_without_a_trace_has_no_turns(tmp_path):
    store.written(tmp_path / "run", config(*SHORT), played(world(*SHORT), years=3, runs=3))
    assert store.read(tmp_path / "run").turns is None
    assert not (tmp_path / "run" / "turns.parquet").exists()


def test_runs_hold_every_number_of_the_model(folder):
    runs = store.read(folder).runs
    assert runs.column("run").to_pylist() == [0, 1, 2]
    for name, value in config(*SHORT).params.items():
        assert runs.column(name).to_pylist() == [value] * 3


def test_organisations_have_their_labels(record, folder):
    found = store.read(folder).organisations.to_pylist()
    assert [row["name"] for row in found] == [each.name for each in record.world.organisations]
    assert found[0]["label_nl"] == record.world.organisations[0].label["nl"]


def test_every_column_says_its_unit_and_meaning_in_both_languages(folder):
    for name in ("relations", "runs", "organisations", "turns"):
        for field in pq.read_schema(folder / f"{name}.parquet"):
            assert field.metadata[b"meaning"].strip(), field.name
            assert b"unit" in field.metadata
            for lang in i18n.LANGUAGES:
                assert tables.meaning(field.name, lang).strip()
    assert pq.read_schema(folder / "relations.parquet").field("goodwill").metadata == {
        b"unit": "−1 to 1".encode(),
        b"meaning": b"goodwill: what this side grants the other; below 0 it works against",
    }


def test_numbers_are_stored_small(folder):
    found = pq.ParquetFile(folder / "relations.parquet")
    assert found.schema_arrow.field("value").type == pa.float32()
    group = found.metadata.row_group(0)
    columns = {group.column(i).path_in_schema: group.column(i) for i in range(group.num_columns)}
    assert columns["value"].compression == "ZSTD"
    assert "BYTE_STREAM_SPLIT" in columns["value"].encodings


def test_tables_made_in_pieces_are_the_same(record, monkeypatch):
    whole = pa.concat_tables(tables.relations(record))
    turns = pa.concat_tables(tables.turns(record))
    monkeypatch.setattr(tables, "ROWS", 1)  # a run at a time
    pieces = list(tables.relations(record))
    assert len(pieces) == 3
    assert_equal(pa.concat_tables(pieces), whole)
    assert_equal(pa.concat_tables(tables.turns(record)), turns)


def test_run_json_says_what_was_run(folder):
    info = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert info == store.read(folder).info
    assert (info["program"], info["model"]) == (__version__, MODEL_VERSION)
    assert (info["scenario"], info["seed"], info["runs"], info["years"]) == ("region", 1, 3, 3)
    assert info["platform"]["numpy"] == np.__version__


def test_settings_come_back_as_the_same_config(folder):
    assert schema.Config.model_validate(store.read(folder).settings) == config(*SHORT)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_the_readme_explains_every_column(lang, record, tmp_path):
    store.written(tmp_path / "run", config(*SHORT, f"lang={lang}"), record)
    said = (tmp_path / "run" / "README.txt").read_text(encoding="utf-8")
    for name in (*record.sides, *record.relations):
        assert f"  {name} " in said
        assert tables.meaning(name, lang) in said
    assert ("geen voorspelling" in said) == (lang == "nl")


def test_the_same_run_gives_the_same_tables(record, folder, tmp_path):
    store.written(tmp_path / "again", config(*SHORT), record)
    for name in ("relations", "runs", "organisations", "turns"):
        file = f"{name}.parquet"
        assert (tmp_path / "again" / file).read_bytes() == (folder / file).read_bytes()


def test_a_folder_with_a_run_is_not_overwritten(record, folder):
    before = (folder / "relations.parquet").stat().st_mtime_ns
    with pytest.raises(store.StoreError, match=r"al een run .* output=andere-map"):
        store.written(folder, config(*SHORT), record)
    assert (folder / "relations.parquet").stat().st_mtime_ns == before


def test_a_place_that_cannot_be_a_folder_is_named(record, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(store.StoreError, match=r"Cannot write in .*file.*Not a directory.*output="):
        store.written(tmp_path / "file" / "run", config(*SHORT, "lang=en"), record)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_one_may_not_write_in_is_named(record, tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(store.StoreError, match=r"Kan niet schrijven in .*Permission denied"):
        store.written(tmp_path / "run", config(*SHORT), record)


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file may grow beyond 50 kB: the system then says so, as it does on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, old)


@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_is_said_and_leaves_no_half_file(record, tmp_path):
    folder = tmp_path / "run"
    with pytest.raises(store.StoreError, match=r"De schijf met .* is vol .*minder runs"):
        store.written(folder, config(*SHORT), record)
    left = {file.name for file in folder.iterdir()}
    assert left <= {"organisations.parquet", "runs.parquet"}
    with pytest.raises(store.StoreError, match=r"run\.json ontbreekt"):
        store.read(folder)


def test_files_of_another_format_are_refused(folder, tmp_path):
    info = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    (tmp_path / "run.json").write_text(json.dumps(info | {"format": 99}), encoding="utf-8")
    with pytest.raises(store.StoreError, match="come from another version"):
        store.read(tmp_path, "en")


def test_a_small_record_holds_the_means_of_every_run_and_no_relations(record, tmp_path):
    small = config(*SHORT, "record=yearly")
    store.written(tmp_path / "run", small, record)
    assert not (tmp_path / "run" / "relations.parquet").exists()
    stored = store.read(tmp_path / "run")
    assert stored.relations is None
    rows = stored.years.to_pylist()
    assert len(rows) == 3 * 3 * 2
    for name in ("value", "in_time", "tension"):
        values = measures()[name].values(record)
        for row in rows:
            r, y, s = row["run"], row["year"] - record.world.start, SIDES.index(row["side"])
            own = values[r, y, :, s]
            own = own[np.isfinite(own)]
            assert row[name] == pytest.approx(own.mean(), rel=1e-6) if len(own) else True
    said = (tmp_path / "run" / "README.txt").read_text()
    assert "years.parquet" in said
    for field in stored.years.schema:
        assert field.metadata[b"meaning"], field.name
        assert field.name in said


def test_a_small_record_is_the_same_in_parts(record, monkeypatch):
    whole = pa.concat_tables(yearly.years(record))
    monkeypatch.setattr(tables, "ROWS", 1)
    parts = list(yearly.years(record))
    assert len(parts) == 3
    assert_equal(pa.concat_tables(parts).combine_chunks(), whole.combine_chunks())


def spoiled(file, how):
    data = file.read_bytes()
    middle = len(data) // 3
    file.write_bytes({
        "a bit": data[:middle] + bytes([data[middle] ^ 16]) + data[middle + 1 :],
        "a page": data[:400] + bytes(200) + data[600:],
        "cut off": data[:middle],
        "empty": b"",
        "garbage": b"PAR1" + bytes(500) + b"PAR1",
    }[how])  # fmt: skip


@pytest.mark.parametrize("how", ["a bit", "a page", "cut off", "empty", "garbage"])
@pytest.mark.parametrize("name", ["relations", "runs", "organisations"])
@pytest.mark.parametrize("stored", [True, False])
def test_a_damaged_table_is_noticed_also_where_its_footer_is_whole(
    record, tmp_path, how, name, stored
):
    """By its digest in run.json; where that has none, by the sums of its pages."""
    folder = tmp_path / "run"
    store.written(folder, config(*SHORT), record)
    if not stored:
        info = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        del info["digests"]
        (folder / "run.json").write_text(json.dumps(info), encoding="utf-8")
    store.read(folder)
    spoiled(folder / f"{name}.parquet", how)
    with pytest.raises(store.StoreError, match=rf"{name}\.parquet"):
        store.read(folder)


@pytest.mark.parametrize("name", ["relations.parquet", "config.yaml", "run.json"])
@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe{", b"[" * 3000, b"a: 1\n"])
def test_any_file_that_is_gone_or_changed_is_named(record, tmp_path, name, content):
    folder = tmp_path / "run"
    store.written(folder, config(*SHORT), record)
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)
    with pytest.raises(store.StoreError) as found:
        store.read(folder, "en")
    assert name in str(found.value) or "another version" in str(found.value)
