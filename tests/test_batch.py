"""The same seed gives the same bits, however the work is cut, ordered, spread or compiled."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numba
import numpy as np
import pytest

from simulator import batch
from simulator.batch import Record
from simulator.engine import params
from simulator.world.build import World
from tests import worlds
from tests.digest import digest, small

ROOT = Path(__file__).parents[1]
YEARS = 3
IDS = np.array([5, 17, 2, 40], np.uint64)


def played(world: World, runs: np.ndarray = IDS, seed: int = 1, **more) -> Record:
    values = {"tension_carry": np.linspace(0.3, 0.6, len(runs))} if "params" not in more else {}
    numbers = more.pop("params", params.records(len(runs), values))
    return batch.played(world, numbers, runs, seed, more.pop("years", YEARS), **more)


@pytest.fixture(scope="module")
def region() -> World:
    return worlds.world(*worlds.REGION)


@pytest.fixture(scope="module")
def whole(region) -> Record:
    return played(region)


def part(record: Record, cut) -> Record:
    """Some of the runs, years or relations of a record."""
    return replace(
        record,
        sides={name: values[cut] for name, values in record.sides.items()},
        relations={name: values[cut] for name, values in record.relations.items()},
    )


def same(one: Record, other: Record) -> bool:
    return digest(one) == digest(other)


def without_region(record: Record) -> Record:
    """A record without what is summed over the relations of a region."""
    rest = {name: values for name, values in record.relations.items() if name != "aligned"}
    return replace(record, relations=rest)


def test_one_run_alone_is_the_run_in_a_batch(region, whole):
    for r, run in enumerate(IDS):
        numbers = params.records(1, {"tension_carry": np.linspace(0.3, 0.6, 4)[r]})
        alone = played(region, np.array([run]), params=numbers)
        assert same(alone, part(whole, np.s_[r : r + 1]))


def test_another_run_or_seed_is_another_story(region, whole):
    assert not same(part(whole, np.s_[:1]), part(whole, np.s_[1:2]))
    assert not same(whole, played(region, seed=2))
    assert not same(whole, played(region, seed=1 + 2**32))


@pytest.mark.parametrize("chunk", [1, 100, 1_000_000])
def test_the_size_of_chunks_does_not_matter(region, whole, monkeypatch, chunk):
    monkeypatch.setattr(batch, "CHUNK", chunk)
    assert same(played(region), whole)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_the_number_of_threads_does_not_matter(region, whole, monkeypatch, threads):
    monkeypatch.setattr(batch, "CHUNK", 1)  # one run a chunk, so that threads have work
    assert same(played(region, threads=threads), whole)


def test_the_order_of_relations_does_not_matter(region, whole):
    order = np.random.default_rng(3).permutation(len(region.ties))
    shuffled = replace(
        region,
        relations=tuple(region.relations[d] for d in order),
        ties=region.ties[order],
        seats=region.seats[order],
    )
    mixed, sorted_ = played(shuffled), part(whole, np.s_[:, :, order])
    assert same(without_region(mixed), without_region(sorted_))
    # a sum in another order may differ in its last digit; `world.built` sorts
    np.testing.assert_allclose(mixed.relations["aligned"], sorted_.relations["aligned"], rtol=1e-14)


def test_the_order_of_organisations_does_not_matter(region, whole):
    order = np.random.default_rng(4).permutation(len(region.organisations))
    ties = region.ties.copy()
    for side in ("provider", "funder"):
        ties[side] = np.argsort(order)[ties[side]]
    shuffled = replace(
        region,
        organisations=tuple(region.organisations[n] for n in order),
        organisation_ids=region.organisation_ids[order],
        mixes=region.mixes[order],
        kinds=region.kinds[order],
        ties=ties,
    )
    assert same(played(shuffled), whole)


def test_a_relation_is_the_same_whoever_else_comes_or_goes(region, whole):
    some = np.array([1, 4, 9])
    fewer = replace(
        region,
        relations=tuple(region.relations[d] for d in some),
        ties=region.ties[some],
        seats=region.seats[some],
    )
    alone, beside = played(fewer), part(whole, np.s_[:, :, some])
    assert same(without_region(alone), without_region(beside))


def test_the_order_in_which_a_world_is_written_does_not_matter(region):
    config = worlds.config(*worlds.REGION)
    backwards = dict(reversed(config.world.organisations.items()))
    turned = config.model_copy(
        update={"world": config.world.model_copy(update={"organisations": backwards})}
    )
    assert same(played(worlds.built(turned)), played(region))


def test_more_years_do_not_change_the_first_ones(region, whole):
    longer = played(region, years=YEARS + 2)
    assert same(part(longer, np.s_[:, :YEARS]), whole)


def test_keeping_every_turn_changes_nothing(region, whole):
    traced = played(region, trace=True)
    assert same(replace(traced, trace=None), whole)
    turns = worlds.turns(traced)
    calendar = region.calendar[0]
    relations = len(region.ties)
    assert turns.shape == (4, YEARS, relations, calendar.turns + calendar.stragglers)
    played_turns = (turns["actor"] >= 0).sum(axis=-1)
    np.testing.assert_array_equal(played_turns, traced.relations["turns"])
    made = traced.sides["acts_made"].sum(axis=-1)
    np.testing.assert_array_equal(played_turns, made)


def test_two_runs_that_differ_in_one_choice_share_all_other_luck(region, whole):
    seats = region.seats.copy()
    seats["strategy"][2, 0] = region.strategy_names.index("soft")
    other = played(replace(region, seats=seats))
    rest = np.arange(len(region.ties)) != 2
    assert same(part(other, np.s_[:, :, rest]), part(whole, np.s_[:, :, rest]))
    assert not same(part(other, np.s_[:, :, [2]]), part(whole, np.s_[:, :, [2]]))
    np.testing.assert_array_equal(other.sides["reservation"], whole.sides["reservation"])


def test_a_story_changes_nothing_before_its_year():
    script = "script=[{from_year: 2, side: provider, strategy: calm}]"
    plain = played(worlds.world(*worlds.ONE_PAIR), years=4)
    story = played(worlds.world(*worlds.ONE_PAIR[:1], script, "years=6"), years=4)
    assert same(part(plain, np.s_[:, :2]), part(story, np.s_[:, :2]))
    assert not same(part(plain, np.s_[:, 2:3]), part(story, np.s_[:, 2:3]))


def test_a_switch_of_mixes_changes_what_is_played_from_its_year_on(region, whole):
    unchanged = replace(region, later=(2, region.mixes))
    assert same(played(unchanged), whole)
    soft = np.zeros_like(region.mixes)
    soft[:, region.strategy_names.index("soft")] = 1.0
    switched = played(replace(region, later=(2, soft)))
    assert same(part(switched, np.s_[:, :2]), part(whole, np.s_[:, :2]))
    own = region.seats["strategy"] >= 0
    now = switched.sides["strategy"][:, 2][:, ~own]
    assert set(now.ravel()) == {region.strategy_names.index("soft")}


def test_year_by_year_is_the_same_as_in_one_go(region, whole):
    numbers = params.records(4, {"tension_carry": np.linspace(0.3, 0.6, 4)})
    record = batch.blank_record(region, IDS, 1, YEARS, traced=False)
    simulation = batch.Simulation.of(region, numbers, IDS, 1, years=YEARS, record=record)
    while not simulation.done:
        simulation.step()
    assert same(record, whole)


def test_a_simulation_of_a_config_is_the_batch_of_that_config(region):
    config = worlds.config("scenario=region", "years=2", "runs=3")
    simulation = batch.Simulation(config, first_run=1, seed=5)
    assert (simulation.year, simulation.done) == (0, False)
    simulation.step()
    simulation.step()
    assert simulation.done
    ids = np.arange(1, 4, dtype=np.uint64)
    record = batch.played(region, params.records(3, config.params), ids, 5, 2)
    assert simulation.record is not None
    assert same(simulation.record, record)
    with pytest.raises(StopIteration, match="all 2 years are lived"):
        simulation.step()


@pytest.mark.parametrize(("runs", "first"), [(0, 0), (1, -1)])
def test_a_simulation_has_runs_with_ids_from_nought(runs, first):
    with pytest.raises(ValueError, match="1 run or more"):
        batch.Simulation(worlds.config("scenario=region"), runs, first_run=first)


def test_progress_is_told_of_every_year_of_every_run(region, monkeypatch):
    monkeypatch.setattr(batch, "CHUNK", 1)
    told: list[int] = []
    played(region, progress=told.append)
    assert sum(told) == 4 * YEARS


def test_every_run_needs_its_numbers(region):
    with pytest.raises(ValueError, match="4"):
        played(region, params=params.records(2))  # two records for four runs


def test_every_instrument_keeps_to_the_same_rules(monkeypatch):
    world = worlds.busy()

    def busy(runs=3, **more):
        return worlds.played(world, YEARS, runs, **worlds.INSTRUMENTS, **more)

    whole = busy()
    assert same(busy(runs=1), part(whole, np.s_[:1]))
    monkeypatch.setattr(batch, "CHUNK", 1)
    assert same(busy(threads=2), whole)


def elsewhere(**environment: str) -> str:
    """The digests of the small batches in another interpreter."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.digest"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    return said.stdout


