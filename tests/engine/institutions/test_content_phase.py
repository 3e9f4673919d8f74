"""The content phase worked by hand: when it is held, what it gives, and the gate after it."""

import pytest

from simulator.engine.institutions import content_phase
from tests import worlds

approx = pytest.approx


def times_held(p, content, sides, runs=400):
    held = [
        content_phase.held(p, content[0], content[1], sides, worlds.luck(run))
        for run in range(runs)
    ]
    return sum(held) / runs


def test_without_the_two_phases_nobody_starts_with_content():
    p = worlds.numbers(two_phase=0)
    assert times_held(p, (1.0, 1.0), worlds.sides(trust=1.0), runs=20) == 0.0


def test_two_willing_sides_that_trust_always_start_with_content():
    # 1 / 2 + 1 x .5 = 1
    assert times_held(worlds.numbers(), (1.0, 1.0), worlds.sides(trust=0.5), runs=50) == 1.0


def test_two_unwilling_sides_never_do():
    assert times_held(worlds.numbers(), (0.0, 0.0), worlds.sides(trust=1.0), runs=50) == 0.0


def test_the_least_trust_decides_how_often():
    # 1 / 2 + 1 x .1 = .6, whoever of the two trusts least; 400 draws: sd .024
    for trust in ((0.9, 0.1), (0.1, 0.9)):
        share = times_held(worlds.numbers(), (1.0, 1.0), worlds.sides(trust=trust))
        assert abs(share - 0.6) < 0.1


def test_where_enough_is_shared_the_gate_opens():
    sides = worlds.sides(trust=(0.5, 0.7), knowledge=(0.2, 0.4), tension=(0.4, 0.2))
    relation = worlds.relation(ownership=0.1)
    content_phase.work_through(worlds.numbers(), sides, relation, 0.0)
    # O + .35 x .84 (1 - O) = .1 + .294 x .9 = .3646 >= .25: the gate opens
    assert relation.ownership == approx(0.3646)
    # K + .35 x .9 (1 - K): .2 + .315 x .8 and .4 + .315 x .6
    assert sides["knowledge"] == approx([0.452, 0.589])
    assert sides["tension"] == approx([0.28, 0.14])  # 30 % less
    assert sides["cost"] == approx([0.01, 0.01])
    assert relation.content_phase == 1


def test_where_too_little_is_shared_the_phases_merge():
    sides, relation = worlds.sides(trust=0.3, knowledge=0.2), worlds.relation(ownership=0.02)
    content_phase.work_through(worlds.numbers(), sides, relation, 0.0)
    # O would be .02 + .35 x .42 x .98 = .164 < .25; K would be .2 + .35 x .6 x .8 = .368 < .5:
    # half the knowledge, .2 + .105 x .8, and nothing shared; the calm and the cost stay
    assert relation.ownership == approx(0.02)
    assert sides["knowledge"] == approx([0.284, 0.284])
    assert sides["tension"] == approx([0.14, 0.14])
    assert sides["cost"] == approx([0.01, 0.01])
    assert relation.content_phase == 1


def test_just_enough_opens_the_gate():
    enough = 0.35 * (1.4 * 0.3)
    relation = worlds.relation()
    p = worlds.numbers(multi_year_ownership=enough)
    content_phase.work_through(p, worlds.sides(trust=0.3, knowledge=0.0), relation, 0.0)
    assert relation.ownership == enough


def test_knowledge_on_both_sides_opens_the_gate_too():
    known = worlds.sides(trust=0.3, knowledge=(0.4, 0.5))
    relation = worlds.relation()
    content_phase.work_through(worlds.numbers(), known, relation, 0.0)
    # .4 + .21 x .6 = .526 and .5 + .21 x .5 = .605, both >= .5; O = .35 x .42 = .147
    assert known["knowledge"] == approx([0.526, 0.605])
    assert relation.ownership == approx(0.147)


def test_knowledge_on_one_side_does_not():
    known = worlds.sides(trust=0.3, knowledge=(0.3, 0.9))
    relation = worlds.relation()
    content_phase.work_through(worlds.numbers(), known, relation, 0.0)
    # .3 + .21 x .7 = .447 < .5: merged, half of .21 each
    assert relation.ownership == 0.0
    assert known["knowledge"] == approx([0.3735, 0.9105])


def test_an_accord_brings_more_to_the_table_and_costs_more():
    sides, relation = worlds.sides(trust=0.6), worlds.relation()
    content_phase.work_through(worlds.numbers(), sides, relation, 0.5)
    # divided by 1 + .5 x .5 = 1.25: O = .294 / 1.25 = .2352 < .25, K .2 + .252 x .8 = .4016 < .5
    assert relation.ownership == 0.0
    assert sides["knowledge"] == approx([0.3008, 0.3008])  # .2 + .126 x .8
    assert sides["cost"] == approx([0.0125, 0.0125])


def test_others_at_the_table_make_it_slower_and_dearer_and_stay_involved():
    sides, relation = worlds.sides(trust=0.6), worlds.relation()
    content_phase.work_through(worlds.numbers(stakeholders=0.5), sides, relation, 0.5)
    # divided by 1 + .5 (.5 + .5) = 1.5: K .2 + .5 (.315 / 1.5) x .8
    assert sides["knowledge"] == approx([0.284, 0.284])
    assert sides["cost"] == approx([0.015, 0.015])
    assert relation.involved == 0.5
