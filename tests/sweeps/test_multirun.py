"""Hydra's own `-m`: a whole sweep for each combination, in folders that nobody shares."""

from datetime import datetime

from simulator.cli import folders
from simulator.cli.main import main
from simulator.sweeps.load import read
from tests.sweeps.small import ONE_THREAD

SMALL = ("sweep=quick", "sweep.base=[]", "years=2", "sweep.design.points=2", "sweep.replicates=1")
SCENARIOS = ("region", "after-the-breach")


class StoppedClock(datetime):
    """It is always the same second."""

    @classmethod
    def now(cls, tz=None):
        return cls(2026, 1, 2, 3, 4, 5, tzinfo=tz)


def test_two_multiruns_over_scenarios_in_one_second_share_no_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(folders, "datetime", StoppedClock)
    words = ["sweep", "-m", *SMALL, *ONE_THREAD, f"scenario={','.join(SCENARIOS)}", "lang=en"]
    for _ in range(2):
        assert main(words) == 0
    homes = sorted((tmp_path / "results").iterdir())
    assert [home.name for home in homes] == [
        "multirun-20260102-030405",
        "multirun-20260102-030405-2",
    ]
    digests = []
    for home in homes:
        sweeps = [read(home / str(job)) for job in range(len(SCENARIOS))]
        for sweep, scenario in zip(sweeps, SCENARIOS, strict=True):
            assert sweep.complete
            assert f"scenario={scenario}" in sweep.manifest["words"]
        digests.append([sweep.digest() for sweep in sweeps])
    assert digests[0] == digests[1]
    assert digests[0][0] != digests[0][1]


def test_a_job_that_cannot_be_played_leaves_the_others(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    words = ["sweep", "-m", *SMALL, *ONE_THREAD, "sweep.replicates=1,0", "output=both", "lang=en"]
    assert main(words) == 2
    assert "replicates" in capsys.readouterr().err
    assert read(tmp_path / "both" / "0").complete
    assert not (tmp_path / "both" / "1" / "manifest.json").exists()
