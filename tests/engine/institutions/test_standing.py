"""What a relation weighs for a provider that counts for little, worked by hand."""

import math

import numpy as np
import pytest

from simulator.engine import delivery
from simulator.engine.institutions import standing
from tests import worlds

approx = pytest.approx
HALF = {"small_weight": 0.5}


def weight(p, scale, dilution):
    return standing.weighs(p, worlds.seats(scale=(1.0, scale), dilution=(1.0, dilution)))


def test_off_every_relation_weighs_in_full():
    assert weight(worlds.numbers(), 0.2, 0.1) == 1.0


@pytest.mark.parametrize(
    ("scale", "dilution", "left"),
    [
        (1.0, 1.0, 1.0),  # a mean provider of a funder with time enough
        (1.0, 0.25, 0.5),  # four times as many as it can attend to: (1/4)^.5
        (0.36, 1.0, 0.6),  # a small one where there is time enough
        (0.36, 0.25, 0.3),  # a small one among many
        (5.0, 0.25, 1.0),  # a large one counts, however many there are
    ],
)
def test_small_ones_among_many_attach_less_weight(scale, dilution, left):
    assert weight(worlds.numbers(**HALF), scale, dilution) == approx(left)


def kept_up(p, s):
    """Upkeep of a strategy that invests .8, for two years to come."""
    one = worlds.world(*worlds.ONE_PAIR)
    sides = worlds.sides(strategy=one.strategy_names.index("open"), goodwill=0.5)
    contract = worlds.contract(has=1, end=3, utility=(0.55, 0.5))
    seats = worlds.seats(scale=(1.0, 0.36), dilution=(1.0, 0.25))
    pair = worlds.table(sides, seats=seats, contracts=worlds.contracts(contract))
    return delivery.maintained(worlds.model(p), pair, s, 2)


def test_the_provider_keeps_up_less_and_the_funder_what_it_did():
    # FV = 1 + .9, of which .3 is left; .8 (1 - e^(-.6 x .57)) and the funder's own .36 x 1.9
    assert kept_up(worlds.numbers(), 0) == approx(0.8 * (1 - math.exp(-1.14)))
    assert kept_up(worlds.numbers(**HALF), 0) == approx(0.8 * (1 - math.exp(-0.342)))
    both = [kept_up(worlds.numbers(**values), 1) for values in ({}, HALF)]
    assert both == approx([0.8 * (1 - math.exp(-0.4104))] * 2)


def test_among_many_providers_the_small_ones_keep_up_least():
    world = worlds.world("scenario=municipality-sizes")
    size = np.array([world.organisations[n].size for n in world.ties["provider"]])
    off = worlds.played(world, years=4, runs=4).sides["maintenance"][..., 0]
    on = worlds.played(world, years=4, runs=4, **HALF).sides["maintenance"][..., 0]
    small = size < size.mean()
    assert on[..., small].mean() < 0.9 * off[..., small].mean()
    assert on[..., ~small].mean() == approx(off[..., ~small].mean(), rel=0.02)
