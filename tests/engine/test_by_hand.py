"""What a hand decides at the table, worked by hand; and that it decides nothing else."""

import numpy as np
import pytest

from simulator.engine import by_hand, decisions, records, turn
from simulator.engine.acts import ASK, PRESS
from simulator.engine.context import Turn
from tests import worlds

approx = pytest.approx
NO_TRACE = np.zeros(0, records.TRACE)


def played(number=3, s=1, hand=None, pair=None, **move):
    """Turn `number` of side `s` by hand: how far it came, the pair and the hand."""
    pair = worlds.table(worlds.sides(demand=0.9)) if pair is None else pair
    hand = worlds.hand(s, number, **({"act": ASK} | move)) if hand is None else hand
    reached = turn.play_turn(
        worlds.model(), pair, pair.contracts[1], worlds.luck(), Turn(number, 20, s), NO_TRACE, hand
    )
    return reached, pair, hand


@pytest.mark.parametrize(
    ("offer", "asked"),
    [
        (decisions.HOLD, 0.9),
        (decisions.LITTLE, 0.85),
        (decisions.MUCH, 0.75),
        (decisions.DEMAND, 0.4),
    ],
)
def test_an_offer_holds_gives_a_little_or_much_or_names_a_demand(offer, asked):
    _, pair, hand = played(offer=offer, demand=0.4)
    assert pair.sides[1].demand == approx(asked)
    note = hand.notes[2]
    assert (note["actor"], note["act"], note["demand"]) == (1, ASK, approx(asked))
    assert note["utility"][1] == approx(asked)
    assert note["utility"][0] == approx(pair.sides[0].offered)


def test_nobody_asks_for_less_than_nothing():
    pair = worlds.table(worlds.sides(demand=0.1))
    assert played(pair=pair, offer=decisions.MUCH, demand=0.4)[1].sides[1].demand == 0.0


def test_a_package_is_worth_the_weights_each_keeps():
    pair = worlds.table(worlds.sides(weights=[[0.4, 0.3, 0.2, 0.1], [0.1, 0.2, 0.3, 0.4]]))
    package = np.array([1.0, 0.5, 0.0, 0.0])
    _, pair, hand = played(pair=pair, offer=decisions.PACKAGE, demand=0.4, package=package)
    # provider .4 + .15, funder .1 + .3 + .4
    assert hand.offers[1] == approx([*package, 0.55, 0.8])
    assert pair.sides[1].demand == approx(0.8)


def test_what_is_not_decided_yet_is_waited_for_and_changes_nothing():
    pair = worlds.table(worlds.sides())
    before = pair.sides.tobytes()
    assert played(pair=pair, given=0)[0] == decisions.AWAITS_MOVE
    assert pair.sides.tobytes() == before


def test_a_meeting_for_joint_facts_takes_time_and_nobody_bargains():
    hand = worlds.hand(1, 3, act=PRESS)
    hand.betweens["move"][0, 0] = decisions.FACTS
    reached, pair, hand = played(hand=hand)
    assert reached == decisions.PASSED
    assert (pair.relation.turns, pair.sides[0].acts_met) == (3, 0)
    assert hand.notes["act"][2] == 0  # nothing was written


def offered(utility, s=1, number=3, reservation=0.36, demand=0.9, **move):
    """Does side `s`, offered this, take it?"""
    hand = worlds.hand(s, number, **move)
    hand.offers[1 - s, decisions.N_ISSUES + s] = utility
    side = worlds.sides(reservation=reservation, demand=demand)[s]
    return by_hand.takes(hand, side, s, number)


def test_a_hand_that_accepts_takes_the_offer_there_is():
    assert offered(0.1, accept=1)
    assert not offered(0.99, accept=0)
    assert not offered(np.nan, accept=1)


def test_on_other_luck_nobody_signs_below_no_contract_and_everybody_what_was_asked():
    lenient = {"accept": 1}
    hand = worlds.hand(1, 3, **lenient)._replace(manner=decisions.LENIENT)
    side = worlds.sides(reservation=0.36, demand=0.9)[1]
    for utility, taken in ((0.35, False), (0.36, True), (0.9, True)):
        hand.offers[0, decisions.N_ISSUES + 1] = utility
        assert by_hand.takes(hand, side, 1, 3) == taken
    hand.moves["accept"] = 0
    for utility, taken in ((0.89, False), (0.9, True)):
        hand.offers[0, decisions.N_ISSUES + 1] = utility
        assert by_hand.takes(hand, side, 1, 3) == taken


def test_an_accepted_offer_becomes_the_contract():
    hand = worlds.hand(1, 3, accept=1)
    hand.offers[0] = [0.1, 0.2, 0.3, 0.4, 0.55, 0.5]
    reached, pair, _ = played(hand=hand)
    assert reached == decisions.OVER
    assert pair.relation.ending == records.AGREED
    assert pair.contracts[1].settlement == approx([0.1, 0.2, 0.3, 0.4])
    assert pair.contracts[1].utility == approx([0.55, 0.5])


@pytest.mark.parametrize(("meeting", "act"), [(1, PRESS), (2, ASK), (-1, ASK)])
def test_an_executive_who_takes_the_meeting_over_presses(meeting, act):
    script = records.blank_script(1)[0]
    script["override"] = (-1, 1)
    pair = worlds.table(worlds.sides(demand=0.9), script=script)
    hand = worlds.hand(1, 3, act=ASK, demand=0.2)._replace(
        executives=np.array([-1, 0]), takeover=meeting
    )
    _, pair, hand = played(hand=hand, pair=pair)
    assert hand.notes["act"][2] == act
    assert pair.sides["overridden"][1] == (act == PRESS)
    assert pair.sides[1].demand == approx(0.9 if act == PRESS else 0.2)  # he gives nothing


def test_a_hand_may_ask_for_mediation_later_than_the_calendar_does():
    pair = worlds.table(worlds.sides(tension=0.6, demand=0.9))
    number = int(worlds.model().calendar.mediation) + 1
    s = 1 if number % 2 else 0
    for willing, tried in ((0.0, 0), (1.0, 1)):
        hand = worlds.hand(s, number, act=ASK, mediate=willing)
        luck, at = worlds.luck(run=1), Turn(number, 20, s)
        turn.mediate(worlds.model(), pair, pair.contracts[1], luck, at, hand)
        noted = hand.notes["mediation"][number - 1]
        assert (noted != decisions.NO_MEDIATION) == bool(tried)
