"""`gunfactor run --again FOLDER` plays what a folder holds, to the bit."""

import json
from pathlib import Path

import pytest
import yaml

from simulator.cli.main import main

SMALL = ("runs=3", "years=2")
OF_A_RUN = ("relations", "runs", "organisations", "turns")
OF_A_PAIR = ("differences", "values")


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A run with its counterfactual, and a comparison."""
    place = tmp_path_factory.mktemp("again")
    story = ("run", "scenario=after-the-breach", *SMALL, "seed=5", "params.pressure=.2", "lang=en")
    assert main([*story, "threads=2", f"output={place}/run"]) == 0
    two = ("compare", "region", "null", *SMALL, "lang=en")
    assert main([*two, f"output={place}/pair"]) == 0
    return place


def same(one: Path, other: Path, names: tuple[str, ...]) -> None:
    for name in names:
        file = f"{name}.parquet"
        assert (one / file).read_bytes() == (other / file).read_bytes(), name


def test_a_run_again_is_equal_to_the_bit(home, tmp_path):
    assert main(["run", "--again", str(home / "run"), f"output={tmp_path}/a", "threads=1"]) == 0
    same(home / "run", tmp_path / "a", OF_A_RUN)
    for name in ("config.yaml", "counterfactual.yaml"):
        assert (home / "run" / name).read_text() == (tmp_path / "a" / name).read_text()


def test_a_run_again_of_a_run_again_is_the_same_still(home, tmp_path):
    assert main(["run", "--again", str(home / "run"), f"output={tmp_path}/a"]) == 0
    assert main(["run", "--again", f"{tmp_path}/a", f"output={tmp_path}/b"]) == 0
    same(home / "run", tmp_path / "b", OF_A_RUN)


def test_a_comparison_again_is_equal_to_the_bit(home, tmp_path):
    assert main(["run", "--again", str(home / "pair"), f"output={tmp_path}/a"]) == 0
    same(home / "pair", tmp_path / "a", OF_A_PAIR)


def test_a_comparison_has_what_a_run_has_beside_its_tables(home):
    info = json.loads((home / "pair" / "run.json").read_text(encoding="utf-8"))
    assert (info["kind"], info["runs"], info["years"], info["seed"]) == ("comparison", 3, 2, 1)
    said = (home / "pair" / "README.txt").read_text(encoding="utf-8")
    for name in (*OF_A_PAIR, "config-A.yaml", "run.json", "difference"):
        assert name in said


def test_the_fingerprint_leaves_out_threads_folder_and_language(home, tmp_path):
    again = ["run", "--again", str(home / "run")]
    assert main([*again, f"output={tmp_path}/a", "threads=1", "lang=nl"]) == 0
    assert main([*again, f"output={tmp_path}/b", "seed=6"]) == 0
    prints = [
        json.loads((folder / "run.json").read_text(encoding="utf-8"))["settings"]
        for folder in (home / "run", tmp_path / "a", tmp_path / "b")
    ]
    assert prints[0] == prints[1] != prints[2]
    kept = yaml.safe_load((home / "run" / "config.yaml").read_text(encoding="utf-8"))
    assert not {"threads", "output"} & kept.keys()


def test_single_values_may_be_changed_and_files_not(home, tmp_path, capsys):
    again = ["run", "--again", str(home / "run")]
    assert main([*again, "runs=2", f"output={tmp_path}/a"]) == 0
    info = json.loads((tmp_path / "a" / "run.json").read_text(encoding="utf-8"))
    assert info["runs"] == 2
    capsys.readouterr()
    assert main([*again, "world=null", f"output={tmp_path}/b"]) == 2
    assert "chooses another file" in capsys.readouterr().err


def test_a_folder_without_a_run_is_said(tmp_path, capsys):
    assert main(["run", "--again", str(tmp_path), "lang=en"]) == 2
    assert "holds no finished run" in capsys.readouterr().err
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    assert main(["run", "--again", str(tmp_path), "lang=en"]) == 2
    assert "gunfactor sweep --resume" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["config.yaml", "run.json"])
def test_a_damaged_folder_is_said(home, tmp_path, capsys, name):
    for file in ("config.yaml", "run.json"):
        (tmp_path / file).write_bytes((home / "run" / file).read_bytes())
    (tmp_path / name).write_text("{ broken", encoding="utf-8")
    assert main(["run", "--again", str(tmp_path), "lang=en"]) == 2
    assert f"{name} is damaged or" in capsys.readouterr().err
