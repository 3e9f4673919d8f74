"""Scenario discovery, held against boxes that are there."""

import json

import numpy as np
import pytest

from simulator.analysis import prim, prim_figure, results
from simulator.analysis.outcome import outcome
from simulator.sweeps.errors import SweepError
from tests.analysis.known import COLUMN, swept
from tests.sweeps import small


@pytest.fixture(scope="module")
def corner(tmp_path_factory):
    """Above zero where the first factor is high and the second low; the third does nothing."""
    folder = tmp_path_factory.mktemp("corner") / "out"

    def function(unit):
        return np.where((unit[:, 0] > 0.6) & (unit[:, 1] < 0.5), 1.0, -1.0)

    return swept(folder, function, "sweep.design.points=500")


def chosen(table):
    return {limit["factor"]: limit for limit in json.loads(results.about(table)["box"])}


def test_a_box_that_is_there_is_found(corner):
    table = prim.table(corner, outcome(corner, COLUMN))
    box, rows = chosen(table), table.to_pylist()
    first, second, third = corner.factors
    assert set(box) == {first, second}
    for name, end, share in ((first, "low", 0.6), (second, "high", 0.5)):
        limit = box[name]
        span = limit["most"] - limit["least"]
        assert (limit[end] - limit["least"]) / span == pytest.approx(share, abs=0.05)
        assert limit["p"] < 0.001
    assert third not in box
    assert rows[-1]["coverage"] > 0.85
    assert rows[-1]["density"] > 0.95


def test_the_trajectory_starts_with_everything_and_gets_denser(corner):
    rows = prim.table(corner, outcome(corner, COLUMN)).to_pylist()
    assert (rows[0]["coverage"], rows[0]["mass"], rows[0]["limits"]) == (1.0, 1.0, 0)
    assert rows[0]["density"] == pytest.approx(0.2, abs=0.05)
    peeled = [row["mass"] for row in rows[:-2]]
    assert peeled == sorted(peeled, reverse=True)


def test_a_reader_may_choose_another_box(corner):
    table = prim.table(corner, outcome(corner, COLUMN), step=2)
    assert results.about(table)["chosen"] == "2"


def test_below_is_the_other_side_of_above(corner):
    table = prim.table(corner, outcome(corner, COLUMN), sense="below")
    assert float(results.about(table)["share"]) == pytest.approx(0.8, abs=0.05)


def test_noise_gives_no_box(tmp_path):
    """Limits that are luck are left out: of a coin nothing is left."""

    def coin(unit):
        return np.where(np.modf(unit[:, 2] * 9973)[0] > 0.5, 1.0, -1.0)

    sweep = swept(tmp_path / "out", coin, "sweep.design.points=300")
    table = prim.table(sweep, outcome(sweep, COLUMN))
    assert len(chosen(table)) <= 1
    assert prim_figure.figure(table, "en").axes


def test_all_or_none_of_interest_is_told(corner):
    with pytest.raises(SweepError, match="Choose another"):
        prim.table(corner, outcome(corner, COLUMN), threshold=5.0)


def test_the_p_of_a_limit_by_hand():
    """Four in the box, all of interest, where half of the eight without the limit are: 1/16."""
    inside = np.array([True] * 4 + [False] * 4)
    y = inside.copy()
    assert prim.chance(inside, np.ones(8, bool), y) == pytest.approx(1 / 16)


def corput(count: int, base: int) -> np.ndarray:
    """Van der Corput's sequence: points spread evenly without chance."""
    found = np.zeros(count)
    for i in range(count):
        part, rest = 1.0, i + 1
        while rest:
            rest, digit = divmod(rest, base)
            part /= base
            found[i] += part * digit
    return found


# Points in the box, and how many of them are of interest, step by step, as ema_workbench 2.5.3
# finds them: Prim(x, y, threshold=0.0, peel_alpha=0.05, mass_min=0.05).find_box().
EMA = """
500 115  475 115  451 115  428 115  406 115  385 115  365 115  346 115  328 115  311 115  295 115
280 115  266 115  252 115  239 115  227 115  215 115  204 114  193 113  183 111  173 110  164 108
155 107  147 105  139 102  132 99  125 97  118 94  112 91  106 88  100 85  95 82  90 79  85 76
80 73  76 70  72 68  68 66  64 63
"""


def test_the_trajectory_is_that_of_ema_workbench():
    a, b, c, d = (corput(500, base) for base in (2, 3, 5, 7))
    y = (a + 0.5 * b**2 - 0.3 * c > 0.75) & (b > 0.25)
    where = np.stack([a, b, c, d], axis=1)
    found = []
    for box in prim.peeled(where, y, prim.everything(where, [None] * 4)):
        inside = box.holds(where)
        found += [int(inside.sum()), int(y[inside].sum())]
    assert found == [int(word) for word in EMA.split()]


def test_names_can_limit_a_box(tmp_path):
    words = ("~sweep.variants", "sweep.factors.strategy.provider.values=[hard,collab,calm]")
    sweep = small.swept(tmp_path / "out", *words, "sweep.design.points=60", "years=4")
    found = outcome(sweep, "goodwill_received_provider_mean")
    least = float(np.quantile(found.means, 0.25))
    box = chosen(prim.table(sweep, found, threshold=least, sense="below"))
    assert box["strategy.provider"]["names"] == ["hard"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_figure_shows_the_limits(corner, lang):
    figure = prim_figure.figure(prim.table(corner, outcome(corner, COLUMN)), lang)
    shown = " ".join(text.get_text() for text in figure.axes[1].texts)
    for name in corner.factors[:2]:
        assert name in shown
    assert ("0,1" if lang == "nl" else "0.1") in shown
