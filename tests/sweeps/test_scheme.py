"""Points, variants and replicates as runs, and what a worker is told to play."""

import numpy as np

from simulator.engine.params import PARAMETERS
from tests.sweeps.small import scheme


def test_runs_are_numbered_by_point_then_variant_then_replicate():
    made = scheme()
    assert made.runs == 8 * 2 * 3
    job = made.job(0, 0, made.runs)
    runs = np.sort(np.concatenate([batch.runs for batch in job.batches]))
    assert runs.tolist() == list(range(made.runs))


def test_replicates_share_their_luck_between_points_and_variants():
    job = scheme().job(0, 0, 48)
    for batch in job.batches:
        assert batch.luck.tolist() == (batch.runs % 3).tolist()


def test_luck_of_its_own_gives_every_run_another():
    batches = scheme("sweep.luck=own").job(0, 0, 48).batches
    assert sorted(np.concatenate([batch.luck for batch in batches])) == list(range(48))


def test_a_job_sets_the_numbers_of_its_points():
    made = scheme()
    for batch in made.job(0, 0, made.runs).batches:
        table = batch.params(made.study.params[batch.cell])
        point = batch.runs // 6
        assert np.array_equal(table["pressure"], made.points.columns["pressure"][point])
        assert (table["trust_gain"] == PARAMETERS["trust_gain"].default).all()


def test_a_variant_may_set_what_the_design_varies():
    made = scheme("sweep.variants.hard.pressure=.3")
    for batch in made.job(0, 0, made.runs).batches:
        hard = batch.runs // 3 % 2 == 0
        table = batch.params(made.study.params[batch.cell])
        assert (table["pressure"][hard] == 0.3).all()
        assert np.array_equal(
            table["pressure"][~hard], made.points.columns["pressure"][batch.runs[~hard] // 6]
        )


def test_choices_become_worlds_and_numbers_do_not():
    grid = ("sweep.design.kind=grid", "sweep.design.levels=2")
    choices = (
        "sweep.factors.accord.values=[dutch, none]",
        "sweep.factors.instrument.social_contract={}",
    )
    made = scheme(*grid, *choices)
    assert made.points.number == 2**5
    assert len(made.study.worlds) == 4
    assert {name for names in made.cell_names for name in names} == {
        "accord='dutch'", "accord='none'", "instrument=[social_contract]"
    }  # fmt: skip


def test_every_provider_plays_the_strategy_of_the_variant():
    made = scheme("world=region")
    for batch in made.job(0, 0, 6).batches:
        assert dict(batch.edits)["strategy.provider"] in ("hard", "collab")


def test_a_job_cut_in_halves_holds_the_same_runs():
    job = scheme().job(0, 5, 42)
    halves = list(job.halves())
    assert (halves[0].start, halves[0].stop, halves[1].stop) == (5, 23, 42)
    parts = [batch.runs for half in halves for batch in half.batches]
    assert sorted(np.concatenate(parts)) == list(range(5, 42))
    for half in halves:
        for batch in half.batches:
            assert (batch.runs >= half.start).all()
            assert (batch.runs < half.stop).all()


def test_the_setting_of_a_row_says_everything_that_was_varied():
    made = scheme()
    setting = made.setting(3)  # point 1, variant collab
    assert setting["strategy.provider"] == "collab"
    assert setting["pressure"] == made.points.columns["pressure"][1]


def test_with_luck_of_each_point_variants_are_twins_and_points_are_not():
    """8 points, 2 variants, 3 replicates: 24 lucks, each in both variants."""
    made = scheme("sweep.luck=point")
    job = made.job(0, 0, made.runs)
    lucks = np.full(made.runs, -1)
    for batch in job.batches:
        lucks[batch.runs] = batch.luck
    table = lucks.reshape(8, 2, 3)
    assert (table[:, 0] == table[:, 1]).all()
    assert len(np.unique(table)) == 24
