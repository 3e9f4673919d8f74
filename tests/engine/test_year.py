"""A contracting year: when there are talks, which contract runs, and what a story may force."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simulator import batch
from simulator.engine import params, records, year
from tests import worlds
from tests.steps import lived_by_hand

approx = pytest.approx
# Both sides soft and trusting, so contracts come soon and run for years.
TRUSTING = {"trust_start": 0.95, "trust_sd": 0.0, "breach": 0.0, "ambiguity": 0.0}
SURE: dict[str, Any] = {**TRUSTING, "multi_year_ownership": 0.1, "multi_year_trust": 0.5}


def contract(**values):
    return worlds.contract(**values)


@pytest.mark.parametrize(
    ("has", "end", "talks"), [(1, 4, False), (1, 3, True), (1, 2, True), (0, 9, True)]
)
def test_talks_are_due_where_no_contract_runs_on(has, end, talks):
    assert year.due(contract(has=has, end=end), 3) == talks


@pytest.mark.parametrize(("has", "end", "takes_over"), [(1, 4, 0), (1, 3, 1), (0, 9, 1)])
def test_the_contract_agreed_takes_the_place_of_the_one_that_ends(has, end, takes_over):
    contracts = np.zeros(2, records.CONTRACT)
    contracts["has"], contracts["end"] = (has, 1), (end, 7)
    year.renew(contracts, 3)
    assert contracts[records.IN_FORCE].end == (7 if takes_over else end)


def started(p=None, script=None, mandate=np.nan, seats=None, tie=None, **of_terms):
    sides = worlds.sides(cost=0.4, overridden=1, agreed_utility=0.5, acts_made=7, strategy=1)
    relation = worlds.relation(negotiated=1, ending=records.AGREED, turns=9, mediation=1, members=0)
    terms = records.plain_forms()
    for name, value in of_terms.items():
        terms[name] = value
    pair = worlds.table(sides, relation, terms=terms[0], seats=seats, script=script, tie=tie)
    year.open_year(worlds.model(p)._replace(mandate=mandate), pair)
    return sides, relation


def test_a_new_year_starts_with_nothing_spent_or_tried():
    sides, relation = started()
    for name in ("cost", "overridden", "acts_made", "surprise_peak", "contentious"):
        assert sides[name].tolist() == [0, 0], name
    for name in ("agreed_utility", "hardness_mean", "tension_mean"):
        assert np.isnan(sides[name]).all(), name
    assert (relation.negotiated, relation.turns, relation.mediation) == (0, 0, 0)
    assert relation.ending == records.RUNNING
    assert sides["strategy"].tolist() == [1, 1]


def test_a_story_may_change_a_strategy():
    script = records.blank_script(1)[0]
    script["strategy"] = (-1, 4)
    sides, _ = started(script=script)
    assert sides["strategy"].tolist() == [1, 4]


def test_a_mandate_of_the_seat_goes_before_that_of_the_year_and_of_the_run():
    p = worlds.numbers(mandate=0.5)
    assert started(p)[0]["mandate"] == approx([0.5, 0.5])
    assert started(p, mandate=0.3)[0]["mandate"] == approx([0.3, 0.3])
    seats = worlds.seats(mandate=(0.9, np.nan))
    assert started(p, mandate=0.3, seats=seats)[0]["mandate"] == approx([0.9, 0.3])


def test_instruments_of_a_relation_go_before_those_of_the_run():
    p = worlds.numbers(social=0.4, written=0.2, online=0.1)
    _, relation = started(p)
    assert (relation.social, relation.written, relation.online) == (0.4, 0.2, 0.1)
    _, relation = started(p, tie=worlds.tie(social=1.0, online=0.0, members=3.0), standard=1)
    assert (relation.social, relation.written, relation.online) == (1.0, 0.2, 0.0)
    assert (relation.standard, relation.members) == (1, 3.0)


def lived(provider="collab", funder="collab", years=6, runs=20, **values):
    return worlds.played(worlds.pair(provider, funder), years, runs, **(SURE | values))


def test_within_a_contract_of_three_years_there_are_two_years_without_talks():
    record = lived()
    negotiated = record.relations["negotiated"][:, :, 0]
    duration = record.relations["agreed_duration"][:, :, 0]
    long = 0
    for run in range(20):
        y = 0
        while y < record.years:
            assert negotiated[run, y] == 1
            stretch = max(1, int(duration[run, y]))
            assert (negotiated[run, y + 1 : y + stretch] == 0).all()
            long += stretch == 3
            y += stretch
    assert long > 10


def test_a_season_makes_the_contract_of_the_next_year():
    record = lived(years=4)
    agreed, in_force = record.sides["agreed_utility"], record.sides["utility"]
    assert (in_force[:, 0] == 0.5).all()  # year 0 runs on the contract everybody starts with
    talks = record.relations["negotiated"] == 1
    for y in range(3):
        held = talks[:, y]
        np.testing.assert_array_equal(in_force[:, y + 1][held], agreed[:, y][held])
        np.testing.assert_array_equal(in_force[:, y + 1][~held], in_force[:, y][~held])
        for name in ("content", "duration", "clarity", "has"):
            following = record.relations[name][:, y + 1]
            np.testing.assert_array_equal(
                following[held], record.relations[f"agreed_{name}"][:, y][held]
            )


def test_the_image_stands_still_without_talks():
    record = lived()
    quiet = record.relations["negotiated"][:, 1:] == 0
    before, after = record.sides["image"][:, :-1], record.sides["image"][:, 1:]
    assert quiet.any()
    np.testing.assert_array_equal(after[quiet], before[quiet])
    assert (after[~quiet] != before[~quiet]).any()


def test_who_has_no_contract_talks_again_the_next_year():
    record = worlds.played(worlds.pair("hard", "hard"), 6, 30, committee=0.0, reservation=0.44)
    failed = record.relations["ending"] == records.NO_CONTRACT
    assert failed[:, :-1].any()
    assert (record.relations["negotiated"][:, 1:][failed[:, :-1]] == 1).all()
    without = record.relations["has"] == 0
    np.testing.assert_array_equal(without[:, 1:], failed[:, :-1])
    for name in ("extra", "shading", "maintenance", "breach"):
        assert (record.sides[name][without] == 0).all(), name
    np.testing.assert_array_equal(
        record.sides["utility"][without], record.sides["reservation"][without]
    )


def test_a_story_forces_acts_turn_by_turn():
    world = worlds.pair("collab", "collab", {"funder": ["press", "press", "press"]})
    turns = worlds.turns(worlds.played(world, 1, 5, trace=True))[:, 0, 0]
    for run in turns:
        own = run["act"][run["actor"] == records.FUNDER]
        assert own[:3].tolist() == [0, 0, 0]
        assert (own[3:] > 1).any()


def test_a_strategy_of_a_story_stays_until_it_changes_again():
    world = worlds.pair("collab", "press")
    scripts = records.blank_script(3)[None]
    hard, calm = (world.strategy_names.index(name) for name in ("hard", "calm"))
    scripts["strategy"][0, 1, 0], scripts["strategy"][0, 2, 1] = hard, calm
    played = worlds.played(replace(world, scripts=scripts), 5, 2).sides["strategy"][0, :, 0]
    collab, press = (world.strategy_names.index(name) for name in ("collab", "press"))
    assert played[:, 0].tolist() == [collab, hard, hard, hard, hard]
    assert played[:, 1].tolist() == [press, press, calm, calm, calm]


def test_who_opens_is_in_the_calendar():
    world = worlds.pair("collab", "press")
    for opener in (records.PROVIDER, records.FUNDER):
        calendar = world.calendar.copy()
        calendar["opener"] = opener
        turns = worlds.turns(worlds.played(replace(world, calendar=calendar), 1, 1, trace=True))[
            0, 0, 0
        ]
        played = turns["actor"][turns["actor"] >= 0]
        assert played.tolist() == [(opener + turn) % 2 for turn in range(len(played))]


def test_no_season_has_more_turns_than_the_calendar():
    record = worlds.played(worlds.pair("hard", "hard"), 4, 60, reservation=0.44, straggle=0.5)
    calendar = record.world.calendar[0]
    turns = record.relations["turns"]
    assert turns.max() == calendar.turns + calendar.stragglers
    open_ = np.isin(record.relations["ending"], (records.NO_CONTRACT, records.COMMITTEE))
    assert set(turns[open_]) == {calendar.turns, calendar.turns + calendar.stragglers}


def test_an_accord_softens_the_talks_of_its_years():
    world = worlds.pair("press", "press")
    accord = np.zeros_like(world.accord)
    accord[1] = 1.0
    plain = worlds.played(world, 3, 100)
    other = worlds.played(replace(world, accord=accord), 3, 100)
    hardness = [np.nanmean(r.sides["hardness_mean"], axis=(0, 2, 3)) for r in (plain, other)]
    np.testing.assert_array_equal(hardness[0][0], hardness[1][0])
    assert hardness[1][1] < hardness[0][1] - 0.1


def test_a_policy_takes_effect_in_the_next_season():
    world = worlds.pair("collab", "hard")
    seats = world.seats.copy()
    seats["policy"][:, 0] = 0
    policies = np.zeros(1, records.POLICY)
    collab, argue = (world.strategy_names.index(name) for name in ("collab", "argue"))
    policies["kind"], policies["tough"], policies["patience"] = collab, argue, -1
    policies["after"] = (1, 0, 1, 0)  # tit for tat
    record = worlds.played(replace(world, seats=seats, policies=policies), 4, 3)
    assert record.sides["strategy"][:, :, 0, 0].tolist() == [[collab, argue, argue, argue]] * 3


def test_a_short_season_is_held_after_a_large_shock_in_a_running_contract():
    world = worlds.pair("collab", "collab")
    forms = world.forms.copy()
    forms["reopener"] = 1
    record = worlds.played(replace(world, forms=forms), 6, 60, **{**SURE, "shock_sd": 0.05})
    reopened = record.relations["reopened"] == 1
    large = abs(record.relations["shock"]) > 0.05
    quiet = record.relations["negotiated"] == 0
    np.testing.assert_array_equal(reopened[:, 1:], large[:, :-1] & quiet[:, 1:])
    assert reopened.sum() > 5
    assert (record.relations["turns"][reopened] <= 5).all()
    assert (record.relations["ending"][reopened] == records.RUNNING).all()


def test_step_by_step_equals_compiled():
    """Opened, turned, mediated, settled, closed by hand from Python: the same bits."""
    world = worlds.world(*worlds.ONE_PAIR)
    numbers, runs = params.records(3), np.arange(3, dtype=np.uint64)
    compiled = batch.Simulation.of(world, numbers, runs, 5, years=3)
    by_hand = batch.begun(world, numbers, runs, 5)
    for y in range(3):
        compiled.live()
        for r in range(3):
            lived_by_hand(world, numbers[r], by_hand, r, 5, runs[r], y)
        for part in ("sides", "relations", "contracts"):
            ours, theirs = getattr(by_hand, part), getattr(compiled.state, part)
            assert ours.tobytes() == theirs.tobytes(), (part, y)
        compiled.turn_over()
        year.turn_over(by_hand, y)
