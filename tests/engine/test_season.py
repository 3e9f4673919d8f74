"""A season step by step, worked by hand: opening, a turn, the answer, signing, closing."""

import numpy as np
import pytest

from simulator.engine import records, season, turn
from simulator.engine.acts import ARGUE, ASK, PAUSE, PRESS, PROPOSE
from simulator.engine.context import Turn
from simulator.engine.decisions import OVER
from tests import worlds

approx = pytest.approx
YEAR = 3
NO_TRACE = np.zeros(0, records.TRACE)
FREE = np.nan


class Table:
    """One relation at the table: the provider plays `provider`, the funder `funder`."""

    def __init__(self, provider="argue", funder="press", seats=None, p=None, tie=None, **of_sides):
        index = worlds.world(*worlds.ONE_PAIR).strategy_names.index
        self.model = worlds.model(worlds.numbers(two_phase=0) if p is None else p)
        playing = (index(provider), index(funder))
        self.sides = worlds.sides(**{"strategy": playing} | of_sides)
        self.relation, contracts = worlds.relation(), np.zeros(2, records.CONTRACT)
        self.contract = contracts[records.AGREED_NEXT]
        self.index = index
        self.pair = worlds.table(
            self.sides, self.relation, seats=seats, tie=tie, contracts=contracts
        )

    def opened(self, run=0, **script):
        forced = records.blank_script(1)[0]
        for name, value in script.items():
            forced[name] = value
        pair = self.pair._replace(script=forced)
        season.open_season(self.model, pair, worlds.luck(run, YEAR), None)
        return self

    def turned(self, number, side, act, demand=FREE, trace=NO_TRACE):
        """A turn by hand: this act, and this demand unless the strategy says it."""
        hand = worlds.hand(side, number, act=act, demand=demand)
        at = Turn(number, 20, side)
        luck = worlds.luck(year=YEAR)
        return turn.play_turn(self.model, self.pair, self.contract, luck, at, trace, hand) == OVER

    def wanted(self, side, number):
        return turn.demanded(self.model, self.pair, side, number, 20)

    def mediated(self, number, side):
        luck, at = worlds.luck(year=YEAR), Turn(number, 20, side)
        return turn.mediate(self.model, self.pair, self.contract, luck, at, None)

    def settled(self, accord=0.0):
        model = self.model._replace(accord=accord)
        season.settle(model, self.pair, self.contract, worlds.luck(year=YEAR))
        return self.contract


def test_both_sit_down_expecting_what_their_image_says_and_asking_for_everything():
    table = Table(image=(0.7, 0.3), demand=0.4, surprise=0.5, acts_met=9, cost=0.01).opened()
    assert table.sides["hardness_met"] == approx([0.7, 0.3])
    assert table.sides["demand"].tolist() == [1.0, 1.0]
    assert table.sides["opening"] == approx([0.75, 0.55])  # argue and press
    assert table.sides["press"] == approx([0.05, 0.6])
    for name in ("surprise", "acts_met", "offers_met", "contentious", "tension_sum", "leverage"):
        assert table.sides[name].tolist() == [0, 0], name
    assert table.sides["cost"] == approx([0.01, 0.01])
    assert table.relation.negotiated == 1


def test_the_executive_opens_with_his_own_tone_and_the_strategy_stays():
    one = worlds.world(*worlds.ONE_PAIR)
    seats = worlds.seats(executive=(one.strategy_names.index("hard"), -1))
    table = Table("collab", seats=seats).opened(override=(1, 1))
    assert table.sides["overridden"].tolist() == [1, 0]  # the funder has no executive
    assert table.sides["opening"] == approx([0.9, 0.55])
    assert table.sides["press"] == approx([0.8, 0.6])
    assert table.sides["strategy"].tolist() == [table.index("collab"), table.index("press")]
    left = Table("collab", seats=seats, authority=0.0).opened(override=(0, -1))
    assert left.sides["overridden"].tolist() == [0, 0]
    assert left.sides["opening"] == approx([0.05, 0.55])


