"""Feature scores of few points: what they find, what they leave open, and their intervals."""

import numpy as np
import pytest

from simulator.analysis import features
from simulator.analysis.luck import Draws
from simulator.analysis.outcome import outcome
from tests.analysis.known import COLUMN, swept


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """64 points: much of the first factor, a little of the second, nothing of the third."""
    folder = tmp_path_factory.mktemp("few") / "out"

    def function(unit):
        return unit[:, 0] + 0.35 * unit[:, 1]

    return swept(folder, function, "sweep.design.points=64")


@pytest.fixture(scope="module")
def scores(few):
    return features.table(few, outcome(few, COLUMN))


def test_few_points_find_what_decides_and_leave_open_what_they_cannot_say(few, scores):
    rows = {row["factor"]: row for row in scores.to_pylist()}
    much, little, nothing = (rows[name]["counts"] for name in few.factors)
    assert much is True
    assert little is None
    assert nothing is not True


def test_an_interval_holds_its_score_and_agrees_with_what_counts(scores):
    for row in scores.to_pylist():
        low, high, chance = row["score_low"], row["score_high"], row["chance"]
        assert low <= row["score"] <= high
        assert low < high
        assert row["counts"] is (True if low > chance else False if high <= chance else None)


@pytest.mark.parametrize("points", [64, 200])
def test_an_interval_holds_the_mean_score_of_other_samples(points):
    """95 % is promised; 150 intervals leave room for luck, not for a wrong shift."""
    random = np.random.Generator(np.random.PCG64(3))

    def sample():
        factor = random.random(points)
        return factor, factor + 0.5 * random.random(points)

    aimed = float(np.mean([features.scored(*sample()) for _ in range(400)]))
    held = 0
    for _ in range(150):
        factor, values = sample()
        picks = random.integers(0, points, (100, points))
        _, low, high, _ = features.scored_over(factor, values[:, None], False, picks, Draws())
        held += low <= aimed <= high
    assert held >= 0.85 * 150


@pytest.mark.parametrize(
    ("points", "slices"), [(20, 3), (64, 3), (100, 4), (249, 9), (250, 10), (5000, 10)]
)
def test_slices_go_with_the_points(points, slices):
    parts = features.sliced(np.random.Generator(np.random.PCG64(1)).random(points))
    assert len(parts) == slices
    assert sum(map(len, parts)) == points
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_equal_values_stay_in_one_slice_and_every_name_has_its_own():
    factor = np.repeat(np.arange(5.0), 13)
    together = features.sliced(factor)
    assert len(together) == 3
    assert sum(len(np.unique(factor[part])) for part in together) == 5
    assert [len(part) for part in features.sliced(factor, named=True)] == [13] * 5


def test_outcomes_with_equal_values_do_not_look_different_from_themselves():
    assert features.scored(np.arange(60.0), np.repeat([0.0], 60)) == 0.0


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_figure_draws_the_intervals_of_the_table_and_says_what_is_open(scores, lang):
    figure = features.figure(scores, lang)
    drawn = [line for c in figure.axes[0].containers if hasattr(c, "has_xerr") and c.has_xerr
             for line in c.lines[2][0].get_segments()]  # fmt: skip
    ends = sorted((float(line[0][0]), float(line[1][0])) for line in drawn)
    rows = scores.to_pylist()
    assert np.allclose(ends, sorted((row["score_low"], row["score_high"]) for row in rows))
    (sentence,) = features.unsure(scores, lang)
    assert "64" in sentence
    said = " ".join(" ".join(text.get_text().split()) for text in figure.findobj(match=_is_text))
    assert sentence[:40] in said


def _is_text(artist):
    return hasattr(artist, "get_text")


def test_nothing_is_said_to_be_open_where_all_is_sure(scores):
    assert features.unsure(scores.filter(scores["counts"].is_valid()), "en") == []
