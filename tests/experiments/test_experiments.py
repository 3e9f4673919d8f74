"""Every experiment and every study runs, shrunk, and says in two languages what it claims."""

import re

import numpy as np
import pytest

from simulator import i18n
from simulator.engine.params import PARAMETERS, records
from simulator.evidence import arms, collect, markdown, page, plan, section, shelf, trial
from simulator.evidence.plan import ExperimentError
from simulator.evidence.results import SHRUNK, Effort, results
from simulator.evidence.view import View, difference

JARGON = (
    "Shapley", "Sobol", "replicator", "Latin hypercube", "posterior", "memory-one", "Nash", "Kalai",
    "Rubinstein", "Markov", "Faratin", "dilemma", "reputati", "feature score",
)  # fmt: skip
TINY = Effort(seeds=(1, 2), runs=0.02, points=8, replicates=0.04)
ALL = [
    "T01", "T01b", "T02", "T03", "T04", "T05", "T05b", "T06", "T06b", "T07", "T07b", "T08", "T09",
    "T09b", "T10", "T11", "T12", "T13", "T14", "T15", "T16", "T17", "T17b", "T18", "T19", "T20a",
    "T20b", "T21", "T22", "T23", "T24", "T25", "T26",
]  # fmt: skip


def test_all_patterns_are_there():
    claims = [claim for name in plan.names() for claim in plan.plan(name).claims]
    assert sorted(claims, key=collect.order) == ALL


@pytest.mark.parametrize("name", plan.names())
def test_an_experiment_plays_and_judges_its_claims(name):
    experiment = shelf.experiment(name)
    told: list[int] = []
    found = results(experiment, TINY, told=told.append)
    assert [result.claim for result in found] == list(experiment.plan.claims)
    assert sum(told) == TINY.work(experiment)
    for result in found:
        assert result.verdict in ("holds", "fragile", "fails")
        assert len(result.deciders) == 3
        assert all(np.isfinite(check.robust.share) for check in result.checks)


@pytest.mark.parametrize("name", plan.names())
def test_an_experiment_says_what_it_claims_in_both_languages(name):
    written = plan.plan(name)
    for claim in written.claims.values():
        assert claim.source
        for text in (claim.said, claim.expected, *claim.checks.values()):
            assert text.nl.strip()
            assert text.en.strip()
        for sentence in (claim.said.nl, claim.said.en):
            assert sentence.endswith(".")


@pytest.mark.parametrize("name", plan.names())
def test_all_arms_share_their_luck(name):
    ready = list(arms.built(plan.plan(name)).values())
    for arm in ready[1:]:
        assert (arm.world.ties["id"] == ready[0].world.ties["id"]).all()
        assert (arm.world.organisation_ids == ready[0].world.organisation_ids).all()


def test_twins_in_the_same_arm_do_not_differ():
    written = plan.plan("same_result")
    arm = arms.built(written)["collab_press"]
    params, ids = records(5, arm.params), np.arange(5, dtype=np.uint64)
    one, other = (View(trial.played(arm, params, ids, 1, written, 1), 1) for _ in range(2))
    same = difference("one", "other", lambda view: view.provider("value"))
    assert same({"one": one, "other": other}) == 0


def test_points_can_be_cut_anywhere(monkeypatch):
    experiment = shelf.experiment("image")
    checks = experiment.checks["T16"]
    ready = arms.built(experiment.plan)
    points = {"pressure": np.linspace(0.0, 0.3, 6)}
    whole = trial.over_points(ready, experiment.plan, checks, points, 4)
    monkeypatch.setattr(trial, "BLOCK", 8)
    cut = trial.over_points(ready, experiment.plan, checks, points, 4)
    assert np.array_equal(whole, cut)


def test_a_point_at_the_defaults_is_the_default():
    experiment = shelf.experiment("mandate")
    checks = experiment.checks["T11"]
    ready = arms.built(experiment.plan)
    points = {"pressure": np.array([PARAMETERS["pressure"].default])}
    at_point = trial.over_points(ready, experiment.plan, checks, points, 7)
    seed = (trial.ROBUSTNESS_SEED,)
    assert np.array_equal(at_point, trial.over_seeds(ready, experiment.plan, checks, seed, 7))


def test_what_an_experiment_sets_does_not_vary():
    fixed = arms.fixed(plan.plan("null_world"))
    assert {"extra_max", "tension_raises_reservation", "distributive"} <= fixed
    assert "mandate" in arms.fixed(plan.plan("mandate"))


@pytest.mark.parametrize("name", section.studies())
def test_a_study_makes_its_section_in_both_languages(name):
    found = section.study(name).section(SHRUNK, 1)
    for lang in ("nl", "en"):
        assert found.title[lang]
        assert all(paragraph[lang] for paragraph in found.paragraphs)
        for grid in found.grids:
            table = grid.table(lang)
            assert all(len(row) == len(table.head) for row in table.rows)
        for drawn in found.figures:
            assert drawn.draw(lang, True).axes
        parts = [*found.paragraphs, *(grid.caption for grid in found.grids)]
        said = " ".join(part[lang] for part in parts)
        meant = " ".join(" ".join(pair) for pair in found.explained(lang))
        for word in JARGON:
            assert (word.lower() in said.lower()) <= (word.lower() in meant.lower()), word
    assert found.runs > 0


def test_the_page_answers_three_questions_and_names_every_claim():
    chosen = [shelf.experiment(name) for name in ("mandate", "give_and_take")]
    found = collect.gathered(SHRUNK, experiments=chosen, studies=["prices"])
    for text in (page.html(found, "nl"), page.html(found, "en"), markdown.text(found)):
        assert re.search("T11", text)
        assert re.search("T22", text)
    for lang in i18n.LANGUAGES:
        written = page.html(found, lang)
        reading = i18n.text("evidence", "worlds_above", lang)
        assert written.count(reading.split(".")[0]) == 1  # for all figures together
        cards = re.search(r'<table class="cards" role="table">.*?</table>', written, re.S)[0]
        for row in re.findall(r'<tr role="row"><th.*?</tr>', cards)[1:]:
            first = re.search(r'<td role="cell" data-label="(.*?)">(.*?)</td>', row)
            assert first[1] == i18n.text("evidence", "verdict", lang)
            assert first[2] in {
                i18n.text("evidence", each, lang) for each in ("holds", "fragile", "fails")
            }
    assert "When does hard play pay?" in page.html(found, "en")
    assert "What does calm cost?" in page.html(found, "en")
    assert "What not to build a policy on" in page.html(found, "en")
    assert "Waar je geen beleid op zou bouwen" in page.html(found, "nl")


def test_the_same_evidence_twice_is_the_same_to_the_bit():
    chosen = [shelf.experiment("forgiving")]
    one, other = (
        collect.stored(collect.gathered(SHRUNK, threads, experiments=chosen, studies=[]))
        for threads in (1, 2)
    )
    assert one == other


def test_an_unknown_experiment_is_named_with_what_there_is():
    with pytest.raises(ExperimentError, match="calm_breaks_patterns"):
        plan.plan("calm")


def test_a_mistake_in_a_file_is_named(tmp_path):
    (tmp_path / "experiment").mkdir()
    (tmp_path / "experiment" / "x.yaml").write_text("title: 3\nyears: 0\n")
    with pytest.raises(ExperimentError, match=r"x\.yaml: years"):
        plan.plan("x", tmp_path)