def test_a_dispute_on_the_table_brings_the_executive():
    seats = worlds.seats(executive=(0, 0))
    came = {}
    for dispute in (0, 1):
        overridden = []
        for run in range(300):
            table = Table(seats=seats, authority=0.0)
            table.relation.dispute = dispute
            overridden.append(table.opened(run=run).sides["overridden"].copy())
        came[dispute] = np.mean(overridden)
    assert abs(came[0] - 0.05) < 0.05
    assert abs(came[1] - 0.30) < 0.08


def test_voice_softens_only_what_the_funder_expects():
    table = Table(p=worlds.numbers(two_phase=0, voice=1), image=(0.6, 0.6)).opened()
    assert table.sides["hardness_met"] == approx([0.6, 0.55])
    low = Table(p=worlds.numbers(two_phase=0, voice=1), image=0.02).opened()
    assert low.sides["hardness_met"] == approx([0.02, 0.0])


def test_a_shared_vision_comes_before_the_talks():
    table = Table(p=worlds.numbers(two_phase=0, vision=1.0), trust=(0.4, 0.6)).opened()
    assert table.relation.ownership == approx(0.025)  # .05 x trust .5
    assert table.sides["cost"] == approx([0.004, 0.004])


def test_who_sat_with_them_last_time_is_not_there_by_itself_this_time():
    table = Table()
    table.relation.involved = 0.5
    assert table.opened().relation.involved == 0.0


def test_content_comes_first_where_both_want_it():
    table = Table("collab", "collab", p=worlds.numbers(), trust=0.6).opened()
    assert table.relation.content_phase == 1
    assert table.relation.ownership == approx(0.294)  # .35 x .84
    assert Table("collab", "collab", trust=0.6).opened().relation.content_phase == 0


def test_the_chance_of_a_hard_act_adds_up():
    table = Table(image=(0.2, 0.7), tension=0.2).opened()
    table.relation.ownership = 0.5

    def chance(side, accord=0.0):
        return turn.intensity(table.model._replace(accord=accord), table.pair, side)

    # press: .4 x .55 + .6 x .7 + 1 (.35 x .2 + .1) - .3 x .5
    assert chance(1) == approx(0.66)
    assert chance(1, accord=0.4) == approx(0.56)
    # argue: .7 x .75 + .3 x .2 + .7 (.07 + .1) - .15
    assert chance(0) == approx(0.554)
    table.sides["pressure"], table.pair.seats["reactivity"] = 0.3, 0.5
    assert chance(1) == approx(0.64 + 0.5 * 0.37 - 0.15)


def test_skill_keeps_tension_out_of_the_acts():
    table = Table(p=worlds.numbers(two_phase=0, skill=0.2), skill=(0.5, 0.0)).opened()
    felt = [turn.reactivity(table.model, table.pair, s) for s in (0, 1)]
    assert felt == approx([0.63, 1.0])  # argue .7 x .9


def test_a_turn_is_an_act_an_offer_and_its_cost():
    table = Table(tension=0.2, image=(0.4, 0.4), knowledge=0.0).opened()
    trace = np.zeros(20, records.TRACE)
    assert not table.turned(1, 1, PRESS, trace=trace)
    provider, funder = table.sides
    # as in test_talk: the provider's tension after PRESS on .2 with hb .4 (argue: reactivity .7)
    pulled = 0.2 + 0.3 * 0.8 * 0.85
    level = pulled + 0.15 * 0.3 * (1 - pulled)
    assert provider.tension == approx(level + 0.15 * (0.2 - level) / 2)
    assert (funder.acts_made, funder.contentious, provider.acts_made) == (1, 1, 0)
    # the funder asks at turn 1 of 20 by its tactic, a fixed pie leaves the rest
    assert funder.demand == approx(1.0, abs=0.02)
    assert provider.offered == approx(1 - funder.demand)
    assert provider.offers_met == 1
    assert table.sides["cost"] == approx([0.002, 0.002])
    assert provider.tension_sum == provider.tension
    assert table.relation.turns == 1
    row = trace[0]
    assert (row["actor"], row["act"]) == (1, PRESS)
    assert row["hardness"] == approx(1.0)
    assert row["demand"] == approx(funder.demand)
    assert row["tension"] == approx(table.sides["tension"])
    assert row["hardness_met"] == approx(table.sides["hardness_met"])
    # before the act: .4 x .55 + .6 x .4 + 1 (.35 x .2 + .1)
    assert row["contentious"] == approx(0.63)


