"""Other funders in the region, worked by hand."""

import numpy as np
import pytest

from simulator.engine import records
from simulator.engine.institutions import alignment
from tests import worlds

approx = pytest.approx


def test_a_region_counts_the_funders_whose_contracts_carry_content():
    ties = records.blank_ties(4)
    ties["region"] = (0, 0, 0, 1)
    seats = records.blank_seats(4)
    seats["scale"][:, 1] = (1.0, 2.0, 0.5, 3.0)
    seats["scale"][:, 0] = 9.0  # the provider's own measure does not count
    contracts = np.zeros((4, 2), records.CONTRACT)
    contracts["has"][:, 0] = (1, 1, 0, 1)
    contracts["content"][:, 0] = (0.2, 0.1, 0.9, 0.11)  # more than .1, and a contract
    contracts["content"][:, 1] = 0.9  # next year's does not count yet
    contracts["has"][:, 1] = 1
    weight, aligned = np.full(2, 99.0), np.full(2, 99.0)
    alignment.look_around(ties, seats, contracts, weight, aligned)
    assert weight == approx([3.5, 3.0])
    assert aligned == approx([1.0, 3.0])


def followed(share, before, upkeep=0.0, involved=0.0, **values):
    relation = worlds.relation(aligned=before, involved=involved)
    align = alignment.follow(worlds.numbers(**values), relation, share, upkeep)
    return align, relation.aligned


def test_alignment_is_a_constant_unless_the_region_counts():
    assert followed(0.5, 0.0)[0] == 1.0
    assert followed(0.5, 0.0, align=0.6)[0] == approx(0.6)
    assert followed(0.5, 0.0, align=0.6, align_regional=1.0)[0] == approx(0.5)
    assert followed(0.5, 0.0, align=0.6, align_regional=0.5)[0] == approx(0.55)


def test_others_go_along_at_once_and_fall_away_slowly_where_nobody_keeps_it_up():
    assert followed(0.8, 0.3)[1] == 0.8
    assert followed(0.3, 0.8)[1] == approx(0.7)  # a fifth of the way
    assert followed(0.3, 0.8, upkeep=0.5)[1] == approx(0.75)
    assert followed(0.3, 0.8, upkeep=1.0)[1] == 0.8


def test_who_had_a_place_at_the_table_stays_on_board():
    assert followed(0.3, 0.8, involved=0.5)[1] == approx(0.75)
    assert followed(0.3, 0.8, involved=1.0)[1] == 0.8


def test_examples_make_content_cheaper():
    assert alignment.cheaper(worlds.numbers(), 0.8) == 1.0
    assert alignment.cheaper(worlds.numbers(examples=0.25), 0.8) == approx(0.8)
