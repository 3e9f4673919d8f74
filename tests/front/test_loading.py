"""A folder read back is what was written in it."""

import json

import numpy as np
import pytest

import simulator as gf
from tests.results.test_store import assert_equal


@pytest.fixture(scope="module")
def run() -> gf.Run:
    return gf.run("after-the-breach", runs=3, years=2, against="after-the-breach-no-override")


@pytest.fixture(scope="module")
def folder(run, tmp_path_factory):
    return run.save(tmp_path_factory.mktemp("load") / "run")


def test_a_run_comes_back(run, folder):
    found = gf.load(folder)
    assert isinstance(found, gf.Run)
    assert (found.config, found.against) == (run.config, run.against)
    for name in ("relations", "runs", "organisations", "turns"):
        assert_equal(found.to_arrow(name), run.to_arrow(name))
    for name in ("value", "in_time", "trust_received"):
        np.testing.assert_allclose(found.measure(name), run.measure(name), atol=1e-6)


def test_its_config_played_again_is_equal_to_the_bit(run, folder):
    again = gf.run(gf.load(str(folder)).config)
    for name, values in run.record.sides.items():
        assert np.array_equal(values, again.record.sides[name], equal_nan=True), name


def test_what_it_was_held_against_is_played_when_it_is_asked_for(run, folder):
    found = gf.load(folder)
    assert np.array_equal(found.other.sides["value"], run.other.sides["value"])


def test_a_comparison_comes_back_and_is_played_when_it_is_asked_for(tmp_path):
    pair = gf.compare("after-the-breach", runs=3, years=2)
    found = gf.load(pair.save(tmp_path / "pair"))
    assert isinstance(found, gf.Comparison)
    assert found.configs == pair.configs
    assert_equal(found.differences(), pair.differences())
    assert_equal(found.second.to_arrow(), pair.second.to_arrow())


@pytest.mark.parametrize("name", ["differences.parquet", "values.parquet", "config-B.yaml"])
def test_a_comparison_in_which_a_file_was_changed_is_refused(tmp_path, name):
    place = gf.compare("after-the-breach", runs=2, years=2).save(tmp_path / "pair")
    data = (place / name).read_bytes()
    (place / name).write_bytes(data[:300] + bytes([data[300] ^ 1]) + data[301:])
    with pytest.raises(gf.StoreError, match=f"{name} is damaged or was changed"):
        gf.load(place, lang="en")


def test_a_comparison_of_another_model_is_read_and_not_played_again(tmp_path):
    place = gf.compare("after-the-breach", runs=2, years=2).save(tmp_path / "pair")
    info = json.loads((place / "run.json").read_text(encoding="utf-8"))
    (place / "run.json").write_text(json.dumps(info | {"model": "0"}), encoding="utf-8")
    found = gf.load(place)
    assert found.differences().num_rows
    with pytest.raises(gf.StoreError, match="model 0"):
        found.first  # noqa: B018


def test_a_folder_with_nothing_in_it_says_what_was_looked_for(tmp_path):
    with pytest.raises(gf.StoreError, match=r"no run\.json"):
        gf.load(tmp_path, lang="en")


def test_a_damaged_table_is_said(folder, tmp_path):
    for file in folder.glob("*.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    whole = (tmp_path / "relations.parquet").read_bytes()
    (tmp_path / "relations.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(gf.StoreError, match=r"relations\.parquet is damaged"):
        gf.load(tmp_path, lang="en")
