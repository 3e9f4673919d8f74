"""What a contract form does to the year, worked by hand."""

import numpy as np
import pytest

from simulator.engine import records
from simulator.engine.institutions import form
from tests import worlds

approx = pytest.approx
YEAR = 4


def terms(**values):
    forms = records.plain_forms()
    for name, value in values.items():
        forms[name] = value
    return forms[0]


def agreed():
    """A relation whose talks ended in agreement."""
    return worlds.relation(ending=records.AGREED)


def weathered(p, terms_, run=0, relation=None, **of_contract):
    """Sides and relation after the year; the contract runs since year 3."""
    sides = worlds.sides()
    relation = worlds.relation() if relation is None else relation
    given = {"has": 1, "start": 3, "clarity": 0.3, "settlement": (0.5, 0.6, 0.5, 0.5)} | of_contract
    pair = worlds.table(sides, relation, terms=terms_)
    form.weather(p, pair, worlds.contract(**given), worlds.luck(run, YEAR))
    return sides, relation


def shocks(p, terms_, **of_contract):
    return [weathered(p, terms_, run=run, **of_contract) for run in range(200)]


def test_without_shocks_nothing_happens():
    sides, relation = weathered(worlds.numbers(), terms())
    assert sides["windfall"].tolist() == [0.0, 0.0]
    assert (relation.shock, relation.reopen) == (0.0, 0)
    assert relation.volume == approx(0.6)
    assert sides["tension"] == approx([0.2, 0.2])


def test_shocks_are_shared_by_the_form():
    years = shocks(worlds.numbers(shock_sd=0.05), terms(risk=0.8, gain=0.3))
    sizes = np.array([relation.shock for _, relation in years])
    assert abs(sizes.mean()) < 0.018  # sd .0035
    assert abs(sizes.std() - 0.05) < 0.013  # sd .0025
    for sides, relation in years:
        part = 0.8 if relation.shock < 0 else 0.3
        assert sides["windfall"] == approx([part * relation.shock, (1 - part) * relation.shock])


def test_beyond_a_corridor_both_bear_half():
    years = shocks(worlds.numbers(shock_sd=0.05), terms(risk=1.0, gain=1.0, corridor=0.03))
    beyond = 0
    for sides, relation in years:
        outside = max(0.0, abs(relation.shock) - 0.03) * np.sign(relation.shock)
        beyond += outside != 0.0
        assert sides["windfall"] == approx([relation.shock - outside / 2, outside / 2])
    assert 80 < beyond < 140  # .549 of 200, sd 7.0


def test_a_setback_without_reopener_raises_tension():
    for sides, relation in shocks(worlds.numbers(shock_sd=0.05), terms()):
        # .15 x |ε| / .05 x (1 - .3), for a setback only
        heat = 2.1 * max(0.0, -relation.shock)
        assert sides["tension"] == approx([min(1.0, 0.2 + heat)] * 2)
        assert relation.reopen == 0


def test_a_reopener_talks_over_large_shocks_and_keeps_tension_out():
    years = shocks(worlds.numbers(shock_sd=0.05), terms(reopener=1))
    for sides, relation in years:
        assert relation.reopen == (1 if abs(relation.shock) > 0.05 else 0)
        assert sides["tension"] == approx([0.2, 0.2])
    assert 30 < sum(relation.reopen for _, relation in years) < 100  # .317 of 200, sd 6.6


def test_a_later_year_without_index_clause_moves_money_from_one_to_the_other():
    p = worlds.numbers(index_sd=0.01)
    moved = [sides["windfall"] for sides, _ in shocks(p, terms())]
    assert np.sum(moved, axis=1) == approx(np.zeros(200), abs=1e-15)
    assert 0.006 < np.std(moved, axis=0)[0] < 0.014  # sd .01
    for quiet in (shocks(p, terms(indexed=1)), shocks(p, terms(), start=YEAR)):
        assert all(sides["windfall"].tolist() == [0.0, 0.0] for sides, _ in quiet)


def test_a_form_without_risk_invites_volume():
    sides, relation = weathered(worlds.numbers(form_volume=0.1), terms(risk=0.2))
    # .1 x .8 more, worth a quarter of that to each by its weight of volume
    assert relation.volume == approx(0.68)
    assert sides["windfall"] == approx([0.02, -0.02])


def test_without_a_contract_there_is_no_weather():
    relation = worlds.relation(shock=0.3, reopen=1)
    sides, relation = weathered(
        worlds.numbers(shock_sd=0.05, index_sd=0.01, form_volume=0.1), terms(reopener=1),
        relation=relation, has=0,
    )  # fmt: skip
    assert relation.volume == 0.0
    assert sides["windfall"].tolist() == [0.0, 0.0]
    assert (relation.shock, relation.reopen) == (0.0, 0)


def test_coordination_makes_clear_and_shows_competence():
    sides, contract = worlds.sides(), worlds.contract(clarity=0.5)
    form.apply_clauses(
        worlds.numbers(), worlds.table(sides, agreed(), terms=terms(coordination=0.6)), contract
    )
    assert contract.clarity == approx(0.56)
    assert sides["competence"] == approx([0.53, 0.53])
    assert sides["trust"] == approx([0.5, 0.5])


def test_control_shows_competence_and_costs_goodwill_trust():
    sides, contract = worlds.sides(trust=(0.5, 0.01)), worlds.contract(clarity=0.97)
    form.apply_clauses(
        worlds.numbers(),
        worlds.table(sides, agreed(), terms=terms(control=1.0, coordination=0.4)),
        contract,
    )
    assert contract.clarity == 1.0  # .97 + .04, a share all the same
    assert sides["competence"] == approx([0.55, 0.55])
    assert sides["trust"] == approx([0.45, 0.0])


@pytest.mark.parametrize(("framework", "years"), [(0, 2), (1, 2), (2, 2), (4, 4)])
def test_a_framework_lasts_its_years_whatever_trust_gives(framework, years):
    contract = worlds.contract(start=5, end=6, duration=2)
    form.apply_clauses(
        worlds.numbers(),
        worlds.table(worlds.sides(), agreed(), terms=terms(years=framework)),
        contract,
    )
    assert (contract.duration, contract.end) == (years, 4 + years)


@pytest.mark.parametrize(
    ("ending", "years"),
    [(records.AGREED, 3), (records.MEDIATED, 3), (records.COMMITTEE, 1), (records.COURT, 1)],
)
def test_a_third_party_decides_for_one_year_also_under_a_framework(ending, years):
    contract = worlds.contract(start=5, end=5, duration=1)
    relation = worlds.relation(ending=ending)
    form.apply_clauses(
        worlds.numbers(), worlds.table(worlds.sides(), relation, terms=terms(years=3)), contract
    )
    assert (contract.duration, contract.end) == (years, 4 + years)


def test_a_form_that_shares_gain_moves_those_whom_money_or_quality_moves():
    seats = worlds.seats(money=(0.6, 0.2), quality=(0.3, 0.5))
    # 1 + .1 x .5 (.9 / 2 + .7 / 2)
    assert form.effort(worlds.numbers(form_effort=0.1), terms(gain=0.5), seats) == approx(1.04)
    assert form.effort(worlds.numbers(), terms(gain=0.5), seats) == 1.0
    assert form.effort(worlds.numbers(form_effort=0.1), terms(gain=0.0), seats) == 1.0
