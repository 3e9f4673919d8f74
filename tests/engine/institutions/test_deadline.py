"""How hard 31 December is: the day on which demands reach their floor."""

import numpy as np
import pytest

from simulator.engine.institutions import deadline, ladder
from tests import worlds

HOSPITALS = ("scenario=hospital-market", "world.organisations.ziekenhuis.count=8")


def reached(grace, run, *overrides):
    calendar = worlds.world(*(overrides or worlds.ONE_PAIR)).calendar[0]
    p = worlds.numbers(grace=grace)
    return deadline.reached(p, calendar, worlds.luck(run))


@pytest.mark.parametrize(("grace", "turn"), [(0, 20), (1, 26)])
def test_31_december_is_the_end_for_all_or_for_nobody(grace, turn):
    assert {reached(grace, run) for run in range(50)} == {turn}


def test_for_a_share_of_the_relations_it_is_31_march():
    later = [reached(0.5, run) == 26 for run in range(400)]
    assert abs(np.mean(later) - 0.5) < 0.1  # sd .025


def test_a_tender_keeps_its_hard_end():
    assert reached(1, 0, "scenario=municipality", "calendar=tender") == 8


@pytest.mark.parametrize("grace", [0.5, 1.0])
def test_where_care_is_paid_on_the_talks_go_on(grace):
    p = worlds.numbers(grace=grace, straggle=0.2)
    for run in range(100):
        if reached(grace, run) > 20:
            assert ladder.talks_on(p, worlds.luck(run))


def test_less_is_signed_by_the_end_of_the_year_and_most_of_it_after():
    world = worlds.world(*HOSPITALS)

    def signed_by(turn, grace):
        record = worlds.played(world, years=2, runs=4, grace=grace)
        ended = record.relations["turns"]
        return np.mean((ended <= turn) & (record.relations["agreed_has"] == 1))

    assert signed_by(20, 0.5) < signed_by(20, 0.0) - 0.2
    assert signed_by(26, 0.5) > signed_by(20, 0.5) + 0.2
