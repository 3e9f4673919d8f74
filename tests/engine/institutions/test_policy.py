"""Yearly policies against seasons that are given: which strategy comes next."""

import numpy as np
import pytest

from simulator.engine import records
from simulator.engine.institutions import policy
from tests import worlds

KIND, TOUGH = 4, 2


def rule(after, patience=-1):
    table = np.zeros(1, records.POLICY)
    table["kind"], table["tough"], table["after"], table["patience"] = KIND, TOUGH, after, patience
    return table[0]


def played(after, met, first=KIND, patience=-1, run=0, s=0):
    """Strategies of the seasons, the first given, against the hardness met in each."""
    side, chosen = worlds.sides(strategy=first)[s], [first]
    for season, hardness in enumerate(met, 1):
        side.hardness_mean = hardness
        side.strategy = policy.next_strategy(
            rule(after, patience), side, season, worlds.luck(run, season), s
        )
        chosen.append(side.strategy)
    return ["kind" if one == KIND else "tough" for one in chosen]


SOFT, HARD = 0.44, 0.45


@pytest.mark.parametrize(
    ("after", "seasons"),
    [
        ((1, 0, 1, 0), "kind kind tough tough kind"),  # tit for tat
        ((1, 0, 0, 1), "kind kind tough kind kind"),  # win stay, lose shift
        ((1, 0, 0, 0), "kind kind tough tough tough"),  # grudger
        ((1, 1, 1, 1), "kind kind kind kind kind"),
        ((0, 0, 0, 0), "kind tough tough tough tough"),
    ],
)
def test_a_policy_answers_the_season_before(after, seasons):
    assert played(after, [SOFT, HARD, HARD, SOFT]) == seasons.split()


def test_win_stay_lose_shift_after_being_tough():
    # tough met soft: stays tough; tough met hard: shifts
    assert played((1, 0, 0, 1), [SOFT, HARD], first=TOUGH) == ["tough", "tough", "kind"]


def test_patience_waits_some_seasons():
    waited = played((0, 0, 0, 0), [SOFT] * 4, patience=3)
    assert waited == ["kind", "kind", "kind", "kind", "tough"]


def test_a_generous_policy_forgives_now_and_then_each_side_by_its_own_luck():
    after = (1, 1 / 3, 1, 1 / 3)
    forgiven = np.array(
        [[played(after, [HARD], run=run, s=s)[1] == "kind" for s in range(2)] for run in range(400)]
    )
    assert abs(forgiven.mean(axis=0) - 1 / 3).max() < 0.11  # sd .024
    assert abs(np.corrcoef(forgiven.T)[0, 1]) < 0.25
    assert played(after, [SOFT]) == ["kind", "kind"]