def test_members_of_a_coalition_share_the_cost_of_a_turn():
    table = Table()
    table.relation.members = 4.0
    table.opened().turned(1, 1, ASK)
    assert table.sides["cost"] == approx([0.0005, 0.0005])


def test_an_offer_as_good_as_the_own_next_demand_is_accepted():
    calm = {"tension": 0.0, "image": 0.0, "knowledge": 0.0}
    table = Table("argue", "press", **calm).opened()
    wanted = table.wanted(0, 11)
    # offers leave 1 - u: asking 1 - wanted meets it, a hair more does not
    assert not table.turned(10, 1, PAUSE, demand=1 - wanted + 1e-9)
    table = Table("argue", "press", **calm).opened()
    assert table.turned(10, 1, PAUSE, demand=1 - wanted - 1e-9)
    assert table.relation.ending == records.AGREED
    assert table.contract.utility == approx([wanted, 1 - wanted], abs=1e-8)


def test_ties_are_accepted():
    table = Table("soft", "press", tension=0.0, image=0.0, knowledge=0.0, reservation=0.5).opened()
    # at turn 20 the provider's next demand is its reservation: half of a fixed pie is just enough
    assert table.turned(20, 1, PAUSE, demand=0.5)
    assert table.contract.utility.tolist() == [0.5, 0.5]
    assert table.contract.settlement.mean() == approx(0.5)  # all issues weigh alike


def test_nobody_accepts_less_than_no_contract_in_its_present_mood():
    table = Table("soft", "press", tension=0.0, image=0.0, knowledge=0.0, reservation=0.5).opened()
    # a threat raises the provider's tension and with it what it wants at least
    assert not table.turned(20, 1, PRESS, demand=0.5)
    assert table.relation.ending == records.NO_CONTRACT


def test_the_side_that_accepts_looks_at_the_act_first():
    """A hard act may spoil an offer that would have been taken after a calm one."""
    outcome = []
    for act in (PAUSE, PRESS):
        table = Table("argue", "press", tension=0.1, image=0.0).opened()
        wanted = table.wanted(0, 20)
        outcome.append(table.turned(19, 1, act, demand=1 - wanted))
    assert outcome == [True, False]


def test_a_standard_contract_is_taken_or_left():
    table = Table("hard", "collab", tension=0.0, image=0.0, knowledge=1.0)
    table.relation.standard = 1
    table.opened()
    wanted = table.wanted(1, 10)
    assert wanted == approx(1.0, abs=1e-4)  # the funder hardly concedes: beta .05
    # hard would ask nearly everything, yet takes whatever beats no contract
    assert table.turned(9, 1, PAUSE, demand=0.6)
    assert table.contract.utility == approx([0.4, 0.6])  # no knowledge in a standard offer
    table = Table("hard", "collab", tension=0.0, image=0.0)
    table.relation.standard = 1
    assert not table.opened().turned(9, 1, PAUSE, demand=0.65)  # .35 < .36
    plain = Table("hard", "collab", tension=0.0, image=0.0, knowledge=0.0).opened()
    assert not plain.turned(9, 1, PAUSE, demand=0.6)


def test_care_already_delivered_weakens_the_provider():
    table = Table("soft", tension=0.0, image=0.0, knowledge=0.0)
    table.relation.settling = 1
    table.opened()
    assert table.sides["sunk"] == approx([0.15, 0.0])
    assert table.turned(20, 1, PAUSE, demand=0.75)  # .25 >= .36 - .15


def test_mediation_ends_talks_that_stall():
    table = Table("collab", "collab", tension=0.5, image=0.5, p=worlds.numbers(
        two_phase=0, mediation_success=1.0))  # fmt: skip
    table.opened().turned(13, 1, PROPOSE)
    # wanted: .9 x .9 x 1.2 = .972
    ended = table.mediated(13, 1)
    assert ended
    assert table.relation.ending == records.MEDIATED
    assert table.contract.utility[0] - 0.36 == approx(table.contract.utility[1] - 0.36, abs=1e-9)


