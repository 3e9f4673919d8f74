"""What the server does by itself goes on after it failed once, and says that it failed."""

import asyncio
import logging
import sqlite3
import time

import pytest

pytest.importorskip("nicegui")

from simulator.training.server import clock
from simulator.training.server.clock import DAY
from simulator.training.server.live_room import House
from simulator.training.server.store import RoomRow, Store
from simulator.web import upkeep
from simulator.web.site import Settings, Site
from simulator.web.ui import background


@pytest.fixture(autouse=True)
def _heard(monkeypatch):
    """What other tests' servers did to the log does not count here."""
    for name, value in (("disabled", False), ("propagate", True)):
        monkeypatch.setattr(logging.getLogger("gunfactor"), name, value)
    monkeypatch.setattr(logging.root.manager, "disable", 0)


@pytest.fixture
def site(tmp_path):
    made = Site(Settings(), House(Store(f"sqlite:///{tmp_path / 'rooms.db'}")), "")
    yield made
    made.house.close()


def test_a_warm_up_that_fails_is_said_and_tried_again(site, caplog):
    tries = []

    def prepare(found):
        tries.append(found.ailing)
        if len(tries) < 3:
            raise MemoryError("no place")

    upkeep.warmed(site, prepare, first=0.001)
    assert site.ready
    assert not site.ailing
    assert tries == ["", "MemoryError: no place", "MemoryError: no place"]
    assert "could not be made ready" in caplog.text


def test_pages_that_wait_for_a_warm_up_that_failed_are_told(site):
    site.ailing = "MemoryError: no place"
    began = time.monotonic()
    assert not asyncio.run(site.warm())
    assert not asyncio.run(site.warm_demo())
    assert time.monotonic() - began < 5.0
    site.ready = True
    assert asyncio.run(site.warm())


def test_retention_goes_on_after_the_store_was_locked(site, tmp_path, caplog, monkeypatch):
    """Another program holds the file for a while, longer than the store waits."""
    began = clock.steady()
    site.house.store.add_room(RoomRow("BCDF23", "{}", "1", "a", 0.0, site.house.clock.now()))
    monkeypatch.setattr(clock, "steady", lambda: began + 40 * DAY)
    with site.house.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=20")
    other = sqlite3.connect(tmp_path / "rooms.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    async def check():
        task = asyncio.create_task(upkeep.kept_clean(site, every=0.01, first=0.05))
        await asyncio.sleep(0.5)
        assert not task.done()
        other.execute("ROLLBACK")
        for _ in range(400):
            await asyncio.sleep(0.05)
            if not site.house.store.rooms():
                break
        assert not task.done()
        task.cancel()

    asyncio.run(check())
    other.close()
    assert site.house.store.rooms() == []
    assert "could not be deleted" in caplog.text


def test_work_ahead_of_time_that_fails_is_said(caplog):
    with caplog.at_level(logging.ERROR):
        background.soon(int, "no number")
        for _ in range(100):
            if "work ahead of time failed" in caplog.text:
                break
            time.sleep(0.02)
    assert "invalid literal" in caplog.text
