"""What one act does to both at the table, worked by hand with the acts of the catalogue."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import effects
from simulator.engine.acts import ACTS, ARGUE, ASK, LABEL, OPEN, PAUSE, PRESS, PROPOSE
from tests import worlds

approx = pytest.approx

SHARE = st.floats(0, 1)


def heard(act, p=None, reactivity=1.0, relation=None, low_status=False, **state):
    """The funder does `act`, the provider hears it. Trust .5, knowledge and tension .2, hb .4."""
    sides = worlds.sides(**state)
    relation = worlds.relation() if relation is None else relation
    effect = worlds.world(*worlds.ONE_PAIR).acts[act]
    p = worlds.numbers() if p is None else p
    effects.apply_act(p, act, effect, sides[1], sides[0], relation, reactivity, low_status)
    return sides[0], sides[1], relation


def test_pressing_raises_tension_shocks_and_teaches_nothing():
    receiver, actor, relation = heard(PRESS)
    # pulled .2 + .3 x .8 = .44; shock .15 (1 - .4 - .3) x .56 = .0252; mean with .2 is .3326
    assert receiver.tension == approx(0.4652 + 0.15 * (0.3326 - 0.4652))
    assert actor.tension == approx(0.2 + 0.15 * (0.3326 - 0.2))
    assert receiver.hardness_met == approx(0.7)  # half of .4 and half of 1
    assert receiver.pressure_met == approx(0.5)
    assert (receiver.surprise, receiver.knowledge, actor.knowledge) == (0.0, 0.2, 0.2)
    assert relation.ownership == 0.0


def test_arguing_against_one_who_expects_it_pulls_tension_towards_six_tenths():
    receiver, actor, _ = heard(ARGUE, hardness_met=0.6)
    # .2 + .2 x .4 = .28, no shock; mean with .2 is .24
    assert receiver.tension == approx(0.28 - 0.15 * 0.04)
    assert actor.tension == approx(0.2 + 0.15 * 0.04)
    assert receiver.hardness_met == approx(0.6)
    assert receiver.pressure_met == 0.0
    assert receiver.knowledge == approx(0.2 + 0.03 * 0.8 * 0.8)  # listening .5 + .3


def test_asking_teaches_the_asker_and_surprises_the_asked():
    receiver, actor, relation = heard(ASK)
    # candour .6 x .9 = .54: .2 + .12 x .54 x .8
    assert actor.knowledge == approx(0.25184)
    assert receiver.surprise == approx(0.4)  # expected .4, met 0
    assert receiver.surprise_peak == approx(0.4)
    assert receiver.knowledge == approx(0.2 + 0.1 * 0.4 * 0.8)
    assert relation.ownership == approx(0.02 * 0.8)
    assert receiver.tension == approx(0.17 + 0.15 * 0.015)  # .2 - .15 x .2, mean .185
    assert actor.tension == approx(0.2 - 0.15 * 0.015)
    assert receiver.hardness_met == approx(0.2)


def test_a_tense_distrustful_side_answers_questions_with_little():
    _, actor, _ = heard(ASK, trust=0.1, tension=1.0)
    assert actor.knowledge == approx(0.2 + 0.12 * 0.1 * 0.8)  # candour .2 x .5


def test_silence_gives_the_silent_side_time_to_think():
    receiver, actor, relation = heard(PAUSE)
    assert actor.knowledge == approx(0.2 + 0.06 * 0.8)
    assert receiver.tension == approx(0.16 + 0.15 * 0.02)  # .2 - .2 x .2, mean .18
    assert relation.ownership == 0.0


def test_openness_teaches_the_other_and_makes_it_a_shared_puzzle():
    receiver, actor, relation = heard(OPEN)
    told = 0.2 + 0.12 * 0.8 * 0.8  # listening .8
    assert receiver.knowledge == approx(told + 0.1 * 0.4 * (1 - told))
    assert actor.knowledge == approx(0.2 + 0.02 * 0.8)
    assert relation.ownership == approx(0.05 * 0.8)


def test_distrust_keeps_openness_from_landing():
    receiver, _, relation = heard(OPEN, trust=0.0, hardness_met=0.0)
    assert receiver.knowledge == approx(0.2 + 0.12 * 0.3 * 0.8)
    assert relation.ownership == approx(0.05 * 0.3)


def test_naming_the_process_works_better_under_a_social_contract():
    plain, _, _ = heard(LABEL, p=worlds.numbers(contagion=0), tension=0.6)
    social, _, _ = heard(
        LABEL, p=worlds.numbers(contagion=0), tension=0.6, relation=worlds.relation(social=1.0)
    )
    assert plain.tension == approx(0.6 - 0.25 * 0.5)
    assert social.tension == approx(0.6 - 0.375 * 0.5)
    other, _, _ = heard(
        PAUSE, p=worlds.numbers(contagion=0), tension=0.6, relation=worlds.relation(social=1.0)
    )
    assert other.tension == approx(0.6 - 0.2 * 0.6)


def test_earlier_surprise_relieves_now_and_fades():
    receiver, _, _ = heard(PROPOSE, p=worlds.numbers(contagion=0), surprise=0.6, tension=0.5)
    # .5 + .08 (.3 - .5) = .484, relieved by .15 x .6
    assert receiver.tension == approx(0.484 * 0.91)
    assert receiver.surprise == approx(0.3)  # a proposal is no surprise, half of .6 stays


def test_the_balcony_halves_the_way_up():
    calm, _, _ = heard(PRESS, p=worlds.numbers(contagion=0, hardness_shock=0), reactivity=0.0)
    assert calm.tension == approx(0.2 + 0.3 * 0.8 / 2)


def test_acts_met_are_counted_for_the_mean():
    receiver, actor, _ = heard(ARGUE, acts_met=3, hardness_sum=1.3)
    assert receiver.acts_met == 4
    assert receiver.hardness_sum == approx(1.9)
    assert actor.acts_met == 3


def test_a_peak_of_surprise_is_remembered():
    receiver, _, _ = heard(PRESS, surprise=0.2, surprise_peak=0.7)
    assert receiver.surprise_peak == 0.7


@pytest.mark.parametrize("act", range(len(ACTS)), ids=ACTS)
@given(tension=st.tuples(SHARE, SHARE), met=SHARE, trust=SHARE, known=SHARE, surprise=SHARE)
def test_whatever_is_said_everything_stays_in_range(act, tension, met, trust, known, surprise):
    receiver, actor, relation = heard(
        act, tension=tension, hardness_met=met, trust=trust, knowledge=known, surprise=surprise
    )
    for side in (receiver, actor):
        values = np.array([side.tension, side.hardness_met, side.pressure_met, side.knowledge])
        assert (values >= 0.0).all()
        assert (values <= 1.0).all()
    assert 0.0 <= relation.ownership <= 1.0
    assert actor.surprise == surprise  # one does not surprise oneself


def test_online_less_of_asking_opening_and_silence_comes_across():
    half = worlds.relation(online=0.5)  # what is left: 1 - .5 x .4 = .8
    receiver, actor, _ = heard(ASK, p=worlds.numbers(contagion=0), relation=half)
    assert actor.knowledge == approx(0.2 + 0.12 * 0.54 * 0.8 * 0.8)
    assert half.ownership == approx(0.02 * 0.8 * 0.8)
    assert receiver.tension == approx(0.2 - 0.15 * 0.8 * 0.2)
    assert receiver.surprise == approx(0.8 * 0.4)
    whole = worlds.relation(online=1.0)
    for act in (PRESS, ARGUE, PROPOSE, LABEL):
        there, _, _ = heard(act)
        online, _, _ = heard(act, relation=whole)
        assert online.tobytes() == there.tobytes()
    assert [effects.richness(worlds.numbers(), whole, act) for act in range(len(ACTS))] == approx(
        [1, 1, 1, 0.6, 0.6, 0.6, 1]
    )


def test_skill_makes_questions_and_openness_tell_more():
    p = worlds.numbers(skill=0.2)
    _, actor, _ = heard(ASK, p=p, skill=0.5)
    assert actor.knowledge == approx(0.2 + 0.12 * 0.54 * 1.1 * 0.8)
    crafts = [effects.craft(p, worlds.sides(skill=0.5)[0], act) for act in range(len(ACTS))]
    assert crafts == approx([1, 1, 1, 1.1, 1, 1.1, 1])


def test_silence_works_less_for_the_side_of_lower_status():
    p = worlds.numbers(silence_status=0.75)
    _, actor, _ = heard(PAUSE, p=p, low_status=True)
    assert actor.knowledge == approx(0.2 + 0.06 * 0.25 * 0.8)
    for act, low_status in ((PAUSE, False), (ASK, True)):
        _, plain, _ = heard(act, low_status=low_status)
        _, actor, _ = heard(act, p=p, low_status=low_status)
        assert actor.knowledge == plain.knowledge


@pytest.mark.parametrize(
    ("act", "opening", "trust", "leverage"),
    [
        (OPEN, 0.6, 0.3, 0.3),  # hard and distrustful: it holds out on what it heard
        (OPEN, 0.5, 0.3, 0.0),
        (OPEN, 0.6, 0.35, 0.0),
        (ASK, 0.6, 0.3, 0.0),  # nothing was confided
    ],
)
def test_openness_can_be_used_against_you(act, opening, trust, leverage):
    receiver, actor, _ = heard(act, p=worlds.numbers(leverage=0.3), opening=opening, trust=trust)
    assert receiver.leverage == leverage
    assert actor.leverage == 0.0


def test_what_is_told_is_told_with_strength_and_candour():
    sides, relation = worlds.sides(), worlds.relation()
    effect = worlds.world(*worlds.ONE_PAIR).acts[OPEN]
    effects.inform(sides[0], sides[1], relation, effect, 0.5, 0.5)
    assert sides[0].knowledge == approx(0.2 + 0.02 * 0.25 * 0.8)
    assert sides[1].knowledge == approx(0.2 + 0.12 * 0.4 * 0.8)  # listening .8 x strength .5
    assert relation.ownership == approx(0.05 * 0.4)


def test_confiding_changes_nothing_where_leverage_is_off():
    side = worlds.sides(opening=0.9, trust=0.1)[0]
    effects.confide(worlds.numbers(), side)
    assert side.leverage == 0.0
