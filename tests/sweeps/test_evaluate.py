"""What a worker makes of its runs, held against the engine itself."""

import json
from dataclasses import replace

import numpy as np
import pytest

from simulator import batch as engine
from simulator.analysis import features
from simulator.analysis.outcome import outcome
from simulator.measures.catalogue import measures
from simulator.results.groups import family
from simulator.sweeps import evaluate, reduction, tables
from simulator.sweeps.errors import SweepError
from simulator.sweeps.evaluate import OtherProgramError, faulty, played
from simulator.sweeps.jobs import edited
from tests.sweeps.small import RAISES, scheme, swept, troubled


def test_means_add_up_by_hand():
    """One run, two years, two relations: year means .2 and .5, over both .35; NaN is left out."""
    values = np.array([[[[0.1, 9.0], [0.3, 9.0]], [[0.5, 9.0], [np.nan, 9.0]]]])
    group = np.array([[[0, -1], [0, -1]]])
    found = reduction.means(values, group, 1)
    assert found[0, :, 0].tolist() == pytest.approx([0.2, 0.5, 0.3])  # .9 over three relations


def test_a_number_that_both_sides_share_counts_for_each():
    group = np.array([[[0, 1], [0, 1]]])
    found = reduction.means(np.array([[[0.2, 0.4]]]), group, 2)
    assert found[0].tolist() == [[pytest.approx(0.3)] * 2] * 2


def test_a_run_in_a_sweep_is_the_run_of_the_engine(tmp_path):
    """A row of the table against the same run played and averaged by other code."""
    sweep = swept(tmp_path / "one", "world=region", "sweep.outcomes=[value]")
    made = scheme("world=region", "sweep.outcomes=[value]")
    number = 31  # point 5, variant hard, replicate 1
    batch = next(b for b in made.job(0, 0, 48).batches if number in b.runs)
    one = batch.part(batch.runs == number)
    world = edited(made.study.worlds[0], one.edits)
    record = engine.played(world, one.params(made.study.params[0]), one.luck, 1, 2)
    value = measures()["value"].values(record)[0]
    row = sweep.runs().slice(number, 1).to_pylist()[0]
    assert row["run"] == number
    assert (row["point"], row["variant"], row["replicate"]) == (5, "hard", 1)
    assert row["value_provider_last"] == pytest.approx(value[-1, :, 0].mean(), rel=1e-6)
    assert row["value_funder_mean"] == pytest.approx(value[:, :, 1].mean(), rel=1e-6)
    assert row["value_provider_first"] == pytest.approx(value[1, :, 0].mean(), rel=1e-6)  # LAG 1


def test_years_and_relations_average_to_the_runs(tmp_path):
    sweep = swept(tmp_path / "all", "world=region", "sweep.record=relations")
    runs = sweep.runs().to_pandas()
    years = sweep.years().to_pandas()
    relations = sweep.relations().to_pandas()
    last = years[(years.year == years.year.max()) & (years.group == "provider")]
    assert np.allclose(last.tension.to_numpy(), runs.tension_provider_last.to_numpy(), rtol=1e-6)
    provider = relations[relations.side == "provider"]
    mean = provider.groupby(["run", "year"]).tension.mean().unstack()[years.year.max()]
    assert np.allclose(mean.to_numpy(), runs.tension_provider_last.to_numpy(), rtol=1e-5)
    hard = relations[(relations.variant == "hard") & (relations.side == "provider")]
    assert set(hard.strategy.unique()) == {"hard"}


def test_groups_by_family_are_those_of_the_strategies(tmp_path):
    sweep = swept(tmp_path / "by", "world=region", "sweep.by=family", "sweep.outcomes=[value]")
    made = scheme("world=region")
    world = made.study.worlds[0]
    names = [family(world.strategies[world.strategy_names.index(n)]) for n in ("hard", "collab")]
    runs = sweep.runs().to_pandas()
    for variant, name in zip(("hard", "collab"), names, strict=True):
        own = runs[runs.variant == variant][f"value_provider_{name}_last"]
        assert own.notna().all()
        others = [c for c in runs if c.startswith("value_provider_") and name not in c]
        assert runs.loc[runs.variant == variant, others].isna().all().all()


