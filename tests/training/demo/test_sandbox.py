"""The sandbox: the model's own numbers, the same luck for both, fast enough to drag."""

import time

import numpy as np
import pytest

from simulator.batch import played
from simulator.config import compose as configs
from simulator.engine.params import records
from simulator.training.demo import sandbox
from simulator.training.demo.settings import MEASURES, RUNS, YEARS, Play, View
from simulator.world import build as worlds


@pytest.fixture(scope="module")
def table():
    return sandbox.prepared()


def test_the_sandbox_plays_the_same_model_as_a_run(table):
    """A scenario of the same parties with the same numbers gives the same runs to the bit."""
    config = configs.composed(
        ["scenario=calm-opens-the-talk", "accord=none", "script=[]", f"years={YEARS}", "runs=20",
         "params.pressure=.1", "params.image_start=.4", "params.two_phase=0",
         "world.organisations.ggz_instelling.strategy=hard"]
    )  # fmt: skip
    ids = np.arange(20, dtype=np.uint64)
    run = played(worlds.built(config), records(20, config.params), ids, 7, YEARS)
    shown = sandbox.lived(table, Play("hard", "press"), 7, runs=20)
    for name in ("goodwill", "trust", "value", "tension"):
        np.testing.assert_array_equal(run.sides[name], shown.sides[name])


def test_two_plays_share_all_luck(table):
    one, other = (sandbox.lived(table, Play("hard", "press"), 3, runs=10) for _ in range(2))
    np.testing.assert_array_equal(one.sides["value"], other.sides["value"])
    calm = sandbox.lived(table, Play("calm", "press"), 3, runs=10)
    np.testing.assert_array_equal(one.sides["reservation"], calm.sides["reservation"])


@pytest.mark.parametrize("measure", MEASURES)
def test_a_fan_lies_in_order_and_inside_its_chart(table, measure):
    from simulator.web.ui.fan_chart import RANGES

    view = View(measure=measure)
    fan = sandbox.fan(sandbox.lived(table, view.play, 1, runs=60), view)
    lines = np.array(fan.shares)
    assert (np.diff(lines, axis=0) >= 0).all()
    low, high, _ = RANGES[measure]
    assert low <= lines.min()
    assert lines.max() <= high


@pytest.mark.parametrize("name", ["content_first", "contact", "contract_years", "accord",
                                  "pressure", "mistakes", "misreading"])  # fmt: skip
def test_every_instrument_makes_a_difference(table, name):
    other = {"content_first": True, "contact": True, "contract_years": 1, "accord": 1.0,
             "pressure": 0.3, "mistakes": 0.2, "misreading": 0.0}  # fmt: skip
    plain = Play("collab", "mirror", contract_years=5)
    changed = Play("collab", "mirror", **{"contract_years": 5, name: other[name]})
    one, two = (sandbox.lived(table, play, 1, runs=100) for play in (plain, changed))
    assert not np.array_equal(one.sides["trust"], two.sides["trust"])


def test_a_slider_is_answered_in_a_quarter_of_a_second(table):
    """500 runs of ten years; the median of several, as others use this machine too."""
    view = View()
    sandbox.lived(table, view.play, 1, runs=2)
    seconds = []
    for step in range(7):
        began = time.perf_counter()
        play = Play("hard", "press", pressure=0.05 * step)
        sandbox.fan(sandbox.lived(table, play, 1, runs=RUNS), view)
        seconds.append(time.perf_counter() - began)
    assert np.median(seconds) < 0.25