def test_plain_python_gives_the_same_bits_as_machine_code():
    here = " ".join(digest(record) for record in small())
    off = "0" if numba.config.DISABLE_JIT else "1"
    assert elsewhere(NUMBA_DISABLE_JIT=off) == here


@pytest.mark.slow
@pytest.mark.skipif(bool(numba.config.DISABLE_JIT), reason="nothing is compiled")
def test_no_rule_reads_past_the_end_of_an_array():
    """With bounds checked an index too far is an error, where otherwise it reads garbage."""
    here = " ".join(digest(record) for record in small())
    assert elsewhere(NUMBA_BOUNDSCHECK="1") == here


def test_bounds_are_really_checked_when_asked():
    """The compiled code that is kept on disk knows whether it checks bounds."""
    probe = (
        "import numpy as np\n"
        "from simulator.engine.rules import offer\n"
        "try:\n"
        "    offer.order_issues(np.ones(3), np.ones(3), np.zeros(4, np.int64))\n"
        "except IndexError:\n"
        "    print('noticed')\n"
    )
    for flag, heard in (("0", ""), ("1", "noticed\n")):
        if numba.config.DISABLE_JIT:
            pytest.skip("nothing is compiled")
        said = subprocess.run(
            [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "NUMBA_BOUNDSCHECK": flag},
        )  # fmt: skip
        assert said.stdout == heard
