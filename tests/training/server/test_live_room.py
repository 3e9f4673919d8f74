"""A room that is read from the store has the debrief with which it was made."""

import asyncio
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from simulator.training.debrief import agenda
from simulator.training.game.refused import OtherVersion
from simulator.training.game.setup import Setup
from simulator.training.server.live_room import House
from simulator.training.server.store import RoomRow, Store

CODE = "BCDF23"
SETUP = Setup(CODE, "rust-opent-het-gesprek", 7)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    opened = House(Store(f"sqlite:///{tmp_path / 'rooms.db'}"))
    yield opened
    opened.close()


def stored(house: House, setup: Setup) -> None:
    """The room as an earlier program left it."""
    sealed = setup.sealed()
    version, _, digest = sealed.version.partition("-")
    assert house.store.add_room(RoomRow(CODE, sealed.to_json(), version, digest, 1.0, 1.0))


def test_a_new_room_has_all_steps_of_the_debrief(house):
    live = asyncio.run(house.create(SETUP))
    assert live.now.setup.steps == agenda.names()
    house.rooms.clear()
    again = asyncio.run(house.live(live.code))
    assert again is not None
    assert again.now.setup == live.now.setup


def test_a_room_keeps_the_steps_with_which_it_was_made(house):
    stored(house, Setup(**{**asdict(SETUP), "steps": ("happened", "apply")}))
    live = asyncio.run(house.live(CODE))
    assert live is not None
    assert live.now.setup.steps == ("happened", "apply")


def test_a_room_from_before_steps_were_written_down_has_those_of_now(house):
    stored(house, SETUP)
    live = asyncio.run(house.live(CODE))
    assert live is not None
    assert live.now.setup.steps == agenda.names()


def test_a_room_with_a_step_that_is_no_more_is_of_another_version(house):
    stored(house, Setup(**{**asdict(SETUP), "steps": ("happened", "horoscope")}))
    with pytest.raises(OtherVersion, match="horoscope"):
        asyncio.run(house.live(CODE))