@pytest.mark.parametrize("by", ["kind", "strategy"])
def test_other_groups_have_the_same_columns_in_every_shard(tmp_path, by):
    sweep = swept(tmp_path / by, "world=region", f"sweep.by={by}", "sweep.shard=5")
    assert sweep.runs().num_rows == 48
    names = [name for name in sweep.outcomes if name.startswith("value_provider")]
    assert len(names) >= 3


def test_a_run_that_raises_is_recorded_and_the_others_go_on(tmp_path):
    words = troubled(tmp_path / "own", RAISES, [7, 30])
    sweep = swept(tmp_path / "out", *words)
    failures = sweep.failures().to_pylist()
    assert [row["run"] for row in failures] == [7, 30]
    assert [row["kind"] for row in failures] == ["error"] * 2
    assert "too much pressure" in failures[0]["message"]
    assert "trouble.py" in failures[0]["traceback"]
    setting = json.loads(failures[0]["setting"])
    assert setting["pressure"] == sweep.design["pressure"][1].as_py()
    assert setting["strategy.provider"] == "hard"
    status = sweep.runs()["status"].to_pylist()
    assert [i for i, said in enumerate(status) if said == tables.FAILED] == [7, 30]
    assert sweep.runs()["value_provider_last"].null_count == 2


def test_a_failure_leaves_the_other_runs_as_they_were(tmp_path):
    sound = swept(tmp_path / "a", *troubled(tmp_path / "own_a", "pass", []))
    words = troubled(tmp_path / "own_b", RAISES, [7])
    broken = swept(tmp_path / "b", *words)
    for name in ("value_provider_last", "trouble_funder_mean"):
        one, other = (s.runs([name])[name].to_pylist() for s in (sound, broken))
        assert other[7] is None
        assert one[:7] + one[8:] == other[:7] + other[8:]


def test_an_endless_number_is_a_failure(tmp_path):
    sweep = swept(tmp_path / "out", *troubled(tmp_path / "own", "value[high, -1] = np.inf", [4]))
    (row,) = sweep.failures().to_pylist()
    assert (row["run"], row["kind"]) == (4, "non_finite")
    assert "trouble" in row["message"]


def test_a_point_without_a_number_is_kept_empty_and_no_analysis_passes_over_it(tmp_path):
    """A user's measure gives NaN in run 4: that is no fault of the run, but a gap to be told."""
    words = troubled(tmp_path / "own", "value[high] = np.nan", [4])
    sweep = swept(tmp_path / "out", *words)
    assert sweep.failures().num_rows == 0
    row = sweep.runs().slice(4, 1).to_pylist()[0]
    assert row["status"] == tables.OK
    assert row["trouble_provider_last"] is None
    assert row["value_provider_last"] is not None
    found = outcome(sweep, "trouble_provider_last", variant="collab")
    with pytest.raises(SweepError, match="1 where it does not apply"):
        features.table(sweep, found)


def test_a_number_that_the_engine_cannot_have_made_is_a_failure():
    """NaN among the numbers of one run: the engine carries it on, and the check finds it."""
    made = scheme("world=region")
    job = made.job(0, 0, 6)
    values = job.batches[0].values.copy()
    values[0, list(job.batches[0].names).index("extra_max")] = np.inf
    poisoned = job._replace(batches=(job.batches[0]._replace(values=values), *job.batches[1:]))
    result = played(made.study, poisoned)
    assert result.failed == len(job.batches[0].runs)
    assert set(result.files) == {tables.RUNS, tables.FAILURES}


def test_faults_are_found_in_the_run_that_has_them():
    made = scheme("world=region")
    batch = made.job(0, 0, 3).batches[0]
    record = engine.played(
        made.study.worlds[0], batch.params(made.study.params[0]), batch.luck, 1, 2
    )
    assert not faulty(record).any()
    record.sides["goodwill"][1, 0, 3, 0] = np.nan
    assert faulty(record).tolist() == [False, True, False]


def test_a_worker_of_another_version_refuses():
    made = scheme()
    other = replace(made.study, fingerprint="of another program")
    with pytest.raises(OtherProgramError):
        played(other, made.job(0, 0, 1))


def test_the_size_of_a_block_leaves_no_trace(tmp_path, monkeypatch):
    digests = set()
    for block in (1, 100, 100_000):
        monkeypatch.setattr(evaluate, "BLOCK", block)
        digests.add(swept(tmp_path / str(block), "world=region", "sweep.record=yearly").digest())
    assert len(digests) == 1
