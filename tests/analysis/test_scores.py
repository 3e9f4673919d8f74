"""Feature scores, response curves and heat maps, held against known functions."""

import numpy as np
import pytest

from simulator.analysis import features, heat, response, results
from simulator.analysis.outcome import outcome
from simulator.config import compose
from simulator.sweeps.errors import SweepError
from tests.analysis.known import COLUMN, swept
from tests.sweeps import small


@pytest.fixture(scope="module")
def bowl(tmp_path_factory):
    """Straight in the first factor, a bowl in the second, nothing in the third."""
    folder = tmp_path_factory.mktemp("bowl") / "out"

    def function(unit):
        return unit[:, 0] + 4 * (unit[:, 1] - 0.5) ** 2

    return swept(folder, function, "sweep.design.points=400")


def test_scores_find_straight_lines_and_bowls_but_not_nothing(bowl):
    rows = {r["factor"]: r for r in features.table(bowl, outcome(bowl, COLUMN)).to_pylist()}
    straight, round_, nothing = (rows[name] for name in bowl.factors)
    assert straight["counts"] is True
    assert round_["counts"] is True
    assert nothing["counts"] is False
    assert straight["rank_correlation"] > 0.5
    assert abs(round_["rank_correlation"]) < 0.15


def test_the_score_of_a_factor_that_decides_everything():
    """Two halves without overlap are as far apart as can be, whether they are names or numbers."""
    values = np.arange(100.0)
    half = (values >= 50).astype(float)
    assert features.scored(half, values) == pytest.approx(1.0)
    assert features.scored(half, values, named=True) == pytest.approx(1.0)
    assert features.scored(values, values) == pytest.approx(1.0)
    assert features.scored(np.zeros(100), values) == 0.0


def test_ranks_share_ties():
    assert features.ranks(np.array([5.0, 1.0, 5.0, 9.0])).tolist() == [1.5, 0, 1.5, 3]


def test_a_response_curve_is_the_mean_along_a_factor(bowl):
    table = response.table(bowl, outcome(bowl, COLUMN), factors=bowl.factors[:1])
    rows = table.to_pylist()
    assert len(rows) == 10
    low, high = rows[0], rows[-1]
    assert high["mean"] - low["mean"] == pytest.approx(0.9, abs=0.1)
    assert all(row["mean_low"] < row["mean"] < row["mean_high"] for row in rows)
    assert len(response.figure(table, "en").axes) == 1


def test_without_factors_the_leading_ones_are_drawn(bowl):
    table = response.table(bowl, outcome(bowl, COLUMN))
    assert table["factor"].to_pylist()[0] in bowl.factors[:2]
    assert table["factor"].to_pylist()[-1] == bowl.factors[2]


def test_an_unknown_factor_is_told(bowl):
    with pytest.raises(SweepError, match="was not varied"):
        response.table(bowl, outcome(bowl, COLUMN), factors=["trust_gain"])


def test_a_heat_map_has_the_mean_of_each_cell(tmp_path):
    sweep = swept(
        tmp_path / "out", lambda unit: unit[:, 0] - unit[:, 1],
        "sweep.design.kind=grid", "sweep.design.levels=3", "sweep.leave_out=[extra_max]",
    )  # fmt: skip
    table = heat.table(sweep, outcome(sweep, COLUMN))
    cells = {(row["x"], row["y"]): row["mean"] for row in table.to_pylist()}
    assert cells[0, 0] == pytest.approx(0)
    assert cells[2, 0] == pytest.approx(1)
    assert cells[0, 2] == pytest.approx(-1)
    figure = heat.figure(table, "nl")
    shown = [text.get_text() for text in figure.axes[0].texts]
    assert "1,00" in shown
    assert "−1,00" in shown


def test_a_heat_map_of_many_points_has_cells_and_says_where_there_are_none(tmp_path):
    sweep = swept(tmp_path / "out", lambda unit: unit[:, 0], "sweep.design.points=20")
    first, second, _ = sweep.factors
    table = heat.table(sweep, outcome(sweep, COLUMN), factors=(first, second))
    assert table.num_rows == 64
    assert table["mean"].null_count == 64 - sum(n > 0 for n in table["points_here"].to_pylist())
    with pytest.raises(SweepError, match="two different factors"):
        heat.table(sweep, outcome(sweep, COLUMN))


def test_choices_keep_their_names(tmp_path):
    sweep = small.swept(
        tmp_path / "out", "~sweep.variants", "sweep.factors.accord={}", "sweep.outcomes=[value]",
        "sweep.design.points=24",
    )  # fmt: skip
    found = outcome(sweep, COLUMN)
    table = response.table(sweep, found, factors=["accord"])
    assert table["name"].to_pylist() == list(compose.catalogue("accord"))
    rows = {row["factor"]: row for row in features.table(sweep, found).to_pylist()}
    assert rows["accord"]["rank_correlation"] is None


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_outcomes_are_named_in_words(lang):
    said = results.spoken("value_provider_last - tension_funder_mean, collab − hard", lang)
    assert "_" not in said
    assert said.endswith(
        "samenwerken − gestrekt been" if lang == "nl" else "collaborate − studs up"
    )
    assert ("laatste jaar" if lang == "nl" else "last year") in said


def test_a_variant_that_is_no_strategy_keeps_its_name():
    assert results.spoken("value_provider_last, own-variant", "en").endswith("; own-variant")
