"""What a user writes about a sweep, and what gunfactor says when it cannot be."""

import pytest

from simulator.config.catalogue import configs
from simulator.sweeps.errors import SweepError
from simulator.sweeps.plan import planned
from simulator.sweeps.scheme import of_words
from tests.sweeps.small import scheme

SHIPPED = sorted(file.stem for file in (configs() / "sweep").glob("*.yaml"))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_design_composes(name, tmp_path):
    points = tmp_path / "points.csv"
    points.write_text("pressure\n.1\n")
    words = [f"sweep.design.file={points}"] if name == "list" else []
    made = of_words([f"sweep={name}", *words])
    assert made.runs >= 1
    assert set(made.plan.label.model_dump()) == {"nl", "en"}


def test_a_plan_takes_settings_of_the_command_line():
    plan = planned(["sweep=quick", "sweep.replicates=7", "sweep.factors.pressure.high=.2"]).plan
    assert plan.replicates == 7
    assert plan.factors["pressure"] is not None
    assert plan.factors["pressure"].high == 0.2


def test_names_with_dots_are_names_not_groups():
    plan = planned(
        ["sweep=quick", "sweep.factors.strategies.hard.opening={low: .5, high: .9}",
         "sweep.variants.soft.strategy.provider=soft"]
    ).plan  # fmt: skip
    assert plan.factors["strategies.hard.opening"].low == 0.5
    assert plan.variants["soft"] == {"strategy.provider": "soft"}


def test_settings_of_the_model_stay_with_the_model():
    assert planned(["sweep=quick", "years=3", "mix=even"]).words[-2:] == ("years=3", "mix=even")


def test_a_users_own_design_is_found_in_the_config_dir(tmp_path):
    (tmp_path / "sweep").mkdir()
    (tmp_path / "sweep" / "mine.yaml").write_text(
        "label: {nl: mijn, en: mine}\ndesign: {kind: grid, levels: 2}\nfactors: {pressure: }\n"
    )
    made = of_words(["sweep=mine", "world=vvt_care_office"], tmp_path)
    assert made.points.columns["pressure"].tolist() == [0.0, 0.3]


MISTAKES = {
    "sweep=quikc": "quick",  # the nearest name
    "sweep.desing.points=3": "design",
    "sweep.design.points=0": "1",
    "sweep.design.kind=cube": "latin",
    "sweep.factors.presure={}": "pressure",
    "sweep.factors.pressure={low: .3, high: .1}": "0.3",
    "sweep.factors.pressure={low: .1, high: 7}": "7",
    "sweep.factors.strategies.hard.openign={}": "strategies.hard.opening",
    "sweep.factors.scenario.values=[regoin]": "region",
    "sweep.factors.years={low: 1, high: 4}": "years",
    "sweep.factors.duration_max={low: 1.5, high: 3}": "duration_max",
    "sweep.variants.hard.strategy.provider=hrad": "hard",
    "sweep.outcomes=[valeu]": "value",
    "sweep.factors.instrument.thermometre={}": "thermometer",
}


@pytest.mark.parametrize(("word", "hint"), MISTAKES.items())
def test_a_mistake_is_answered_with_what_to_do(word, hint):
    with pytest.raises(SweepError) as caught:
        scheme(word)
    for lang in ("nl", "en"):
        assert hint in caught.value.sentence(lang)


@pytest.mark.parametrize(
    ("word", "better"),
    [("replicates=64", "sweep.replicates=64"), ("runs=8", "sweep.replicates=8"),
     ("+luck=own", "+sweep.luck=own"), ("record=yearly", "sweep.record=yearly"),
     ("sweep.output=here", "output=here"), ("sweep.params.noise=.1", "params.noise=.1")],
)  # fmt: skip
def test_a_setting_in_the_wrong_place_is_told_its_place(word, better):
    with pytest.raises(SweepError) as caught:
        planned(["sweep=quick", word])
    assert caught.value.sentence("nl").endswith(f"Schrijf {better}.")


def test_all_mistakes_in_factors_come_at_once():
    with pytest.raises(SweepError) as caught:
        scheme("sweep.factors.presure={}", "sweep.factors.tension_start={low: 2, high: 1}")
    assert caught.value.sentence("en").count("\n") == 1


def test_without_a_design_the_designs_are_listed():
    with pytest.raises(SweepError, match="quick"):
        of_words(["years=2"])


def test_points_of_unequal_length_are_refused():
    varied = "sweep.factors.scenario.values=[region,calm-opens-the-talk]"
    with pytest.raises(SweepError, match="years="):
        of_words(["sweep=quick", "sweep.base=[]", varied])
