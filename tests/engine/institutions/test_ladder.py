"""The escalation ladder worked by hand: mediation, stragglers, committee."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import records
from simulator.engine.institutions import ladder
from tests import worlds

approx = pytest.approx

SURE = {"mediation_success": 1.0}  # at mean tension .4: 1 x (1.4 - .4) = 1
OPPOSED = [[0.4, 0.3, 0.2, 0.1], [0.1, 0.2, 0.3, 0.4]]


def mediated(p, sides, willing=(1.0, 1.0), gap=0.1, run=0):
    """Outcome, relation and contract of a try at mediation."""
    relation, contract = worlds.relation(), worlds.contract()
    pair = worlds.table(sides, relation)
    ended = ladder.mediate(p, willing, pair, gap, contract, worlds.luck(run))
    return ended, relation, contract


def test_mediation_calms_teaches_costs_and_ends_in_equal_gain():
    sides = worlds.sides(tension=(0.5, 0.3), knowledge=(0.2, 0.6), reservation=(0.4, 0.3))
    ended, relation, contract = mediated(worlds.numbers(**SURE), sides)
    assert ended
    assert relation.mediation == 1
    assert sides["tension"] == approx([0.3, 0.18])  # x .6
    assert sides["knowledge"] == approx([0.4, 0.7])  # K + .25 (1 - K)
    assert sides["cost"] == approx([0.02, 0.02])
    # all issues weigh alike, nothing to trade: u - .4 = (1 - u) - .3
    assert contract.utility == approx([0.55, 0.45], abs=1e-11)


def test_a_failed_mediation_costs_and_calms_all_the_same():
    sides = worlds.sides(tension=0.5)
    ended, relation, contract = mediated(worlds.numbers(mediation_success=0), sides)
    assert not ended
    assert relation.mediation == 1
    assert sides["tension"] == approx([0.3, 0.3])
    assert sides["knowledge"] == approx([0.4, 0.4])
    assert sides["cost"] == approx([0.02, 0.02])
    assert contract.utility == approx([0.0, 0.0])


@pytest.mark.parametrize(
    ("tension", "gap", "willing"),
    [
        (0.5, 0.05, (1.0, 1.0)),  # the gap has to exceed .05
        (0.33, 0.1, (1.0, 1.0)),  # tension has to exceed .33
        (0.5, 0.1, (1.0, 0.0)),  # both have to want it
    ],
)
def test_mediation_is_not_tried_without_need_or_will(tension, gap, willing):
    sides = worlds.sides(tension=tension)
    ended, relation, _ = mediated(worlds.numbers(**SURE), sides, willing, gap)
    assert not ended
    assert relation.mediation == 0
    assert sides["cost"] == approx([0.0, 0.0])
    assert sides["tension"] == approx([tension, tension])


def test_just_past_the_thresholds_mediation_is_tried():
    assert mediated(worlds.numbers(**SURE), worlds.sides(tension=0.34), gap=0.06)[1].mediation == 1


def test_high_tension_makes_mediation_fail_more_often():
    # success .59 (1.4 - τ): .59 at τ .4, .236 at τ 1; 400 draws: sd .025, .021
    for tension, chance in ((0.4, 0.59), (1.0, 0.236)):
        ended = [
            mediated(worlds.numbers(), worlds.sides(tension=tension), run=run)[0]
            for run in range(400)
        ]
        assert abs(np.mean(ended) - chance) < 0.1


def test_terms_of_mediation_lie_between_the_fixed_pie_and_the_efficient_point():
    # On a fixed pie both keep .5 of every issue. In full knowledge the other gets
    # .9 - (2/3)(u - .4) for u in [.4, .7]: equal gain at (5/3) u = .9 + .8 / 3, so u = .7.
    # With K .5 on average the terms are half of each.
    sides = worlds.sides(knowledge=(0.3, 0.7), weights=OPPOSED)
    contract = worlds.contract()
    assert ladder.agree_on_equal_terms(sides, contract)
    assert contract.utility == approx([0.6, 0.6], abs=1e-11)
    # at u = .7 the provider keeps 1 of the first two issues and nothing of the others
    assert contract.settlement == approx([0.75, 0.75, 0.25, 0.25], abs=1e-11)


def test_terms_of_mediation_are_the_same_whoever_is_called_provider():
    one = worlds.sides(knowledge=(0.2, 0.5), weights=OPPOSED, reservation=(0.3, 0.4))
    swapped = worlds.sides(knowledge=(0.5, 0.2), weights=OPPOSED[::-1], reservation=(0.4, 0.3))
    first, second = worlds.contract(), worlds.contract()
    assert ladder.agree_on_equal_terms(one, first)
    assert ladder.agree_on_equal_terms(swapped, second)
    assert first.utility == approx(second.utility[::-1], abs=1e-11)


def test_care_already_delivered_weakens_the_provider_in_mediation_too():
    # u - (.36 - .15) = (1 - u) - .36
    sides, contract = worlds.sides(sunk=(0.15, 0.0)), worlds.contract()
    assert ladder.agree_on_equal_terms(sides, contract)
    assert contract.utility == approx([0.425, 0.575], abs=1e-11)


def test_mediation_has_nothing_to_offer_where_no_contract_is_better_for_both():
    sides = worlds.sides(reservation=0.6)
    assert not ladder.agree_on_equal_terms(sides, worlds.contract())


@pytest.mark.parametrize(("knowledge", "utility"), [(0.5, 0.6), (0.25, 0.55), (0.1, None)])
def test_mediation_helps_where_trading_gains_what_splitting_every_issue_cannot(knowledge, utility):
    # Both want .54: halves of everything lose .04 each, the efficient point (.7, see above) gains
    # .16. Mixed: K .7 + (1 - K) .5 - .54, which is 0 at K = .2.
    sides = worlds.sides(knowledge=knowledge, weights=OPPOSED, reservation=0.54)
    contract = worlds.contract()
    assert ladder.agree_on_equal_terms(sides, contract) == (utility is not None)
    if utility is not None:
        assert contract.utility == approx([utility, utility], abs=1e-11)


@given(st.floats(0.05, 0.45), st.floats(0.05, 0.45), st.floats(0, 1))
def test_terms_of_mediation_are_worth_what_the_contract_says(one, other, knowledge):
    sides = worlds.sides(reservation=(one, other), knowledge=knowledge, weights=OPPOSED)
    contract = worlds.contract()
    assert ladder.agree_on_equal_terms(sides, contract)
    provider, funder = sides["weights"]
    assert contract.utility[0] == approx(float(provider @ contract.settlement), abs=1e-9)
    assert contract.utility[1] == approx(float(funder @ (1 - contract.settlement)), abs=1e-9)
    assert contract.utility[0] - one == approx(contract.utility[1] - other, abs=1e-9)


def test_some_talk_on_after_the_end_of_the_year():
    talking = [ladder.talks_on(worlds.numbers(), worlds.luck(run)) for run in range(400)]
    assert abs(np.mean(talking) - 0.8) < 0.08  # sd .02
    assert not ladder.talks_on(worlds.numbers(straggle=0), worlds.luck())
    assert ladder.talks_on(worlds.numbers(straggle=1), worlds.luck())


def escalated(p, sides, committee=1, must=False, run=0):
    """How failed talks end, and the contract."""
    contract = worlds.contract()
    pair = worlds.table(sides, tie=worlds.tie(committee=committee))
    ending = ladder.escalate(p, pair, contract, must, worlds.luck(run))
    return ending, contract


def test_the_committee_splits_in_half_and_costs_both():
    sides = worlds.sides(tension=(0.5, 0.95))
    ending, contract = escalated(worlds.numbers(committee=1), sides)
    assert ending == records.COMMITTEE
    assert contract.settlement == approx([0.5, 0.5, 0.5, 0.5])
    assert contract.utility == approx([0.5, 0.5])
    assert sides["cost"] == approx([0.05, 0.05])
    assert sides["tension"] == approx([0.6, 1.0])  # + .1, never past 1


def test_the_committee_takes_on_part_of_the_cases():
    endings = [escalated(worlds.numbers(), worlds.sides(), run=run)[0] for run in range(400)]
    assert set(endings) == {records.COMMITTEE, records.NO_CONTRACT}
    assert abs(endings.count(records.COMMITTEE) / 400 - 0.3) < 0.1  # sd .023


def test_where_no_committee_is_open_none_decides():
    sides = worlds.sides()
    ending, contract = escalated(worlds.numbers(committee=1), sides, committee=0)
    assert ending == records.NO_CONTRACT
    assert contract.utility == approx([0.0, 0.0])
    assert sides["cost"] == approx([0.0, 0.0])


def test_about_care_already_delivered_somebody_always_decides():
    sides = worlds.sides()
    ending, contract = escalated(worlds.numbers(committee=0), sides, committee=0, must=True)
    assert ending == records.COMMITTEE
    assert contract.utility == approx([0.5, 0.5])
    assert sides["cost"] == approx([0.05, 0.05])


def test_a_legal_step_goes_before_the_committee_and_costs_more():
    sides = worlds.sides(tension=(0.5, 0.95))
    ending, contract = escalated(worlds.numbers(legal=1, committee=1), sides)
    assert ending == records.COURT
    assert contract.utility == approx([0.5, 0.5])
    assert contract.settlement == approx([0.5] * 4)
    assert sides["cost"] == approx([0.08, 0.08])
    assert sides["tension"] == approx([0.7, 1.0])  # + .2, never past 1


def test_legal_steps_come_at_their_rate_and_leave_the_luck_of_the_committee_alone():
    plain = [escalated(worlds.numbers(), worlds.sides(), run=run)[0] for run in range(400)]
    p = worlds.numbers(legal=0.3)
    legal = [escalated(p, worlds.sides(), run=run)[0] for run in range(400)]
    assert abs(legal.count(records.COURT) / 400 - 0.3) < 0.1
    assert all(one in (records.COURT, other) for one, other in zip(legal, plain, strict=True))
