"""A sweep that an older program began: it does not go on, can be read, and says what to do."""

import hashlib
from pathlib import Path

import pytest

from simulator.cli.main import main
from simulator.sweeps.load import read
from simulator.version import MODEL_VERSION
from tests import older


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return older.sweep(tmp_path)


def contents(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != ".lock"
    }


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("nl", ("begon met een andere gunfactor", f"model en rekenregels {older.MODEL},",
                f"hier {MODEL_VERSION},", "output=andere-map")),
        ("en", ("began with another gunfactor", f"model and rules {older.MODEL},",
                f"here {MODEL_VERSION},", "output=another-folder")),
    ],
)  # fmt: skip
def test_going_on_is_refused_and_the_folder_stays_as_it_was(folder, capsys, lang, expected):
    before = contents(folder)
    assert main(["sweep", "--resume", str(folder), f"lang={lang}"]) == 2
    said = capsys.readouterr().err
    for words in expected:
        assert words in said
    assert contents(folder) == before


def test_other_settings_are_named_besides_the_other_program(folder, capsys):
    assert main(["sweep", "--resume", str(folder), "years=3", "lang=en"]) == 2
    said = capsys.readouterr().err
    assert "another sweep" in said
    assert "config.years: 2 → 3" in said
    assert f'program.model: "{older.MODEL}" → "{MODEL_VERSION}"' in said


def test_what_is_there_can_be_read(folder):
    sweep = read(folder)
    assert not sweep.complete
    assert sweep.runs().num_rows == 80
    assert sweep.joined(["value_provider_mean"])["value_provider_mean"].null_count == 0


def test_analysing_it_says_of_which_model_it_is_and_what_is_missing(folder, capsys):
    words = ["features", str(folder), "--outcome", "value_provider_mean", "--variant", "hard"]
    assert main(["analyse", *words, "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert f"played with model {older.MODEL}, and this is model {MODEL_VERSION}" in said
    assert "not finished: 2 of its 80 shards are there" in said
    assert "not played yet" in said
