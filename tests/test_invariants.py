"""What must hold whatever the numbers, strategies and contract forms are."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import batch
from simulator.batch import Record
from simulator.engine import params, records
from simulator.engine.params import PARAMETERS
from simulator.engine.strategies import STRATEGY
from simulator.results.range_checks import unsound
from simulator.world.build import World
from tests import worlds

SHARE = st.floats(0, 1)
RUNS, YEARS = 4, 5
NEGOTIATED = (records.AGREED, records.MEDIATED)


def between(name):
    return st.floats(PARAMETERS[name].low, PARAMETERS[name].high)


NUMBERS = st.fixed_dictionaries({name: between(name) for name in PARAMETERS})


@st.composite
def strategy_tables(draw):
    """The catalogue with any two strategies in the first two places."""
    table = worlds.world(*worlds.ONE_PAIR).strategies.copy()
    for s in range(2):
        for name in STRATEGY.names or ():
            if name != "mix":
                table[name][s] = draw(st.floats(0.05, 3) if name == "concession" else SHARE)
        mix = np.array(draw(st.lists(SHARE, min_size=5, max_size=5))) + 1e-3
        table["mix"][s] = mix / mix.sum()
    return table


@st.composite
def form_tables(draw):
    """One contract form, any."""
    forms = records.plain_forms()
    for name in records.FORM.names or ():
        whole = records.FORM[name].kind == "i"
        forms[name] = draw(st.integers(0, 1) if whole else SHARE)
    return forms


def any_world(strategies, forms) -> World:
    world = worlds.pair("argue", "calm", strategies=strategies)
    assert world.strategy_names[:2] == ("argue", "calm")
    ties = world.ties.copy()
    ties["form"] = 0
    return replace(world, forms=forms, ties=ties)


@settings(max_examples=150)
@given(NUMBERS, strategy_tables(), form_tables(), st.integers(0, 2**64 - 1))
def test_every_number_stays_in_its_range(numbers, strategies, forms, seed):
    world = any_world(strategies, forms)
    record = worlds.played(world, YEARS, RUNS, seed=seed, trace=True, **numbers)
    assert unsound(record) == []
    assert_sums(record, numbers["extra_cost"])
    assert_pies(record)


def test_the_whole_region_is_sound_all_over_the_plausible_ranges():
    """200 points of the parameter space at once, with every instrument of the region."""
    uniform = np.random.default_rng(1).uniform(size=(len(PARAMETERS), 200))
    values = {
        name: one.low + uniform[i] * (one.high - one.low)
        for i, (name, one) in enumerate(PARAMETERS.items())
    }
    ids = np.arange(200, dtype=np.uint64)
    record = batch.played(worlds.busy(), params.records(200, values), ids, 1, 6)
    assert unsound(record) == []
    assert_sums(record, values["extra_cost"][:, None, None, None])
    assert_pies(record)


def assert_sums(record: Record, extra_cost: float | np.ndarray) -> None:
    """Value is the sum of its parts; extras need goodwill, and all of it a contract."""
    sides, swapped = record.sides, {n: v[..., ::-1] for n, v in record.sides.items()}
    value = sides["utility"] + sides["content_value"] + sides["windfall"] - sides["cost"]
    value += swapped["extra"] - swapped["shading"] - extra_cost * sides["extra"]
    np.testing.assert_allclose(sides["value"], value, atol=1e-12)
    before = np.zeros_like(sides["goodwill"])
    before[:, 1:] = sides["goodwill"][:, :-1]  # what one bears at the start of the year
    assert (sides["extra"][before <= 0.0] == 0.0).all()
    assert (sides["shading"][before >= 0.0] == 0.0).all()
    none = record.relations["has"] == 0
    for name in ("extra", "shading", "maintenance", "breach", "windfall"):
        assert (sides[name][none] == 0).all(), name


def assert_pies(record: Record) -> None:
    """What is agreed creates value or at least loses none; third parties split in half."""
    ending, agreed = record.relations["ending"], record.sides["agreed_utility"]
    negotiated = np.isin(ending, NEGOTIATED)
    pie = agreed.sum(axis=-1)[negotiated]
    assert (pie >= 1.0 - 1e-12).all()
    assert (pie < 2.0).all()
    decided = np.isin(ending, (records.COMMITTEE, records.COURT))
    assert (agreed[decided] == 0.5).all()
    parted = ending == records.NO_CONTRACT
    np.testing.assert_array_equal(agreed[parted], record.sides["reservation"][parted])


def test_nobody_agrees_to_less_than_no_contract():
    record = worlds.played(worlds.world(*worlds.REGION), 4, 50)
    agreed = np.isin(record.relations["ending"], NEGOTIATED)
    gain = (record.sides["agreed_utility"] - record.sides["reservation"])[agreed]
    assert len(gain) > 1000
    assert (gain >= -1e-12).all()


def blind() -> tuple[World, dict[str, float]]:
    """A world in which nobody learns anything of the other."""
    world = worlds.world(*worlds.REGION)
    acts, strategies = world.acts.copy(), world.strategies.copy()
    acts["learns"] = acts["teaches"] = 0.0
    strategies["mediate"] = 0.0  # mediation teaches
    return replace(world, acts=acts, strategies=strategies), {
        "knowledge_start": 0.0, "surprise_teaches": 0.0, "content_learning": 0.0,
    }  # fmt: skip


def test_where_nobody_knows_anything_every_agreement_has_a_pie_of_exactly_one():
    world, numbers = blind()
    record = worlds.played(world, 4, 50, **numbers)
    assert (record.sides["knowledge"] == 0.0).all()
    agreed = record.relations["ending"] == records.AGREED
    pie = record.sides["agreed_utility"].sum(axis=-1)[agreed]
    assert len(pie) > 1000
    np.testing.assert_allclose(pie, 1.0, atol=1e-12)


def test_where_both_weigh_alike_there_is_nothing_to_create():
    record = worlds.played(worlds.world(*worlds.REGION), 4, 50, distributive=1.0)
    agreed = np.isin(record.relations["ending"], NEGOTIATED)
    pie = record.sides["agreed_utility"].sum(axis=-1)[agreed]
    assert len(pie) > 1000
    np.testing.assert_allclose(pie, 1.0, atol=1e-12)


def test_without_the_channels_value_is_the_contract_less_its_cost():
    record = worlds.played(
        worlds.world(*worlds.REGION), 4, 20, extra_max=0.0, shading_max=0.0, content_return=0.0,
        content_cost=0.0,
    )  # fmt: skip
    np.testing.assert_array_equal(
        record.sides["value"], record.sides["utility"] - record.sides["cost"]
    )


@pytest.mark.parametrize("act", ["argue", "propose", "pause"])
def test_a_relation_as_tense_and_hard_as_its_acts_stays_so_all_season(act):
    """Fixed point: what is expected, felt and done are one."""
    acts = worlds.world(*worlds.ONE_PAIR).acts
    hardness = float(acts["hardness"][worlds.ACTS.index(act)])
    world = worlds.pair("argue", "press", {"provider": [act] * 40, "funder": [act] * 40})
    record = worlds.played(
        world, 1, 1, trace=True, tension_start=hardness, image_start=hardness, image_sd=0.0,
        two_phase=0,
    )  # fmt: skip
    turns = worlds.turns(record)[0, 0, 0]
    played = turns[turns["actor"] >= 0]
    assert len(played) > 3
    np.testing.assert_allclose(played["tension"], hardness, atol=1e-6)
    np.testing.assert_allclose(played["hardness_met"], hardness, atol=1e-6)
    np.testing.assert_allclose(record.sides["image"], hardness, atol=1e-12)


def swapped(part: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(part[..., ::-1])


@settings(max_examples=40)
@given(
    st.integers(0, 2**32 - 1),
    st.lists(st.integers(0, 6), min_size=40, max_size=40),
    st.lists(st.integers(0, 6), min_size=40, max_size=40),
    st.sampled_from(["hard", "press", "mirror", "calm", "collab", "soft"]),
    st.sampled_from(["hard", "press", "mirror", "calm", "collab", "soft"]),
    st.integers(0, 1),
)
def test_sides_that_change_places_change_results(run, acts, other_acts, one, other, opener):
    """Provider and funder swapped, with the opener: the same talks, seen from the other side.

    Acts are given and nobody calls, breaks a term or takes over, so no chance is left that belongs
    to one side; upkeep of a provider has a rule of its own (C13) and is kept at nothing.
    """
    script = records.blank_script(2)[None]
    script["act"][0, :, 0], script["act"][0, :, 1] = acts, other_acts
    script["maintenance"], script["breach"], script["override"] = 0.0, 0, 0
    runs, numbers = np.array([run], np.uint64), params.records(1)
    worlds_, simulations = [], []
    for turned in (False, True):
        world = worlds.pair(one, other)
        calendar, forced = world.calendar.copy(), script.copy()
        calendar["opener"] = 1 - opener if turned else opener
        if turned:
            forced["act"] = forced["act"][:, :, ::-1]
        seats = records.blank_seats(1)
        worlds_.append(replace(world, calendar=calendar, scripts=forced, seats=seats))
        simulations.append(batch.Simulation.of(worlds_[-1], numbers, runs, 1, years=2))
    here, there = (simulation.state for simulation in simulations)
    there.sides[:] = swapped(here.sides)  # strategies among them
    for _ in range(2):
        for simulation in simulations:
            simulation.live()
        for name in records.SIDE.names or ():
            if name not in ("strategy", "order"):
                np.testing.assert_allclose(
                    swapped(there.sides)[name], here.sides[name], atol=1e-9, err_msg=name
                )
        for name in ("utility", "content", "clarity", "duration", "has"):
            mirror = there.contracts[name]
            mirror = mirror[..., ::-1] if name == "utility" else mirror
            np.testing.assert_allclose(mirror, here.contracts[name], atol=1e-9, err_msg=name)
        np.testing.assert_array_equal(there.relations["turns"], here.relations["turns"])
        np.testing.assert_array_equal(there.relations["ending"], here.relations["ending"])
        for simulation in simulations:
            simulation.turn_over()
