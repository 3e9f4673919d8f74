"""Sobol and Morris, held against functions whose indices are known."""

import math

import numpy as np
import pytest

from simulator.analysis import morris, results, sobol
from simulator.analysis.outcome import outcome
from simulator.sweeps.errors import SweepError
from tests.analysis.known import COLUMN, swept

pytest.importorskip("SALib")
pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")


def ishigami(unit: np.ndarray) -> np.ndarray:
    """The standard test function: a = 7, b = 0.1 on [-π, π]³."""
    x, y, z = ((2 * unit - 1) * math.pi).T
    return np.asarray(np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x))


@pytest.fixture(scope="module")
def saltelli(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sobol") / "out"
    return swept(folder, ishigami, "sweep.design.kind=sobol", "sweep.design.points=1024")


def test_the_indices_of_ishigami(saltelli):
    """S1 = .314, .442, 0; ST = .558, .442, .244 (exact)."""
    table = sobol.table(saltelli, outcome(saltelli, COLUMN)).to_pylist()
    by = {row["factor"]: row for row in table}
    first, second, third = saltelli.factors
    for name, s1, st in ((first, 0.314, 0.558), (second, 0.442, 0.442), (third, 0.0, 0.244)):
        assert by[name]["s1"] == pytest.approx(s1, abs=0.03)
        assert by[name]["st"] == pytest.approx(st, abs=0.03)
        assert by[name]["st_low"] <= st <= by[name]["st_high"]
    assert [row["factor"] for row in table] == [first, second, third]


def test_one_missing_number_never_makes_every_index_zero(tmp_path):
    """SALib gives total indices of 0.0 without a word where one output is NaN."""
    sweep = swept(
        tmp_path / "out",
        lambda unit: np.where(unit[:, 0] > 0.99, np.nan, ishigami(unit)),
        "sweep.design.kind=sobol", "sweep.design.points=128",
    )  # fmt: skip
    found = outcome(sweep, COLUMN)
    with pytest.raises(SweepError, match="it does not apply"):
        sobol.table(sweep, found)
    table = sobol.table(sweep, found, "drop")
    about = results.about(table)
    assert int(about["dropped"]) % (3 + 2) == 0
    assert int(about["base"]) < 128
    assert min(table["st"].to_pylist()) > 0.1


def test_a_constant_outcome_is_told(tmp_path):
    sweep = swept(
        tmp_path / "out", lambda unit: np.ones(len(unit)),
        "sweep.design.kind=sobol", "sweep.design.points=8",
    )  # fmt: skip
    with pytest.raises(SweepError, match="same at every point"):
        sobol.table(sweep, outcome(sweep, COLUMN))


def test_the_figure_names_the_factors_that_matter_most_on_top(saltelli):
    figure = sobol.figure(sobol.table(saltelli, outcome(saltelli, COLUMN)), "nl")
    names = [tick.get_text() for tick in figure.axes[0].get_yticklabels()]
    assert names[0].startswith(saltelli.factors[0])
    title = figure.texts[0].get_text().replace("\n", " ")
    assert "Opbrengst" in title
    assert "laatste jaar" in title


def test_elementary_effects_of_a_straight_line_are_its_slopes(tmp_path):
    """3x - 2y: μ* = 3 and 2, σ = 0, nothing for z."""
    sweep = swept(
        tmp_path / "out", lambda unit: 3 * unit[:, 0] - 2 * unit[:, 1],
        "sweep.design.kind=morris", "sweep.design.points=8",
    )  # fmt: skip
    rows = morris.table(sweep, outcome(sweep, COLUMN)).to_pylist()
    assert [row["factor"] for row in rows] == sweep.factors
    assert [row["mu_star"] for row in rows] == pytest.approx([3, 2, 0], abs=1e-6)
    assert [row["mu"] for row in rows] == pytest.approx([3, -2, 0], abs=1e-6)
    assert [row["sigma"] for row in rows] == pytest.approx([0, 0, 0], abs=1e-6)
    assert morris.figure(morris.table(sweep, outcome(sweep, COLUMN)), "en").axes


def test_an_interaction_shows_as_sigma(tmp_path):
    sweep = swept(
        tmp_path / "out", lambda unit: unit[:, 0] * unit[:, 1],
        "sweep.design.kind=morris", "sweep.design.points=32",
    )  # fmt: skip
    rows = {r["factor"]: r for r in morris.table(sweep, outcome(sweep, COLUMN)).to_pylist()}
    first, second, third = sweep.factors
    assert rows[first]["sigma"] > 0.2
    assert rows[second]["sigma"] > 0.2
    assert rows[third]["sigma"] == pytest.approx(0)
