"""Files of a sweep's folder that are missing, damaged, or have company."""

import shutil

import pytest

from simulator.analysis.outcome import outcome
from simulator.sweeps import execute
from simulator.sweeps import folder as place
from simulator.sweeps.errors import SweepError
from simulator.sweeps.load import read
from tests.sweeps.small import ONE_THREAD, scheme, swept

FAST = ("sweep.outcomes=[value]", "sweep.shard=16")
COLUMN = "value_provider_mean"


@pytest.fixture
def out(tmp_path):
    swept(tmp_path / "out", *FAST)
    return tmp_path / "out"


def gone_on(folder):
    execute.played(scheme(*ONE_THREAD, *FAST), folder)


def test_a_copy_that_a_cloud_drive_made_is_passed_over(out):
    before = outcome(read(out), COLUMN, variant="hard").values
    file = place.shard_file(out, "runs", 1)
    shutil.copy(file, file.with_name("shard-000001 (1).parquet"))
    shutil.copy(file, file.with_name("shard-000001-conflict.parquet"))
    assert (outcome(read(out), COLUMN, variant="hard").values == before).all()
    gone_on(out)


@pytest.mark.parametrize("damage", ["gone", "cut off", "empty"])
@pytest.mark.parametrize("name", [place.DESIGN, place.SAMPLE])
def test_a_design_that_is_damaged_is_said_and_made_again(out, name, damage):
    file = out / name
    whole = file.read_bytes()
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(whole[:100] if damage == "cut off" else b"")
    if name == place.DESIGN or damage != "gone":  # a design without sample is a grid or a list
        with pytest.raises(SweepError, match="missing or damaged") as caught:
            assert read(out).design.num_rows + read(out).sample.num_rows
        assert "--resume" in caught.value.sentence("nl")
        assert name in caught.value.sentence("nl")
    gone_on(out)
    assert file.read_bytes() == whole


@pytest.mark.parametrize("left", [0, 200])
def test_a_shard_that_was_cut_off_is_said_and_played_again(out, left):
    digest = read(out).digest()
    file = place.shard_file(out, "runs", 1)
    file.write_bytes(file.read_bytes()[:left])
    with pytest.raises(SweepError, match=r"shard-000001\.parquet"):
        read(out).runs()
    gone_on(out)
    assert read(out).digest() == digest
