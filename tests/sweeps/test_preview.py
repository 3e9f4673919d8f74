"""What `--dry-run` says beforehand, against what then comes."""

import re

import pytest

from simulator.cli.main import main
from simulator.sweeps import execute
from simulator.sweeps.preview import previewed
from tests.sweeps.small import ONE_THREAD, SMALL, scheme

POINT = {"nl": ",", "en": "\\."}


@pytest.mark.parametrize("record", ["summary", "yearly", "relations"])
def test_the_size_on_disk_is_what_was_said(tmp_path, record):
    made = scheme(*ONE_THREAD, "world=region", f"sweep.record={record}", "sweep.shard=12")
    said = previewed(made, tmp_path / "out")
    assert (said.runs, said.shards, said.size, said.workers) == (48, 4, 12, 1)
    assert not (tmp_path / "out").exists()
    execute.played(made, tmp_path / "out")
    tables = ("runs", "years", "relations")
    real = sum(
        file.stat().st_size for name in tables for file in (tmp_path / "out" / name).glob("*")
    )
    assert said.sizes[record] == pytest.approx(real, rel=0.2)
    assert said.seconds > 0.0


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_dry_run_says_runs_time_and_disk_and_writes_nothing(tmp_path, monkeypatch, capsys, lang):
    monkeypatch.chdir(tmp_path)
    assert main(["sweep", *SMALL, "--dry-run", f"lang={lang}"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"^  runs +48\b", said, re.MULTILINE)
    for name in ("yearly", "relations"):
        assert re.search(rf"sweep\.record={name} \d+{POINT[lang]}\d [kM]B", said)
    assert re.search(rf"\d+{POINT[lang]}\d s\b", said)
    assert re.search(rf"\d+{POINT[lang]}\d kB \(", said)
    assert not list(tmp_path.iterdir())
