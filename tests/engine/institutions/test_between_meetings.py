"""What happens between two meetings, worked by hand."""

import pytest

from simulator.engine import decisions
from simulator.engine.acts import OPEN
from simulator.engine.institutions import between_meetings
from tests import worlds

approx = pytest.approx


def between(move, p=None, relation=None, **of_sides):
    """Sides and relation after the provider did this between two meetings."""
    sides = worlds.sides(**of_sides)
    relation = worlds.relation() if relation is None else relation
    model = worlds.model(p)
    between_meetings.act_between(model, worlds.table(sides, relation), 0, move)
    return sides, relation


def test_nothing_changes_nothing():
    sides, relation = between(decisions.NOTHING)
    assert sides.tobytes() == worlds.sides().tobytes()
    assert relation.tobytes() == worlds.relation().tobytes()


def test_a_call_is_an_open_talk():
    model = worlds.model()
    sides, relation = worlds.sides(tension=0.5), worlds.relation()
    between_meetings.call(model.p, model.acts, sides[0], sides[1], relation)
    # listening .5 + .6 x .5 = .8: O .05 x .8, K of the other .2 + .12 x .8 x .8
    assert relation.ownership == approx(0.04)
    assert sides[1].knowledge == approx(0.2 + 0.096 * 0.8)
    assert sides[0].tension == approx(0.5)
    pull = float(model.acts[OPEN].pull)
    assert sides[1].tension == approx(0.5 + pull * (float(model.acts[OPEN].hardness) - 0.5))
    assert between(decisions.CALL, tension=0.5)[0].tobytes() == sides.tobytes()


def test_a_record_halves_what_is_missing_in_writing():
    _, relation = between(decisions.RECORD, relation=worlds.relation(written=0.2))
    assert relation.written == approx(0.6)


def test_a_word_with_the_own_executive_gives_authority():
    sides, _ = between(decisions.ALIGN, authority=0.5, p=worlds.numbers(authority_growth=0.1))
    assert sides["authority"] == approx([0.55, 0.5])


def test_a_visit_teaches_both_and_costs_the_host():
    p = worlds.numbers(contact_gain=0.1, content_phase_cost=0.02)
    sides = worlds.sides(trust=(0.5, 0.6))
    between_meetings.visit(p, sides[0], sides[1])
    assert sides["knowledge"] == approx([0.28, 0.28])
    assert sides["trust"] == approx([0.55, 0.64])
    assert sides["cost"] == approx([0.02, 0.0])


def test_joint_facts_are_half_a_content_phase_and_cost_more_under_an_accord():
    p = worlds.numbers(content_learning=0.4, content_phase_cost=0.02, accord_cost=0.5)
    sides = worlds.sides(trust=(0.4, 0.6))
    between_meetings.find_facts(p, sides, 0.4)
    # crowding 1.2; learned .5 x .4 x (.5 + .3) / 1.2
    assert sides["knowledge"] == approx([0.2 + 0.8 * 0.16 / 1.2] * 2)
    assert sides["cost"] == approx([0.024, 0.024])


def test_news_changes_what_a_side_feels_and_never_where_it_sits():
    sides = worlds.sides(pressure=(0.1, 0.9), authority=0.7)
    card = worlds.np.zeros(1, decisions.CARD)
    card["pressure"], card["turnover"] = (0.2, 0.3), (0, 1)
    between_meetings.bring_news(worlds.numbers(), sides, card[0], worlds.luck())
    assert sides["pressure"] == approx([0.3, 1.0])
    assert sides["authority"] == approx([0.7, 0.2])  # somebody new speaks for the funder
