"""Rooms that an older program stored: the store opens, nothing is lost, none goes on in silence."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from simulator.training.game.refused import OtherVersion
from simulator.training.server.live_room import House
from simulator.training.server.store import Store
from simulator.version import MODEL_VERSION
from tests import older

TABLES = {
    "room": "code, setup, model_version, scenario_hash, created",
    "team": "*",
    "event": "*",
}


def rows(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that is kept of the rooms, but for the day from which they are kept."""
    with sqlite3.connect(file) as connection:
        return {
            name: connection.execute(f"select {fields} from {name} order by 1, 2").fetchall()
            for name, fields in TABLES.items()
        }


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return older.rooms(tmp_path)


def test_the_store_of_an_older_program_opens_with_all_its_rooms(file):
    store = Store(f"sqlite:///{file}")
    found = {row.code: row.model_version for row in store.rooms()}
    events = {code: len(store.events(code)) for code in found}
    store.close()
    assert found == dict.fromkeys(older.ROOMS, older.MODEL)
    assert events == {"KF9K26": 6, "QMHGBX": 1, "VSJ462": 5, "7SDG2L": 16}


@pytest.mark.parametrize("code", older.ROOMS)
def test_a_room_of_an_older_model_does_not_go_on_and_loses_nothing(file, code):
    before = rows(file)
    house = House(Store(f"sqlite:///{file}"))
    with pytest.raises(OtherVersion) as refused:
        asyncio.run(house.live(code))
    house.close()
    assert refused.value.came.startswith(f"{older.MODEL}-")
    assert refused.value.expected.startswith(f"{MODEL_VERSION}-")
    assert rows(file) == before
