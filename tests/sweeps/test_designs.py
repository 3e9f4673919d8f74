"""Designs, held against what defines them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator.sweeps.designs import Points, designed, grid, latin, listed
from simulator.sweeps.errors import SweepError
from simulator.sweeps.factors import Factor
from simulator.sweeps.plan import Design

A = Factor("a", "param", 0.0, 1.0)
B = Factor("b", "param", 10.0, 20.0)
MIX = Factor("mix", "choice", values=("even", "region"))


def test_a_grid_has_every_combination_and_the_last_factor_changes_fastest():
    points = grid(Design(kind="grid", levels=3), [MIX, B])
    assert points.columns["mix"].tolist() == ["even"] * 3 + ["region"] * 3
    assert points.columns["b"].tolist() == [10, 15, 20] * 2


def test_levels_of_a_factor_beat_those_of_the_grid():
    wide = Factor("a", "param", 0.0, 1.0, levels=2)
    assert grid(Design(kind="grid", levels=5), [wide]).columns["a"].tolist() == [0, 1]


@given(points=some.integers(1, 60), factors=some.integers(1, 5), seed=some.integers(0, 99))
def test_a_latin_hypercube_has_one_point_in_each_stratum_of_each_factor(points, factors, seed):
    unit = latin(Design(kind="latin", points=points, seed=seed), factors)
    for column in unit.T:
        assert sorted(np.floor(column * points).astype(int)) == list(range(points))


def test_a_latin_hypercube_is_the_same_again_and_another_with_another_seed():
    first, again, other = (latin(Design(kind="latin", points=9, seed=s), 2) for s in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_saltellis_sample_has_n_times_k_plus_two_points():
    pytest.importorskip("SALib")
    for pairs, count in ((False, 8 * (3 + 2)), (True, 8 * (2 * 3 + 2))):
        design = Design(kind="sobol", points=8, second_order=pairs)
        assert designed(design, [A, B, MIX]).number == count


def test_morris_changes_one_factor_at_a_time():
    pytest.importorskip("SALib")
    points = designed(Design(kind="morris", points=5, levels=4), [A, B])
    assert points.unit is not None
    steps = points.unit.reshape(5, 3, 2)
    assert ((np.diff(steps, axis=1) != 0).sum(axis=2) == 1).all()


@pytest.mark.parametrize(("design", "hint"), [("sobol", "power of two"), ("morris", "even")])
def test_samples_that_need_a_certain_number_say_so(design, hint):
    pytest.importorskip("SALib")
    with pytest.raises(SweepError, match=hint):
        designed(Design(kind=design, points=7, levels=3), [A])


def listed_from(tmp_path, text: str, *factors: Factor) -> Points:
    file = tmp_path / "points.csv"
    file.write_text(text)
    return listed(Design(kind="list", file=str(file)), factors)


def test_a_list_is_read_with_commas_or_semicolons(tmp_path):
    for text in ("a,mix\n.1,even\n.2,region\n", "a;mix\n.1;even\n\n.2;region\n"):
        points = listed_from(tmp_path, text, A, MIX)
        assert points.columns["a"].tolist() == [0.1, 0.2]
        assert points.columns["mix"].tolist() == ["even", "region"]


@pytest.mark.parametrize(
    ("text", "where"),
    [("a,mix\n.1,even\n7,even\n", "line 3, column a"), ("a,mix\nnan,even\n", "line 2, column a"),
     ("a,mix\n.1,evn\n", "line 2, column mix"), ("a,mix\n.1\n", "line 2"), ("a,mix\n", "head")],
)  # fmt: skip
def test_a_wrong_cell_is_named_by_line_and_column(tmp_path, text, where):
    with pytest.raises(SweepError, match=where):
        listed_from(tmp_path, text, A, MIX)


@given(unit=some.floats(0, 1), steps=some.integers(1, 6))
def test_a_stepped_factor_takes_each_value_on_an_equal_part_of_the_unit_interval(unit, steps):
    factor = Factor("years", "param", 2.0, 1.0 + steps, whole=True)
    value = factor.at(np.array([unit]))[0]
    assert value == min(2 + int(unit * steps), 1 + steps)
