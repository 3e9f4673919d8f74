"""The contract year of one relation, worked by hand: upkeep, contact, breaches, extras, value."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import delivery, records
from simulator.engine.acts import OPEN
from tests import worlds

approx = pytest.approx

QUIET = {"breach": 0.0, "ambiguity": 0.0}
YEAR = 2


def catalogue():
    one = worlds.world(*worlds.ONE_PAIR)
    return one.acts, one.strategies, one.strategy_names.index


def lived(
    p=None, script=None, seats=None, run=0, relation=None, contract=None, terms=None, aligned=0.0,
    **of_sides,
):  # fmt: skip
    """A contract year; sides, relation."""
    _, _, index = catalogue()
    sides = worlds.sides(**{"strategy": index("collab")} | of_sides)
    relation = worlds.relation() if relation is None else relation
    two = worlds.contracts(running() if contract is None else contract)
    pair = worlds.table(sides, relation, script=script, seats=seats, terms=terms, contracts=two)
    model = worlds.model(worlds.numbers(**QUIET) if p is None else p)
    delivery.deliver(model, pair, worlds.luck(run, YEAR), aligned)
    return sides, relation


def running(**values):
    """A contract in force in year 2, two years to go, this one included."""
    given = {"has": 1, "end": YEAR + 1, "utility": (0.55, 0.5), "clarity": 0.3} | values
    return worlds.contract(**given)


def forced(**values):
    script = records.blank_script(1)[0]
    for name, value in values.items():
        script[name] = value
    return script


def kept_up(side, forced=math.nan, contract=None, seats=None, **of_sides):
    _, _, index = catalogue()
    sides = worlds.sides(**{"strategy": index("open")} | of_sides)
    script = records.blank_script(1)[0]
    script["maintenance"] = forced
    two = worlds.contracts(running() if contract is None else contract)
    pair = worlds.table(sides, seats=seats, script=script, contracts=two)
    return delivery.maintained(worlds.model(), pair, side, YEAR)


def test_a_funder_keeps_the_relation_up_for_the_years_it_has_left():
    # open invests .8; FV = 1 + .9 over two years; 1 - e^(-.6 x 1.9) = .680181
    assert kept_up(1) == approx(0.8 * (1 - math.exp(-1.14)))
    # the last year: FV = 1
    assert kept_up(1, contract=running(end=YEAR)) == approx(0.8 * (1 - math.exp(-0.6)))


def test_attention_is_diluted_and_a_large_relation_gets_more():
    seats = worlds.seats(scale=(1.0, 2.0))
    assert kept_up(1, seats=seats, attention=(1.0, 0.25)) == approx(0.2 * (1 - math.exp(-2.28)))


def test_a_provider_keeps_up_only_what_the_others_goodwill_pays():
    upkeep = 0.8 * (1 - math.exp(-1.14))
    cost = 0.01 * upkeep  # expected extras: .1 x G x 1.9
    enough = cost / 0.19
    assert kept_up(0, goodwill=(0.0, enough * 1.001)) == approx(upkeep)
    assert kept_up(0, goodwill=(0.0, enough * 0.999)) == 0.0
    assert kept_up(0, goodwill=(1.0, 0.0)) == 0.0  # its own goodwill does not pay
    assert kept_up(1, goodwill=(-1.0, 0.0)) == approx(upkeep)  # and a funder does not ask


def test_a_story_may_force_the_upkeep_but_not_without_a_contract():
    assert kept_up(0, forced=0.9) == 0.9
    assert kept_up(0, forced=0.9, contract=worlds.contract(end=9)) == 0.0
    assert kept_up(1, contract=worlds.contract(end=9)) == 0.0


def touched(maintenance, run=0, p=None, online=0.0, **of_sides):
    sides, relation = (
        worlds.sides(maintenance=maintenance, **of_sides),
        worlds.relation(online=online),
    )
    p = worlds.numbers() if p is None else p
    delivery.keep_in_touch(
        worlds.model(p), worlds.table(sides, relation), worlds.luck(run, YEAR), 0
    )
    return sides, relation


def test_full_contact_is_an_open_talk_every_quarter():
    sides, relation = touched(1.0, tension=0.5)
    # listening .8: four times O + .05 x .8 (1 - O), K of the other + .12 x .8 (1 - K)
    assert relation.ownership == approx(1 - (1 - 0.04) ** 4)
    assert sides[1].knowledge == approx(1 - 0.8 * (1 - 0.096) ** 4)
    assert sides[0].knowledge == approx(1 - 0.8 * (1 - 0.02) ** 4)
    assert sides["tension"] == approx([0.5, 0.5 * 0.8**4])


def test_without_upkeep_nobody_calls():
    sides, relation = touched(0.0)
    assert relation.ownership == 0.0
    assert sides.tobytes() == worlds.sides(maintenance=0.0).tobytes()


def test_calls_come_as_often_as_the_upkeep():
    calls = [
        round(math.log(touched(0.3, run, tension=1.0)[0][1].tension, 0.8)) for run in range(300)
    ]
    assert set(calls) <= {0, 1, 2, 3, 4}
    assert abs(np.mean(calls) / 4 - 0.3) < 0.07  # sd .013


@pytest.mark.parametrize(
    ("maintenance", "chance", "warning", "broken"),
    [
        (0.0, 0.07, 0.0, 1),  # .07 < .08, and without upkeep no warning is heard
        (0.0, 0.08, 0.99, 0),
        (1.0, 0.03, 0.31, 1),  # .03 < .032 = .08 (1 - .6), warning .3 missed
        (1.0, 0.03, 0.29, 0),  # heard in time
        (1.0, 0.033, 0.99, 0),
        (0.5, 0.05, 0.15, 1),  # .05 < .056; a warning of .15 is not < .5 x .3
    ],
)
def test_a_term_is_broken_by_chance_and_repaired_where_the_warning_is_heard(
    maintenance, chance, warning, broken
):
    assert delivery.broke(worlds.numbers(), maintenance, chance, warning, -1) == broken


def test_a_story_decides_about_a_breach():
    assert delivery.broke(worlds.numbers(), 1.0, 0.99, 0.0, 1) == 1
    assert delivery.broke(worlds.numbers(), 0.0, 0.0, 0.99, 0) == 0


def test_each_side_sees_the_breach_of_the_other():
    sides, relation = lived(script=forced(breach=(1, 0)))
    assert sides["breach"].tolist() == [1, 0]
    assert sides["seen"].tolist() == [0.0, 1.0]
    assert relation.ambiguous == 0


def test_a_misreading_is_seen_by_both():
    p = worlds.numbers(breach=0.0, ambiguity=1.0)
    sides, relation = lived(p, contract=running(clarity=0.0))
    assert relation.ambiguous == 1
    assert sides["seen"].tolist() == [1.0, 1.0]
    assert sides["breach"].tolist() == [0, 0]
    clear, relation = lived(p, contract=running(clarity=1.0))
    assert relation.ambiguous == 0
    assert clear["seen"].tolist() == [0.0, 0.0]
    _, relation = lived(p, script=forced(ambiguity=0), contract=running(clarity=0.0))
    assert relation.ambiguous == 0


def test_breaches_and_misreadings_come_at_their_rates():
    p = worlds.numbers(breach=0.2, ambiguity=0.3)
    still = forced(maintenance=(0.0, 0.0))
    years = [lived(p, still, run=run) for run in range(400)]
    broken = np.mean([sides["breach"] for sides, _ in years], axis=0)
    assert abs(broken - 0.2).max() < 0.1  # sd .02
    assert abs(np.mean([one.ambiguous for _, one in years]) - 0.21) < 0.1  # .3 x .7
    both = np.mean([sides["breach"].all() for sides, _ in years])
    assert both < 0.12  # .04 if drawn apart


def test_a_quiet_year_is_worth_the_contract_less_the_upkeep():
    sides, _ = lived(script=forced(maintenance=(0.5, 1.0)), cost=(0.03, 0.01))
    assert sides["utility"] == approx([0.55, 0.5])
    assert sides["cost"] == approx([0.035, 0.02])
    assert sides["value"] == approx([0.515, 0.48])


def test_goodwill_gives_and_ill_will_holds_back():
    still = forced(maintenance=(0.0, 0.0))
    sides, _ = lived(script=still, goodwill=(0.4, -0.5))
    assert sides["extra"] == approx([0.04, 0.0])
    assert sides["shading"] == approx([0.0, 0.03])
    # provider: .55 - .03 - .4 x .04; funder: .5 + .04
    assert sides["value"] == approx([0.504, 0.54])
    social, _ = lived(script=still, goodwill=(0.4, -0.5), relation=worlds.relation(social=1.0))
    assert social["shading"] == approx([0.0, 0.015])


def test_content_built_earlier_returns_now_and_new_content_costs():
    relation = worlds.relation(content_stock=0.2, ownership=0.4)
    sides, after = lived(
        script=forced(maintenance=(0.0, 0.0)), relation=relation, contract=running(content=0.3)
    )
    # (.3 x .2 x 1.2 - .06 x .1) / 2 each
    assert sides["content_value"] == approx([0.033, 0.033])
    assert sides["value"] == approx([0.583, 0.533])
    assert after.content_stock == approx(0.3)


def test_content_that_no_contract_carries_fades():
    _, after = lived(relation=worlds.relation(content_stock=0.2), contract=running(content=0.1))
    assert after.content_stock == approx(0.18)


def test_without_a_contract_nothing_is_given_held_back_or_broken():
    none = worlds.contract(utility=(0.36, 0.30))
    sides, relation = lived(
        worlds.numbers(breach=1.0, ambiguity=1.0), forced(breach=(1, 1), maintenance=(1, 1)),
        contract=none, goodwill=(0.8, -0.8),
    )  # fmt: skip
    for field in ("extra", "shading", "maintenance", "breach", "seen", "cost"):
        assert sides[field].tolist() == [0, 0], field
    assert sides["value"] == approx([0.36, 0.30])
    assert relation.ambiguous == 0


GOODWILL = st.floats(-1, 1, allow_subnormal=False)


@given(GOODWILL, GOODWILL, st.integers(0, 500))
def test_who_bears_no_goodwill_gives_no_extra(one, other, run):
    sides, _ = lived(goodwill=(one, other), run=run)
    for side in sides:
        assert (side.extra > 0.0) == (side.goodwill > 0.0)
        assert (side.shading > 0.0) == (side.goodwill < 0.0)


def test_contact_is_an_open_act_of_the_table():
    acts, _, _ = catalogue()
    assert acts[OPEN]["hardness"] == 0.0
    assert acts[OPEN]["owns"] == approx(0.05)


def test_contact_online_carries_less_and_skill_carries_more():
    p = worlds.numbers(skill=0.2)
    sides, relation = touched(1.0, p=p, online=0.5, skill=0.5, tension=0.5)
    strength = 0.8 * 1.1  # online .5: 1 - .5 x .4; skill .5: 1 + .2 x .5
    assert relation.ownership == approx(1 - (1 - 0.04 * strength) ** 4)
    assert sides[1].tension == approx(0.5 * (1 - 0.2 * 0.8) ** 4)


def test_contact_online_saves_part_of_the_upkeep():
    full = forced(maintenance=(1.0, 1.0))
    sides, _ = lived(script=full, relation=worlds.relation(online=1.0))
    assert sides["cost"] == approx([0.004, 0.004])  # .01 (1 - .6)


def test_monitoring_costs_both():
    terms = records.plain_forms()
    terms["monitoring"] = 0.5
    sides, _ = lived(script=forced(maintenance=(0.0, 0.0)), terms=terms[0])
    assert sides["cost"] == approx([0.0025, 0.0025])


@pytest.mark.parametrize(
    ("maintenance", "thermometer", "monitoring", "chance"),
    [
        (1.0, 0.0, 0.0, 0.0),
        (0.5, 0.5, 0.0, 0.25),
        (0.0, 0.5, 0.5, 0.15),  # .5 x .3
        (0.5, 0.5, 0.5, 0.3625),  # 1 - .75 x .85
    ],
)
def test_thermometer_and_monitoring_find_trouble_early(
    maintenance, thermometer, monitoring, chance
):
    p = worlds.numbers(thermometer=thermometer)
    assert delivery.early_chance(p, maintenance, monitoring) == approx(chance)


def test_a_breach_found_early_counts_half():
    p = worlds.numbers(**QUIET, thermometer=1.0)
    sides, _ = lived(p, forced(breach=(1, 0), maintenance=(1.0, 1.0)))
    assert sides["early"].tolist() == [0, 1]
    assert sides["seen"] == approx([0.0, 0.5])
    late, _ = lived(p, forced(breach=(1, 0), maintenance=(1.0, 0.0)))
    assert late["early"].tolist() == [0, 0]
    assert late["seen"] == approx([0.0, 1.0])


def test_trouble_is_found_early_at_its_rate():
    p = worlds.numbers(**QUIET, thermometer=0.5)
    year = forced(breach=(1, 1), maintenance=(0.5, 0.5))
    early = np.mean([lived(p, year, run=run)[0]["early"] for run in range(400)], axis=0)
    assert abs(early - 0.25).max() < 0.1  # sd .022


def test_a_hidden_breach_that_comes_out_lowers_the_ceiling_of_trust():
    hidden, _ = lived(script=forced(breach=(records.HIDDEN, 0)), trust_cap=0.9)
    assert hidden["breach"].tolist() == [1, 0]
    assert hidden["trust_cap"] == approx([0.9, 0.7])
    open_, _ = lived(script=forced(breach=(1, 0)), trust_cap=0.9)
    assert open_["trust_cap"] == approx([0.9, 0.9])
    again, _ = lived(script=forced(breach=(records.HIDDEN, 0)), trust_cap=0.1)
    assert again["trust_cap"] == approx([0.1, 0.0])


def test_content_that_flows_to_others_is_lost_to_the_pair():
    p = worlds.numbers(**QUIET, align_regional=1.0)
    relation = worlds.relation(content_stock=0.2, ownership=0.4)
    sides, after = lived(
        p, forced(maintenance=(0.0, 0.0)), relation=relation, contract=running(content=0.0),
        aligned=0.25,
    )  # fmt: skip
    # .3 x .2 x 1.2 = .072 in all, a quarter to the pair, half of that each
    assert sides["content_value"] == approx([0.009, 0.009])
    assert after.spill == approx(0.054)


def test_good_examples_in_the_region_make_content_cheaper():
    p = worlds.numbers(**QUIET, examples=0.5)
    sides, _ = lived(p, contract=running(content=0.3), aligned=0.4)
    assert sides["content_value"] == approx([-0.06 * 0.8 * 0.3 / 2] * 2)  # cost x (1 - .5 x .4)


def test_a_form_that_shares_gain_invites_more_content_than_was_agreed():
    p = worlds.numbers(**QUIET, form_effort=0.1)
    seats = worlds.seats(money=0.6, quality=0.3)
    _, after = lived(p, contract=running(content=0.3), seats=seats)
    assert after.content_stock == approx(0.3 * (1 + 0.1 * 0.5 * 0.9))
    _, after = lived(worlds.numbers(**QUIET, form_effort=0.3), contract=running(content=0.95))
    assert after.content_stock == 1.0  # there is no more than all


def test_a_windfall_of_the_form_counts_in_the_value():
    p = worlds.numbers(**QUIET, form_volume=0.2)
    terms = records.plain_forms()
    terms["risk"] = 0.0
    sides, relation = lived(p, forced(maintenance=(0.0, 0.0)), terms=terms[0])
    # volume grows by .2, worth .25 to the provider and against the funder
    assert relation.volume == approx(0.2)
    assert sides["windfall"] == approx([0.05, -0.05])
    assert sides["value"] == approx([0.6, 0.45])
