"""Looking back on one year, worked by hand: after talks, without talks, without a contract."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import evaluation, records
from tests import worlds

approx = pytest.approx

YEAR = 4
AGREED = {"has": 1, "start": 5, "end": 5, "duration": 1, "utility": (0.55, 0.5)}
LONG = {"has": 1, "start": 3, "end": 6, "duration": 4, "utility": (0.6, 0.45)}


def looked_back(relation=None, in_force=None, agreed=None, p=None, control=0.0, **of_sides):
    sides = worlds.sides(**of_sides)
    relation = (
        worlds.relation(negotiated=1, ending=records.AGREED) if relation is None else relation
    )
    terms = records.plain_forms()[0]
    terms["control"] = control
    two = worlds.contracts(
        worlds.contract(**(LONG if in_force is None else in_force)),
        worlds.contract(**(AGREED if agreed is None else agreed)),
    )
    pair = worlds.table(sides, relation, terms=terms, contracts=two)
    evaluation.evaluate(worlds.numbers() if p is None else p, pair, YEAR)
    return sides, relation


def test_after_talks_trust_and_goodwill_follow_the_process():
    sides, _ = looked_back(hardness_mean=(0.5, 0.2), tension_mean=(0.25, 0.25))
    # provider: process 1 - (.3 + .1) = .6, z = .5 x .6 + .5 = .8: trust .5 + .15 x .3
    # funder: process 1 - (.12 + .1) = .78, z = .89: .5 + .15 x .39
    assert sides["process"] == approx([0.6, 0.78])
    assert sides["trust"] == approx([0.545, 0.5585])
    # all promises kept: .5 + .8 x .15 x .5
    assert sides["competence"] == approx([0.56, 0.56])
    # the season's result counts, .55 and .5 against .36: gains .19 and .14
    # provider: 2 (.36 + .218) - 1 + .3 (.19 / .64 - .5)
    # funder: 2 (.468 + .2234) - 1 + .3 (.14 / .64 - .5) - .5 x .05
    deserved = np.array([
        2 * (0.36 + 0.218) - 1 + 0.3 * (0.19 / 0.64 - 0.5),
        2 * (0.468 + 0.2234) - 1 + 0.3 * (0.14 / 0.64 - 0.5) - 0.025,
    ])  # fmt: skip
    assert sides["goodwill"] == approx(0.25 * deserved * 0.8)  # up at .25, then a fifth fades
    # the image follows: .4 + .4 (.5 - .4), .4 + .4 (.2 - .4)
    assert sides["image"] == approx([0.44, 0.32])


def test_a_breach_seen_costs_trust_at_once_and_heats_the_next_talks():
    sides, relation = looked_back(
        hardness_mean=0.5, tension_mean=0.25, tension=0.4, seen=(1.0, 0.0)
    )
    # provider saw one: z = .3, trust .5 - .4 x .2; competence .5 - .8 x .4 x .5
    assert sides["trust"] == approx([0.42, 0.545])
    assert sides["competence"] == approx([0.34, 0.56])
    assert sides["tension"] == approx([0.45, 0.2])  # half carries, and .25
    assert relation.dispute == 1


def test_a_social_contract_takes_the_heat_out_of_a_breach():
    relation = worlds.relation(negotiated=1, ending=records.AGREED, social=1.0)
    sides, _ = looked_back(relation, hardness_mean=0.5, tension_mean=0.25, tension=0.4, seen=1.0)
    assert sides["tension"] == approx([0.325, 0.325])


def test_goodwill_lost_goes_at_twice_the_rate():
    sides, _ = looked_back(
        hardness_mean=1.0, tension_mean=1.0, trust=0.0, seen=1.0, goodwill=0.5,
        p=worlds.numbers(result_in_goodwill=0, unfairness=0, goodwill_decay=0),
    )  # fmt: skip
    # process 0, z 0, trust stays 0: deserved -1; .5 + .5 (-1.5)
    assert sides["goodwill"] == approx([-0.25, -0.25])


def test_an_extra_received_is_answered_with_goodwill():
    plain, _ = looked_back(hardness_mean=0.5, tension_mean=0.25)
    given_, _ = looked_back(hardness_mean=0.5, tension_mean=0.25, extra=(0.0, 0.05))
    # the provider received half the largest extra: .15 x .5 x (1 - 0), then a fifth fades
    assert given_["goodwill"] - plain["goodwill"] == approx([0.06, 0.0])


def test_a_result_far_below_the_others_gain_costs_goodwill():
    even = {**AGREED, "utility": (0.5, 0.5)}
    uneven = {**AGREED, "utility": (0.5, 0.8)}
    one, _ = looked_back(agreed=even, hardness_mean=0.5, tension_mean=0.25, goodwill=-1.0)
    other, _ = looked_back(agreed=uneven, hardness_mean=0.5, tension_mean=0.25, goodwill=-1.0)
    # provider: its own result is the same, the other gained .3 more: .5 x .3 of what is deserved,
    # at the rate .25 upward, and a fifth fades
    assert one[0].goodwill - other[0].goodwill == approx(0.25 * 0.15 * 0.8)
    # funder: its own result counts, .3 x (.3 / .64)
    assert other[1].goodwill - one[1].goodwill == approx(0.25 * 0.3 * 0.3 / 0.64 * 0.8)


def test_a_year_without_talks_is_felt_by_its_upkeep():
    quiet = worlds.relation(negotiated=0, ending=records.RUNNING)
    sides, _ = looked_back(quiet, maintenance=(0.0, 1.0), hardness_mean=np.nan, tension_mean=np.nan)
    assert sides["process"] == approx([0.6, 0.95])  # .6 + .35 m
    assert sides["image"] == approx([0.4, 0.4])  # the image stands still
    # z = .8 and .975: trust .5 + .15 x .3, .5 + .15 x .475
    assert sides["trust"] == approx([0.545, 0.57125])
    # goodwill follows the contract in force (.6, .45), at .6 of the pace; upkeep keeps 70 %
    deserved = np.array([
        2 * (0.36 + 0.218) - 1 + 0.3 * (0.24 / 0.64 - 0.5),
        2 * (0.57 + 0.2285) - 1 + 0.3 * (0.09 / 0.64 - 0.5) - 0.5 * 0.15,
    ])  # fmt: skip
    faded = np.array([0.8, 1 - 0.2 * 0.3])
    assert sides["goodwill"] == approx(0.25 * 0.6 * deserved * faded)


def test_no_contract_is_a_bad_experience():
    none = {"has": 0, "utility": (0.36, 0.36)}
    relation = worlds.relation(negotiated=1, ending=records.NO_CONTRACT)
    sides, _ = looked_back(relation, agreed=none, hardness_mean=0.5, tension_mean=0.25)
    # process .6, z = .4 x .6 = .24: trust .5 - .4 x .26
    assert sides["trust"] == approx([0.396, 0.396])
    assert sides["sv_instrumental"] == approx([0.0, 0.0])


def test_knowledge_ownership_and_tension_fade_over_the_year():
    relation = worlds.relation(negotiated=1, ending=records.AGREED, ownership=0.5)
    sides, after = looked_back(
        relation, hardness_mean=0.5, tension_mean=0.25, knowledge=0.8, tension=0.4,
        maintenance=(0.0, 1.0),
    )  # fmt: skip
    # K: .8 (1 - .25) and .8 (1 - .25 x .4); O: .5 (1 - .3 (1 - .5 x .5))
    assert sides["knowledge"] == approx([0.6, 0.72])
    assert after.ownership == approx(0.3875)
    assert sides["tension"] == approx([0.2, 0.2])


@pytest.mark.parametrize(
    ("contract", "left"),
    [
        ({**LONG, "end": YEAR}, 0.7),  # expires without a clause: a further 30 % is lost
        ({**LONG, "end": YEAR, "renewal": 1}, 1.0),
        (LONG, 1.0),  # runs on
        ({"has": 0, "end": YEAR}, 1.0),  # there was none
    ],
)
def test_a_contract_that_expires_takes_knowledge_along(contract, left):
    relation = worlds.relation(negotiated=1, ending=records.AGREED, ownership=0.5)
    sides, after = looked_back(
        relation, in_force=contract, hardness_mean=0.5, tension_mean=0.25, knowledge=0.8
    )
    assert sides["knowledge"] == approx([0.6 * left] * 2)
    assert after.ownership == approx(0.35 * left)


def test_subjective_value_has_four_parts():
    sides, _ = looked_back(hardness_mean=0.5, tension_mean=0.25)
    # result (.55 - .36) / .64, itself and the process .6 halved, the process, trust after the year
    assert sides[0].sv_instrumental == approx(0.296875)
    assert sides[0].sv_self == approx(0.4484375)
    assert sides[0].sv_process == approx(0.6)
    assert sides[0].sv_relation == approx(0.545)


def test_authority_and_the_age_of_the_relation_grow():
    relation = worlds.relation(negotiated=1, ending=records.AGREED, age=3)
    sides, after = looked_back(relation, hardness_mean=0.5, tension_mean=0.25, authority=(0.2, 1.0))
    assert sides["authority"] == approx([0.44, 1.0])
    assert after.age == 4
    relation = worlds.relation(negotiated=1, ending=records.AGREED, age=3)
    _, after = looked_back(relation, in_force={"has": 0}, hardness_mean=0.5, tension_mean=0.25)
    assert after.age == 0


def test_a_dispute_is_off_the_table_after_a_clean_year():
    relation = worlds.relation(negotiated=1, ending=records.AGREED, dispute=1)
    _, after = looked_back(relation, hardness_mean=0.5, tension_mean=0.25)
    assert after.dispute == 0


def test_without_extras_in_the_world_favours_are_no_division_by_nothing():
    sides, _ = looked_back(hardness_mean=0.5, tension_mean=0.25, p=worlds.numbers(extra_max=0))
    assert np.isfinite(sides["goodwill"]).all()


SHARE = st.floats(0, 1)
BOTH = st.tuples(SHARE, SHARE)


@given(
    BOTH, BOTH, BOTH, BOTH, st.tuples(st.floats(-1, 1), st.floats(-1, 1)), BOTH,
    st.sampled_from([(1, 1), (1, 4), (0, 0)]), SHARE,
)  # fmt: skip
def test_no_year_takes_anything_out_of_its_range(
    hardness, tension, trust, seen, goodwill, upkeep, talks, owned
):
    relation = worlds.relation(negotiated=talks[0], ending=talks[1], ownership=owned)
    sides, after = looked_back(
        relation, hardness_mean=hardness, tension_mean=tension, tension=tension, trust=trust,
        seen=seen, goodwill=goodwill, maintenance=upkeep,
    )  # fmt: skip
    assert (abs(sides["goodwill"]) <= 1.0).all()
    assert 0.0 <= after.ownership <= 1.0
    for field in (
        "trust", "competence", "tension", "image", "knowledge", "authority", "process",
        "sv_instrumental", "sv_self", "sv_process", "sv_relation",
    ):  # fmt: skip
        assert ((sides[field] >= 0.0) & (sides[field] <= 1.0)).all(), field


def test_a_breach_found_early_leaves_the_next_talks_cool():
    sides, relation = looked_back(
        hardness_mean=0.5, tension_mean=0.25, tension=0.4, seen=0.5, early=(1, 0)
    )
    # half carries; the one found late adds .25 x .5
    assert sides["tension"] == approx([0.2, 0.325])
    assert sides["trust"] == approx([0.5075, 0.5075])  # z = .55: + .15 x .05
    assert relation.dispute == 1


def test_trust_never_passes_its_ceiling_again_after_a_deception():
    sides, _ = looked_back(hardness_mean=0.0, tension_mean=0.0, trust=0.6, trust_cap=(0.62, 1.0))
    assert sides["trust"] == approx([0.62, 0.66])  # .6 + .15 x .4
    assert sides["sv_relation"] == approx([0.62, 0.66])


def test_who_is_sure_sees_what_it_believes():
    sides, _ = looked_back(
        p=worlds.numbers(confirmation=0.3), hardness_mean=0.5, tension_mean=0.25, trust=0.2
    )
    # z = .8 is seen as .8 + .3 (.2 - .8) = .62: .2 + .15 x .42
    assert sides["trust"] == approx([0.263, 0.263])


@pytest.mark.parametrize(
    ("control", "duration", "rate"), [(0.0, 1, 1.0), (1.0, 1, 0.5), (0.4, 1, 0.8), (1.0, 3, 1.0)]
)
def test_trust_is_learned_only_where_one_is_exposed(control, duration, rate):
    sides, _ = looked_back(
        in_force={**LONG, "duration": duration}, control=control, p=worlds.numbers(exposure=1.0),
        hardness_mean=0.5, tension_mean=0.25,
    )  # fmt: skip
    assert sides["trust"] == approx([0.5 + 0.15 * rate * 0.3] * 2)
    # what is lost is lost whoever controls
    lost, _ = looked_back(
        in_force={**LONG, "duration": duration}, control=control, p=worlds.numbers(exposure=1.0),
        hardness_mean=1.0, tension_mean=1.0, seen=1.0,
    )  # fmt: skip
    assert lost["trust"] == approx([0.3, 0.3])


def test_calm_seasons_are_practice():
    sides, _ = looked_back(hardness_mean=(0.5, 0.4), tension_mean=0.25, skill=0.3)
    assert sides["skill"] == approx([0.4, 0.4])
    quiet = worlds.relation(negotiated=0, ending=records.RUNNING)
    sides, _ = looked_back(quiet, skill=0.3, hardness_mean=0.0)
    assert sides["skill"] == approx([0.3, 0.3])
