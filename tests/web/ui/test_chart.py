"""Moves stand on the axis of a chart, upright where there is little room."""

import pytest

from simulator.training.debrief.steps.trajectory import AxisMove
from simulator.web.ui import chart, line_chart, range_bar
from simulator.web.ui.chart import Frame, Line

MOVES = [AxisMove(i, short=word) for i, word in enumerate(("stilte", "", "hard", "vraag"), 1)]


def texts(tree):
    return [(n[1], n[2]) for n in tree[2:] if n[0] == "text" and n[1].get("class") == "under"]


def drawn(wide, moves=MOVES, labels=("1", "2", "3", "na het jaar")):
    frame = line_chart._frame(labels, moves, (0.0, 1.0, [0.0, 1.0], 1), wide)
    return chart.chart(frame, [Line("x", "a", [0.1] * len(labels))], "nl")


def test_each_move_stands_under_its_meeting():
    found = texts(drawn(True, MOVES[:3]))
    assert [word for _, word in found] == ["stilte", "hard"]
    xs = [at["x"] for at, _ in found]
    frame = Frame(("1", "2", "3", "na het jaar"), 0.0, 1.0, ())
    plot = chart._Plot(frame, 96, 1050, 30, 536)
    assert xs == [plot.x(0), plot.x(2)]


def test_where_it_is_narrow_words_stand_upright_and_the_last_label_with_them():
    tree = drawn(False, MOVES[:3])
    found = texts(tree)
    assert [word for _, word in found] == ["stilte", "hard", "na het jaar"]
    assert all(at["transform"].startswith("rotate(-90") for at, _ in found)
    height = float(tree[1]["viewBox"].split()[3])
    assert all(at["y"] + 11 * len(word) < height for at, word in found), "no word is cut off"


@pytest.mark.parametrize("wide", [True, False])
def test_a_chart_without_moves_is_as_high_as_before(wide):
    height = drawn(wide, ())[1]["viewBox"].split()[3]
    assert height == ("620" if wide else "560")


def test_names_at_the_ends_fit_beside_the_chart():
    """26 px bold letters are about 17 px wide, and there are 250 px."""
    for name in ("Openness against System pressure", "Frozen: Studs up against System pressure"):
        assert all(len(row) * 17 <= 244 for row in chart._wrapped(name))


@pytest.mark.parametrize("wide", [True, False])
def test_a_band_lies_where_its_numbers_are(wide):
    tree = range_bar.band(
        range_bar.Bar(-2.0, 3.0, 8.0, 10.0), ("gemiddeld", "deze keer"), "nl", wide
    )
    width = float(tree[1]["viewBox"].split()[2])
    found = {part[1].get("class"): part[1] for part in tree[2:]}
    box, left = found["band inner look-a"], range_bar.MARGIN
    right = width - range_bar.MARGIN
    assert box["x"] == left, "-2 is the lowest of all"
    assert found["marker look-b"]["x"] + 11 == right, "10 is the highest of all"
    assert found["marker look-a"]["cx"] == pytest.approx((left + 5 / 12 * (right - left)), abs=0.1)
    assert found["grid zero"]["x1"] == pytest.approx(left + 2 / 12 * (right - left), abs=0.1)


def test_a_band_without_any_difference_can_be_drawn():
    tree = range_bar.band(range_bar.Bar(0.0, 0.0, 0.0, 0.0), ("a", "b"), "nl", True)
    assert "nan" not in str(tree)
