"""Demands, offers and acceptance at the table, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import offers
from simulator.engine.rules import offer
from tests import worlds

approx = pytest.approx

OPPOSED = [[0.4, 0.3, 0.2, 0.1], [0.1, 0.2, 0.3, 0.4]]
SHARE = st.floats(0, 1)


def asked(turn, turns=20, concession=0.5, reciprocity=0.0, ownership=0.0, p=None, **state):
    side = worlds.sides(**{"tension": 0.0} | state)[0]
    p = worlds.numbers() if p is None else p
    return offers.next_demand(p, side, ownership, concession, reciprocity, turn, turns)


def test_the_floor_is_the_reservation_and_what_tension_adds():
    side = worlds.sides(tension=0.5)[0]
    assert offers.floor(worlds.numbers(), side) == approx(0.42)  # .36 + .12 x .5


def test_a_calm_side_follows_its_tactic():
    assert asked(5) == approx(0.96)  # .36 + .64 (1 - (1/4)^2)
    assert asked(10) == approx(0.84)  # .36 + .64 (1 - (1/2)^2)


def test_ownership_makes_concessions_sooner():
    # beta .5 x 1.3 = .65: (1/2)^(1 / .65)
    assert asked(10, ownership=1.0) == approx(0.36 + 0.64 * (1 - 0.5 ** (1 / 0.65)))


def test_pressure_met_makes_concessions_sooner():
    # beta .5 (1 + .8 x .25) = .6
    assert asked(10, pressure_met=0.25) == approx(0.36 + 0.64 * (1 - 0.5 ** (1 / 0.6)))


def test_surprise_makes_room():
    # beta .5 (1 + .8 x .5) = .7
    assert asked(10, surprise=0.5) == approx(0.36 + 0.64 * (1 - 0.5 ** (1 / 0.7)))


def test_tension_raises_the_floor_and_slows_concessions():
    beta = 0.5 * 2.718281828459045**-0.3  # e^(-.6 x .5)
    assert asked(10, tension=0.5) == approx(0.42 + 0.58 * (1 - 0.5 ** (1 / beta)))


def test_tit_for_tat_answers_the_last_step_of_the_other():
    # the other went from .3 to .4; asked .9 before: half of .84 and half of .8
    given = {"demand": 0.9, "offered": 0.4, "last_offered": 0.3, "offers_met": 2}
    assert asked(10, reciprocity=0.5, **given) == approx(0.82)


def test_the_opening_offer_is_no_concession():
    given = {"demand": 0.9, "offered": 0.4, "last_offered": 0.0, "offers_met": 1}
    assert asked(10, reciprocity=1.0, **given) == approx(0.9)


def test_what_is_taken_back_is_not_answered():
    given = {"demand": 0.9, "offered": 0.2, "last_offered": 0.3, "offers_met": 2}
    assert asked(10, reciprocity=1.0, **given) == approx(0.9)


def test_at_the_deadline_time_leaves_only_the_floor_and_tit_for_tat_may_hold_on():
    assert asked(20) == approx(0.36)
    assert asked(20, demand=0.9, reciprocity=0.5) == approx(0.63)  # half of .36 and half of .9


def test_after_the_deadline_only_the_floor_is_left():
    assert asked(21, demand=0.9, reciprocity=1.0) == approx(0.36)
    assert asked(26, tension=1.0) == approx(0.48)


@given(
    st.integers(1, 30), st.floats(0.05, 3), SHARE, SHARE, SHARE, st.floats(0.05, 0.45),
    st.floats(-0.5, 0.5),
)  # fmt: skip
def test_a_demand_lies_between_floor_and_the_larger_of_floor_and_demand_before(
    turn, concession, reciprocity, before, tension, reservation, step
):
    given = {"offered": 0.5 + step, "last_offered": 0.5, "offers_met": 2}
    state = {"demand": before, "tension": tension, "reservation": reservation}
    u = asked(turn, concession=concession, reciprocity=reciprocity, **given, **state)
    floor = reservation + 0.12 * tension
    assert floor <= u <= max(floor, before)


def test_an_offer_received_is_remembered_with_the_one_before():
    side = worlds.sides()[0]
    for utility in (0.2, 0.3):
        offers.receive(side, utility)
    assert (side.offered, side.last_offered, side.offers_met) == (0.3, 0.2, 2)


def test_the_offer_is_what_the_demand_leaves():
    sides = worlds.sides(weights=OPPOSED, demand=(0.6, 0.7))
    assert offers.offered(sides[0], sides[1], 1.0) == approx(
        0.2 / 3 + 0.7
    )  # gives up 3, 2, 1/3 of 1
    assert offers.offered(sides[1], sides[0], 0.0) == approx(0.3)  # knows nothing: fixed pie


@given(st.integers(0, 1), SHARE, SHARE)
def test_an_accepted_offer_is_written_down_as_it_was_made(actor, demand, knowledge):
    sides = worlds.sides(weights=OPPOSED, knowledge=knowledge, demand=demand)
    contract = worlds.contract()
    utility = offers.offered(sides[actor], sides[1 - actor], knowledge)
    offers.write_contract(sides, contract, actor, knowledge, utility)
    provider, funder = sides["weights"]
    assert contract.utility[actor] == demand
    assert contract.utility[1 - actor] == utility
    assert float(provider @ contract.settlement) == approx(contract.utility[0], abs=1e-9)
    assert float(funder @ (1 - contract.settlement)) == approx(contract.utility[1], abs=1e-9)
    one = sides[actor]
    left = offer.left(demand, knowledge, one.weights, sides[1 - actor].weights, one.order)
    assert utility == left


def test_care_already_delivered_lowers_the_floor():
    side = worlds.sides(tension=0.5, sunk=0.15)[0]
    assert offers.floor(worlds.numbers(), side) == approx(0.27)  # .36 - .15 + .12 x .5
    assert asked(20, sunk=0.15) == approx(0.21)


def test_who_holds_out_on_what_it_heard_concedes_later():
    # beta .5 (1 - .3 x .8) = .38
    assert asked(10, leverage=0.3, knowledge=0.8) == approx(0.36 + 0.64 * (1 - 0.5 ** (1 / 0.38)))
