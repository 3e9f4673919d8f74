"""A sweep that is there can be added to: more replicates, and failed runs once more."""

import json

import pytest

from simulator.analysis.outcome import outcome
from simulator.sweeps import execute
from simulator.sweeps import folder as place
from simulator.sweeps.errors import SweepError
from simulator.sweeps.load import read
from tests.sweeps import small
from tests.sweeps.small import ONE_THREAD, command, scheme, swept

FAST = ("sweep.outcomes=[value,tension]",)
COLUMN = "value_provider_mean"


def values(folder):
    """(point, variant, replicate) -> luck and outcome."""
    rows = read(folder).runs([COLUMN]).to_pylist()
    return {
        (row["point"], row["variant"], row["replicate"]): (row["luck"], row[COLUMN]) for row in rows
    }


def test_replicates_that_are_added_give_the_runs_of_a_sweep_that_had_them_at_once(tmp_path):
    swept(tmp_path / "grown", *FAST)
    before = values(tmp_path / "grown")
    progress = execute.played(scheme(*ONE_THREAD, *FAST, "sweep.replicates=5"), tmp_path / "grown")
    assert (progress.before, progress.runs) == (48, 80)
    swept(tmp_path / "whole", *FAST, "sweep.replicates=5")
    grown = values(tmp_path / "grown")
    assert grown == values(tmp_path / "whole")
    assert {key: grown[key] for key in before} == before
    assert read(tmp_path / "grown").manifest["rounds"] == [3, 2]


@pytest.mark.parametrize("luck", ["point", "own"])
def test_luck_that_was_there_stays_and_what_is_added_has_luck_of_its_own(tmp_path, luck):
    out, words = tmp_path / "out", (*FAST, f"sweep.luck={luck}")
    swept(out, *words)
    before = values(out)
    execute.played(scheme(*ONE_THREAD, *words, "sweep.replicates=5"), out)
    after = values(out)
    assert {key: after[key] for key in before} == before
    lucks = [found[0] for found in after.values()]
    assert len(set(lucks)) == (80 if luck == "own" else 40)


def test_an_analysis_has_every_replicate_in_its_place(tmp_path):
    out = tmp_path / "out"
    swept(out, *FAST)
    execute.played(scheme(*ONE_THREAD, *FAST, "sweep.replicates=5"), out)
    found = outcome(read(out), COLUMN, ("hard", "collab"))
    rows = values(out)
    assert found.values.shape == (8, 5)
    for point in range(8):
        for replicate in range(5):
            one, other = (rows[point, name, replicate][1] for name in ("hard", "collab"))
            assert found.values[point, replicate] == pytest.approx(other - one, abs=1e-7)


def test_replicates_can_be_added_twice_and_not_be_taken_away(tmp_path):
    out = tmp_path / "out"
    swept(out, *FAST)
    for count in (4, 6):
        execute.played(scheme(*ONE_THREAD, *FAST, f"sweep.replicates={count}"), out)
    assert read(out).manifest["rounds"] == [3, 1, 2]
    with pytest.raises(SweepError, match=r"plan\.replicates: 6 → 3"):
        execute.played(scheme(*ONE_THREAD, *FAST), out)


def test_the_command_adds_and_goes_on_from_what_it_added(tmp_path):
    out = tmp_path / "out"
    swept(out, *FAST)
    more = command("--resume", str(out), "sweep.replicates=4", *ONE_THREAD, "lang=en")
    assert more.returncode == 0, more.stderr
    assert read(out).complete
    assert read(out).runs().num_rows == 64
    once = command("--resume", str(out), *ONE_THREAD, "lang=en")
    assert once.returncode == 0, once.stderr


def test_failed_runs_are_done_again_once_the_cause_is_gone(tmp_path):
    words = small.troubled(tmp_path / "own", small.RAISES, [5, 17])
    out = tmp_path / "out"
    swept(out, *words, "sweep.shard=10")
    assert read(out).failures().num_rows == 2
    before = values(out)
    (tmp_path / "own" / "trouble.py").write_text(
        small.TROUBLE.format(lucks=[5, 17], then="pass  # mended")
    )
    refused = command("--resume", str(out), *ONE_THREAD, "lang=en")
    assert refused.returncode == 2
    assert "measures" in refused.stderr
    again = command("--resume", str(out), "--again", *ONE_THREAD, "lang=en")
    assert again.returncode == 0, again.stderr
    assert read(out).failures().num_rows == 0
    assert not (out / "failures").exists()
    after = values(out)
    assert {k: v for k, v in before.items() if v[1] is not None}.items() <= after.items()
    assert json.loads((out / place.FINISHED).read_text())["digest"] == read(out).digest()
    once = command("--resume", str(out), *ONE_THREAD, "lang=en")  # mended measures are its own now
    assert once.returncode == 0, once.stderr


def test_what_was_well_and_comes_out_otherwise_is_refused_and_kept(tmp_path):
    words = small.troubled(tmp_path / "own", small.RAISES, [5])
    out = tmp_path / "out"
    swept(out, *words, "sweep.shard=10")
    before = values(out)
    (tmp_path / "own" / "trouble.py").write_text(
        small.TROUBLE.format(lucks=[5], then="value = value + 1.0")
    )
    said = command("--resume", str(out), "--again", *ONE_THREAD, "lang=en")
    assert said.returncode == 2
    assert "other results" in said.stderr
    assert values(out) == before
    assert read(out).failures().num_rows == 1


def test_again_needs_a_folder():
    said = command("sweep=quick", "--again", "lang=en")
    assert said.returncode == 2
    assert "--resume FOLDER" in said.stderr


def test_the_lines_of_the_end_are_commands_that_work(tmp_path):
    """With variants the analysis needs one or two of them."""
    said = command(*small.SMALL, *FAST, f"output={tmp_path / 'out'}", *ONE_THREAD, "lang=en")
    line = next(line for line in said.stdout.splitlines() if line.startswith("To analyse:"))
    assert "--contrast hard,collab" in line
