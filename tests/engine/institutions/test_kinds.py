"""What sets the kinds of funder apart: a fixed tariff, a framework, standard contracts, a place
at the table for others. Worked by hand, and seen in a world."""

import numpy as np
import pytest

from simulator.engine import initial_state, records
from simulator.engine.institutions import alignment, content_phase, form
from simulator.world import seats
from tests import worlds

approx = pytest.approx
APART = ("world=negotiators", "instrument=[kinds_apart]")


def test_where_policy_sets_the_tariff_three_issues_are_open():
    sides = worlds.sides(weights=[[0.4, 0.3, 0.2, 0.1], [0.2, 0.2, 0.2, 0.4]])
    initial_state.narrow(sides)
    assert sides["weights"][0] == approx([0, 0.5, 1 / 3, 1 / 6])
    assert sides["weights"][1] == approx([0, 0.25, 0.25, 0.5])
    # own against the other's: volume 2, indexation 4/3, risk 1/3
    order = [issue for issue in sides["order"][0] if issue != initial_state.TARIFF]
    assert order == [1, 2, 3]
    assert [issue for issue in sides["order"][1] if issue != initial_state.TARIFF] == [3, 2, 1]


def test_nobody_gains_or_loses_by_a_tariff_that_is_fixed():
    record = worlds.played(worlds.world(*APART, "years=3"), 3, 2)
    state_ = worlds.batch.begun(record.world, worlds.params.records(2), record.runs, 1)
    fixed = record.world.seats["tariff_fixed"][:, records.FUNDER] == 1
    weights = state_.sides["weights"]
    assert (weights[:, fixed, :, initial_state.TARIFF] == 0.0).all()
    assert (weights[:, ~fixed, :, initial_state.TARIFF] > 0.0).all()
    np.testing.assert_allclose(weights.sum(axis=-1), 1.0, atol=1e-12)


@pytest.mark.parametrize(("years", "agreed", "runs"), [(3, 1, 3), (3, 5, 5), (0, 1, 1)])
def test_a_framework_runs_its_years_and_trust_may_give_more(years, agreed, runs):
    terms = records.plain_forms()
    terms["years"] = years
    contract = worlds.contract(has=1, start=4, duration=agreed, end=3 + agreed)
    relation = worlds.relation(ending=records.AGREED)
    pair = worlds.table(worlds.sides(), relation, terms=terms[0])
    form.apply_clauses(worlds.numbers(), pair, contract)
    assert (contract.duration, contract.end) == (runs, 3 + runs)


def test_each_kind_buys_in_its_own_way():
    world = worlds.world(*APART)
    kinds = [one.kind for one in world.organisations]
    forms: dict[str, set[str]] = {}
    for tie, seat in zip(world.ties, world.seats, strict=True):
        kind = kinds[tie["funder"]]
        forms.setdefault(kind, set()).add(world.form_names[tie["form"]])
        assert seat["tariff_fixed"].tolist() == [0, int(kind == "care_office")]
    assert forms == {
        "insurer": {"even"}, "care_office": {"framework"}, "municipality": {"standard", "even"}
    }  # fmt: skip
    plain = worlds.world("world=negotiators")
    assert {plain.form_names[tie["form"]] for tie in plain.ties} == {"even"}


def test_a_framework_of_a_care_office_is_seen_in_its_contracts():
    record = worlds.played(worlds.world(*APART, "years=3"), 3, 2)
    kinds = np.array([one.kind for one in record.world.organisations])
    care = kinds[record.world.ties["funder"]] == "care_office"
    signed = record.relations["agreed_has"][:, 0] == 1
    assert (record.relations["agreed_duration"][:, 0][signed & care] == 3).all()
    assert not (record.relations["agreed_duration"][:, 0][signed & ~care] == 3).all()


def test_six_in_ten_funders_of_a_kind_have_the_form_that_six_in_ten_have():
    shares = {"standard": 0.6, "even": 0.4}
    drawn = [seats._drawn(f"gemeente_{i}", shares) for i in range(1000)]
    assert drawn.count("standard") / 1000 == approx(0.6, abs=0.06)  # sd .015
    assert seats._drawn("gemeente_7", shares) == drawn[7]
    assert seats._drawn("gemeente_7", {}) is None


def test_others_at_the_table_make_the_content_phase_dearer_and_slower():
    sides, relation = worlds.sides(trust=0.6), worlds.relation()
    content_phase.work_through(worlds.numbers(stakeholders=0.5), sides, relation, 0.0)
    # as an accord of .5 does: / 1.25
    assert sides["cost"] == approx([0.0125, 0.0125])
    assert sides["knowledge"] == approx([0.3008, 0.3008])
    assert relation.involved == 0.5


def test_who_sat_at_the_table_stays_on_board_longer():
    left = []
    for involved in (0.0, 0.5, 1.0):
        relation = worlds.relation(aligned=0.8, involved=involved)
        alignment.follow(worlds.numbers(align_regional=1.0), relation, 0.3, 0.0)
        left.append(relation.aligned)
    assert left == approx([0.7, 0.75, 0.8])  # .2 x .5 x (1 - involved) less
