"""How attention is shared out over relations, worked by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import records
from simulator.engine.institutions import attention
from tests import worlds

approx = pytest.approx


def shared(allocation, capacity=1.0, **of_sides):
    """Attention of both sides in three relations: provider 0 has two, provider 1 one; funder 2."""
    ties = records.blank_ties(3)
    ties["provider"], ties["funder"] = (0, 0, 1), (2, 2, 2)
    seats = records.blank_seats(3)
    seats["dilution"] = 0.6
    seats["allocation"], seats["capacity"] = allocation, capacity
    seats["scale"][:, 0], seats["scale"][:, 1] = (1.5, 0.5, 1.0), (3.0, 1.0, 1.0)
    sides = np.zeros((3, 2), records.SIDE)
    for name, value in of_sides.items():
        sides[name] = value
    organisations = np.zeros(3, records.ORGANISATION)
    organisations["weight"] = 9.0  # of last year
    attention.share_out(ties, seats, sides, organisations)
    return sides["attention"]


def test_evenly_everyone_gets_what_dilution_leaves():
    assert shared(attention.EVEN) == approx(np.full((3, 2), 0.6))


def test_by_size_the_larger_relation_gets_more():
    spread = shared(attention.BY_SIZE)
    assert spread[:, 0] == approx([0.75, 0.25, 1.0])  # 1.5 and .5 of 2; the only one of its own
    assert spread[:, 1] == approx([0.6, 0.2, 0.2])  # 3, 1 and 1 of 5


def test_nobody_gets_more_than_full_attention_and_the_rest_goes_to_the_others():
    # 2 / 5 x 3 is more than 1: the first is full, and the other two share what is left
    assert shared(attention.BY_SIZE, capacity=2.0)[:, 1] == approx([1.0, 0.5, 0.5])


@pytest.mark.parametrize("allocation", [attention.BY_SIZE, attention.BY_TRUST, attention.BY_NEED])
def test_with_time_enough_every_relation_is_attended_to_in_full(allocation):
    spread = shared(allocation, capacity=3.0, tension=[[0.1, 0.9]] * 3, trust=[[0.2, 0.3]] * 3)
    assert spread == approx(np.ones((3, 2)))


@given(st.floats(0.1, 4), st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_all_time_is_used_and_no_more(capacity, tension):
    both = np.repeat(np.array(tension)[:, None], 2, axis=1)
    spent = shared(attention.BY_NEED, capacity=capacity, tension=both)[:, 1]
    assert spent.sum() == approx(min(capacity, 3.0))


def test_by_trust_the_more_trusted_relation_gets_more():
    spread = shared(attention.BY_TRUST, trust=[[0.5, 0.4], [0.1, 0.2], [0.9, 0.1]])
    assert spread[:, 0] == approx([0.75, 0.25, 1.0])  # .6 and .2
    assert spread[:, 1] == approx([0.5, 0.3, 0.2])  # .5, .3 and .2


def test_by_need_the_most_troubled_relation_gets_more():
    spread = shared(
        attention.BY_NEED,
        tension=[[0.1, 0.2], [0.2, 0.1], [0.5, 0.1]],
        seen=[[1.0, 0.0], [0.0, 0.5], [0.0, 0.0]],
    )
    assert spread[:, 0] == approx([0.8, 0.2, 1.0])  # 1.2 and .3
    assert spread[:, 1] == approx([0.25, 7 / 12, 1 / 6])  # .3, .7 and .2


def test_a_claim_is_one_unless_something_else_is_weighed():
    seat, side = worlds.seats(scale=2.0)[0], worlds.sides(trust=0.5, tension=0.3, seen=1.0)[0]
    claims = []
    for allocation in range(len(records.ALLOCATIONS)):
        seat["allocation"] = allocation
        claims.append(attention.claim(seat, side))
    assert claims == approx([1.0, 2.0, 0.6, 1.4])


def test_the_ways_to_share_carry_the_names_of_the_catalogue():
    order = (attention.EVEN, attention.BY_SIZE, attention.BY_TRUST, attention.BY_NEED)
    assert [records.ALLOCATIONS[way] for way in order] == ["even", "size", "trust", "need"]