def test_no_mediation_where_the_gap_is_small():
    table = Table("collab", "collab", tension=0.5, image=0.5).opened()
    table.sides["offered"][0] = table.wanted(0, 14) - 0.049  # fmt: skip
    assert not table.mediated(13, 1)
    assert table.relation.mediation == 0


def agreed(**of_sides):
    """A table that agreed, ownership .4."""
    table = Table(**of_sides)
    table.relation.ending, table.relation.ownership = records.AGREED, 0.4
    table.contract.utility = (0.55, 0.5)
    return table


def test_signing_writes_content_duration_and_clarity_beside_the_price():
    table = agreed(
        trust=(0.7, 0.65), goodwill=(0.1, -0.1), knowledge=(0.5, 0.7), mandate=(0.5, 0.2)
    )
    contract = table.settled(accord=0.4)
    assert (contract.has, contract.start) == (1, YEAR + 1)
    # least K .5, the more financial mandate .5: .4 x .5 (1 - .5 x .8)
    assert contract.content == approx(0.12)
    # least trust .65 + .3 x -.1 = .62 > .6, O .4 > .25: three years and a renewal clause
    assert (contract.duration, contract.end, contract.renewal) == (3, YEAR + 3, 1)
    assert contract.clarity == approx(0.54)  # .3 + .4 x .6
    assert table.sides["agreed_utility"] == approx([0.55, 0.5])


def test_without_confidence_a_contract_runs_one_year():
    contract = agreed(trust=(0.9, 0.62), goodwill=(0.5, -0.1)).settled()
    assert (contract.duration, contract.end) == (1, YEAR + 1)  # .62 - .03 < .6
    assert contract.renewal == 1  # ownership alone brings the clause


def test_a_renewal_clause_needs_ownership():
    table = agreed(trust=0.9)
    table.relation.ownership = 0.25
    contract = table.settled()
    assert (contract.duration, contract.renewal) == (1, 0)


def test_what_was_written_and_a_social_contract_make_clear():
    table = agreed(knowledge=0.5)
    table.relation.social, table.relation.written = 0.5, 1.0
    assert table.settled().clarity == approx(0.8)  # .3 + .2 + .1 + .2


@pytest.mark.parametrize("instrument", ["committee", "legal"])
def test_a_third_party_decides_the_price_and_nothing_else(instrument):
    table = Table(trust=0.9, knowledge=1.0, p=worlds.numbers(**{instrument: 1.0}))
    table.relation.ending, table.relation.ownership = records.NO_CONTRACT, 0.9
    contract = table.settled()
    assert table.relation.ending == (records.COURT if instrument == "legal" else records.COMMITTEE)
    assert (contract.has, contract.duration, contract.renewal) == (1, 1, 0)
    assert contract.content == 0.0
    assert table.sides["agreed_utility"] == approx([0.5, 0.5])


def test_without_a_decision_each_falls_back_on_no_contract():
    table = Table(reservation=(0.4, 0.3), tie=worlds.tie(committee=0))
    table.relation.ending = records.NO_CONTRACT
    table.contract.has, table.contract.content, table.contract.duration = 1, 0.4, 3
    table.contract.clarity = 0.7
    contract = table.settled()
    assert (contract.has, contract.duration, contract.renewal) == (0, 0, 0)
    assert (contract.content, contract.clarity) == (0.0, 0.0)
    assert contract.utility == approx([0.4, 0.3])
    assert table.relation.ending == records.NO_CONTRACT
    assert table.sides["agreed_utility"] == approx([0.4, 0.3])


def test_closing_takes_the_means_of_the_season():
    sides = worlds.sides(
        hardness_sum=(1.8, 0.0), acts_met=(3, 0), tension_sum=(2.0, 1.0), hardness_met=0.7
    )
    season.close_season(worlds.table(sides, worlds.relation(turns=5)))
    assert sides["hardness_mean"] == approx([0.6, 0.7])  # who met no act: what it expected
    assert sides["tension_mean"] == approx([0.4, 0.2])


def test_argue_is_the_last_of_the_contentious_acts():
    table = Table().opened()
    for number, act in enumerate((PRESS, ARGUE, PROPOSE, ASK), 1):
        table.turned(number, 1, act)
    assert (table.sides[1].acts_made, table.sides[1].contentious) == (4, 2)
