"""Every instrument: off it changes nothing to the bit, on it changes something."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulator import batch
from simulator.config import compose
from simulator.engine import params, records
from simulator.engine.params import PARAMETERS
from simulator.results.range_checks import unsound
from tests import spine, worlds
from tests.digest import digest

ROOT = Path(__file__).parents[1]
INSTRUMENTS = sorted(compose.catalogue("instrument"))
RUNS, YEARS = 6, 6
# Numbers that speak only where an instrument is on, away from their defaults.
SILENT = {
    "social_cost": 0.02, "written_cost": 0.01, "monitoring_finds": 0.6, "monitoring_cost": 0.02,
    "online_richness": 0.3, "online_saves": 0.8, "exposure_base": 0.1, "deception": 0.5,
    "shock_tension": 0.3, "clause_clarity": 0.2, "clause_trust": 0.1, "align_decay": 0.5,
    "imitation_sharpness": 90.0, "preparation_gain": 0.3, "preparation_cost": 0.02,
    "contact_gain": 0.1, "sunk": 0.3, "coalition": 0.1, "legal_cost": 0.2,
}  # fmt: skip


# What an instrument needs to have something to work on.
NEEDS = {"exposure": ("contract_form=controlled",)}
CHOSEN = ("scenario=region", f"years={YEARS}")
ALL = f"instrument=[{','.join(name for name in INSTRUMENTS if name != 'one_phase')}]"


def played(*overrides: str, **values: float) -> batch.Record:
    numbers = {**worlds.config(*CHOSEN, *overrides).params, **values}
    return worlds.played(worlds.world(*CHOSEN, *overrides), YEARS, RUNS, **numbers)


@pytest.fixture(scope="module")
def off() -> batch.Record:
    """The region without any instrument."""
    return played()


def test_off_is_the_spine_to_the_bit():
    """The program with all instruments off against one without their code."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.spine"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    whole, spine = said.stdout.split()
    assert whole == spine


@pytest.mark.parametrize("name", SILENT)
def test_what_belongs_to_an_instrument_is_silent_while_it_is_off(name, off):
    assert SILENT[name] != PARAMETERS[name].default
    assert spine.digest(played(**{name: SILENT[name]})) == spine.digest(off)


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_an_instrument_that_is_on_changes_something_and_stays_sound(name, off):
    needed = NEEDS.get(name, ())
    on = played(f"instrument=[{name}]", *needed)
    assert digest(on) != digest(played(*needed) if needed else off)
    assert unsound(on) == []
    before = [np.asarray(each.sides["reservation"]) for each in (on, off)]
    assert np.array_equal(*before)  # all luck of the start is shared


@pytest.mark.parametrize(
    "name", [name for name in INSTRUMENTS if "kinds" not in compose.catalogue("instrument")[name]]
)
def test_an_instrument_put_back_to_nothing_leaves_no_trace(name, off):
    """Its numbers at their defaults again: to the bit the run without it."""
    sets = compose.catalogue("instrument")[name].get("params", {})
    back = {key: PARAMETERS[key].default for key in sets}
    assert digest(played(f"instrument=[{name}]", **back)) == digest(off)


def test_each_form_does_something_that_the_plain_one_does_not(off):
    shocks = played(shock_sd=0.05, index_sd=0.01, form_volume=0.1, form_effort=0.1)
    for name in sorted(set(compose.catalogue("form")) - {"even", "ceiling"}):
        one = played(f"contract_form={name}", shock_sd=0.05, index_sd=0.01, form_volume=0.1,
                     form_effort=0.1)  # fmt: skip
        assert digest(one) != digest(shocks), name
        assert unsound(one) == [], name
    # without shocks a ceiling is an even split
    assert digest(played("contract_form=ceiling")) == digest(off)


def everything():
    """All instruments of the catalogue at once, and each way to share out attention."""
    world = worlds.world(*CHOSEN, ALL)
    seats = world.seats.copy()
    seats["allocation"] = np.arange(len(seats))[:, None] % len(records.ALLOCATIONS)
    seats["policy"][::3] = 1
    return replace(world, seats=seats), dict(worlds.config(*CHOSEN, ALL).params)


@pytest.mark.parametrize("order", [[2, 0, 1], [1, 2, 0]])
def test_with_everything_on_a_run_is_the_same_alone_in_a_batch_and_in_any_order(order):
    world, numbers = everything()
    table = params.records(3, numbers)
    whole = batch.played(world, table, np.arange(3, dtype=np.uint64), 1, YEARS)
    mixed = batch.played(world, table, np.array(order, np.uint64), 1, YEARS)
    alone = batch.played(world, table[:1], np.array([2], np.uint64), 1, YEARS)
    assert unsound(whole) == []
    for name, values in {**whole.sides, **whole.relations}.items():
        again = {**mixed.sides, **mixed.relations}[name]
        np.testing.assert_array_equal(again, values[order], err_msg=name)
        one = {**alone.sides, **alone.relations}[name]
        np.testing.assert_array_equal(one[0], values[2], err_msg=name)


def test_with_everything_on_the_order_in_a_file_does_not_matter():
    world, numbers = everything()
    chosen = worlds.config(*CHOSEN, ALL)
    backwards = dict(reversed(chosen.world.organisations.items()))
    turned = worlds.built(
        chosen.model_copy(
            update={"world": chosen.world.model_copy(update={"organisations": backwards})}
        )
    )
    turned = replace(turned, seats=world.seats)
    assert digest(worlds.played(turned, YEARS, 2, **numbers)) == digest(
        worlds.played(world, YEARS, 2, **numbers)
    )
