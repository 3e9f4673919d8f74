"""A vision shared beforehand and kept to, worked by hand."""

import pytest

from simulator.engine.institutions import vision
from tests import worlds

approx = pytest.approx


def shared(trust=(0.5, 0.7), **values):
    sides, relation = worlds.sides(trust=trust), worlds.relation(ownership=0.2)
    vision.share_vision(worlds.numbers(**values), sides, relation)
    return sides, relation


def test_a_shared_vision_gives_ownership_as_far_as_they_trust_and_costs_both():
    sides, relation = shared(vision=0.5)
    # O + .05 x .5 x .6 x (1 - O), with mean trust .6
    assert relation.ownership == approx(0.2 + 0.015 * 0.8)
    assert sides["cost"] == approx([0.002, 0.002])  # .004 x .5
    assert shared()[1].ownership == 0.2


def kept(contentious, made=(4, 4), has=1, clarity=0.4, **values):
    sides = worlds.sides(trust=0.6, contentious=contentious, acts_made=made)
    contract = worlds.contract(has=has, clarity=clarity)
    vision.hold_to_vision(worlds.numbers(**values), sides, contract)
    return sides["trust"], contract.clarity


def test_who_fights_more_than_not_does_not_keep_to_it_and_is_trusted_less():
    trust, clarity = kept((3, 2), vision=1.0)
    assert trust == approx([0.6, 0.57])  # the funder trusts the provider less: .6 x .95
    assert clarity == approx(0.5)  # .4 + .1
    assert kept((3, 3), vision=0.5)[0] == approx([0.585, 0.585])


def test_who_did_nothing_kept_to_it():
    assert kept((0, 0), made=(0, 0), vision=1.0)[0] == approx([0.6, 0.6])


def test_clarity_is_a_share_and_needs_a_contract():
    assert kept((0, 0), clarity=0.95, vision=1.0)[1] == 1.0
    assert kept((0, 0), has=0, clarity=0.0, vision=1.0)[1] == 0.0


def test_without_a_vision_nothing_happens():
    trust, clarity = kept((4, 4))
    assert trust.tolist() == [0.6, 0.6]
    assert clarity == 0.4
