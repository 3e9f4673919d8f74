"""A shared vision of the relation, worked by hand."""

import pytest

from simulator.institutions import vision
from tests import worlds

approx = pytest.approx


def test_said_beforehand_it_gives_ownership_as_far_as_there_is_trust():
    sides, relation = worlds.sides(trust=(0.8, 0.4)), worlds.relation(ownership=0.2)
    vision.shared_beforehand(worlds.numbers(vision=0.5), sides, relation)
    assert relation.ownership == approx(0.2 + 0.05 * 0.5 * 0.6 * 0.8)
    assert sides["cost"] == approx([0.002, 0.002])


def kept_to(contentious, p=None, has=1):
    sides = worlds.sides(trust=(0.5, 0.8), acts_made=6, contentious=contentious)
    contract = worlds.contract(has=has, clarity=0.5)
    vision.kept_to(worlds.numbers(vision=1.0) if p is None else p, sides, contract)
    return sides, contract


def test_who_mostly_fights_does_not_keep_to_it_and_is_trusted_less():
    sides, contract = kept_to((4, 3))  # half of the acts is not most of them
    assert sides["trust"] == approx([0.5, 0.76])  # the funder trusts less: .8 x .95
    assert contract.clarity == approx(0.6)
    sides, _ = kept_to((0, 6))
    assert sides["trust"] == approx([0.475, 0.8])


def test_a_contract_that_was_not_signed_is_not_made_clearer():
    _, contract = kept_to((0, 0), has=0)
    assert contract.clarity == 0.5


def test_clarity_is_a_share_all_the_same():
    sides, contract = worlds.sides(), worlds.contract(has=1, clarity=0.97)
    vision.kept_to(worlds.numbers(vision=1.0), sides, contract)
    assert contract.clarity == 1.0


def test_without_a_vision_nothing_is_said_or_broken():
    off = worlds.numbers()
    sides, relation = worlds.sides(), worlds.relation()
    vision.shared_beforehand(off, sides, relation)
    assert relation.ownership == 0.0
    assert sides["cost"] == approx([0.0, 0.0])
    sides, contract = kept_to((6, 6), p=off)
    assert sides["trust"] == approx([0.5, 0.8])
    assert contract.clarity == 0.5
