"""A store that is full, locked or damaged: what could not be kept did not happen, and says so."""

import asyncio
import json
import sqlite3

import pytest
from sqlalchemy import text

from simulator import i18n
from simulator.training.case import scenarios
from simulator.training.game.events import Event
from simulator.training.game.setup import Setup
from simulator.training.server.hold import HeldError
from simulator.training.server.live_room import House, NotKeptError
from simulator.training.server.store import Store
from tests.training.server.postgres import postgres_url

SCENARIO = scenarios.names()[0]
LONG = "x" * 7000


@pytest.fixture
def file(tmp_path):
    return tmp_path / "rooms.db"


@pytest.fixture
def house(file):
    opened = House(Store(f"sqlite:///{file}"))
    yield opened
    opened.close()


async def joined(house, *teams):
    live = await house.create(Setup("", SCENARIO, 7))
    for team in teams:
        data = {"alias": team, "role": live.now.offered[0]}
        assert await live.act(team, 0, "joined", data, f"{live.code} {team}") is None
    return live


async def why_not(live, *what):
    """Why something could not be kept; empty = it was."""
    try:
        assert await live.act(*what) is None
    except NotKeptError as problem:
        return problem.kind
    return ""


def full(store):
    """From now on the file may not grow; SQLite says so as on a full disk."""
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")


def freed(store):
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")


def test_on_a_full_disk_a_move_does_not_happen_and_says_so(house):
    async def check():
        live = await joined(house, "rood")
        full(house.store)
        before, failed = live.now, 0
        for number in range(1, 20):
            kind = await why_not(live, "", number, "nudge", {"team": "rood", "text": LONG})
            if kind == "":
                before = live.now
            else:
                failed += 1
                assert kind == "full"
                assert live.now is before, "nobody sees what is not on the disk"
        assert failed
        assert house.store.events(live.code) == list(live.now.log)
        freed(house.store)
        assert await live.act("", 1, "start", {}) is None, "it goes on when there is room again"

    asyncio.run(check())


def test_who_could_not_be_kept_has_not_joined(house):
    async def check():
        live = await joined(house)
        full(house.store)
        data = {"alias": "x", "role": live.now.offered[0], "padding": LONG}
        kinds = [
            await why_not(live, f"t{number}", 0, "joined", data, f"token {number}")
            for number in range(30)
        ]
        assert "full" in kinds
        for number, kind in enumerate(kinds):
            team, token = f"t{number}", f"token {number}"
            assert (team in live.now.teams) == (kind == "")
            assert live.holds(team, token) == (kind == "")
            assert (house.store.team(live.code, token) == team) == (kind == "")

    asyncio.run(check())


def test_a_store_that_is_locked_is_named_as_such(house, file):
    async def check():
        live = await joined(house, "rood")
        with house.store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=20")
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        for act in (live.act("", 1, "start", {}), live.hand_over("rood", "new"),
                    house.delete(live.code)):  # fmt: skip
            with pytest.raises(NotKeptError) as found:
                await act
            assert found.value.kind == "locked"
        assert live.now.phase == "lobby"
        assert live.holds("rood", f"{live.code} rood"), "the old device goes on"
        assert not live.gone
        other.execute("ROLLBACK")
        other.close()
        assert await live.act("", 1, "start", {}) is None

    asyncio.run(check())


@pytest.mark.parametrize("kind", ["full", "locked", "read_only", "broken"])
def test_every_failure_of_the_store_has_a_sentence(kind):
    assert "niet gebeurd" in i18n.text("web", f"not_kept_{kind}", "nl")
    assert "not happened" in i18n.text("web", f"not_kept_{kind}", "en")


def changed(house, statement, **values):
    with house.store.engine.begin() as connection:
        connection.execute(text("PRAGMA foreign_keys=OFF"))
        connection.execute(text(statement), values)


ODD = {
    "no JSON": ("UPDATE room SET setup = 'x' WHERE code = :code", {}),
    "another JSON": ("UPDATE room SET setup = '[1]' WHERE code = :code", {}),
    "no scenario": ("UPDATE room SET setup = :setup WHERE code = :code",
                    {"setup": json.dumps({"room": "x", "scenario": "gone", "seed": 1})}),
    "a wrong type": ("UPDATE room SET setup = :setup WHERE code = :code",
                     {"setup": json.dumps({"room": "x", "scenario": SCENARIO, "seed": "x"})}),
    "an odd case": ("UPDATE room SET setup = :setup WHERE code = :code",
                    {"setup": json.dumps({"room": "x", "scenario": "y", "seed": 1, "case": [3]})}),
    "text for a time": ("UPDATE room SET used = 'x', created = 'x' WHERE code = :code", {}),
    "an endless time": ("UPDATE room SET used = 9e99, created = 9e99 WHERE code = :code", {}),
    "bytes": ("UPDATE room SET setup = x'ff00ff' WHERE code = :code", {}),
    "an odd event": ("UPDATE event SET data = 'x' WHERE room = :code", {}),
    "an event of lists": ("UPDATE event SET data = '[]', meeting = 'x' WHERE room = :code", {}),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_one_odd_row_harms_itself_only(house, file, name):
    async def begin():
        return [(await joined(house, "rood")).code for _ in range(3)]

    codes = asyncio.run(begin())
    statement, values = ODD[name]
    changed(house, statement, code=codes[1], **values)
    again = House(Store(f"sqlite:///{file}"))

    async def check():
        for code in (codes[0], codes[2]):
            live = await again.live(code)
            assert live.holds("rood", f"{live.code} rood")
            assert await live.act("", 1, "start", {}) is None
        assert await again.expire(30.0) == []
        assert len(again.store.rooms()) == 3
        await again.delete(codes[1])
        assert len(again.store.rooms()) == 2

    asyncio.run(check())
    assert again.clock.now() < 1e11
    again.close()


def test_an_event_that_cannot_be_read_is_passed_over(house):
    async def check():
        live = await joined(house, "rood", "blauw")
        changed(house, "UPDATE event SET data = '{' WHERE team = 'rood'")
        return house.store.events(live.code)

    assert [event.team for event in asyncio.run(check())] == ["blauw"]
    assert isinstance(Event("a", "b", 1, "c").data, dict)


def test_a_store_is_of_one_server(tmp_path):
    url = f"sqlite:///{tmp_path / 'rooms.db'}"
    first = Store(url, alone=True)
    with pytest.raises(HeldError):
        Store(url, alone=True)
    other = Store(f"sqlite:///{tmp_path / 'other.db'}", alone=True)
    first.close()
    again = Store(url, alone=True)
    for store in (other, again):
        store.close()


@pytest.mark.slow
def test_a_store_in_postgresql_is_of_one_server_too(tmp_path):
    with postgres_url(tmp_path) as url:
        first = Store(url, alone=True)
        with pytest.raises(HeldError):
            Store(url, alone=True)
        first.close()
        again = Store(url, alone=True)
        house = House(again)
        assert asyncio.run(joined(house, "rood")).holds("rood", "") is False
        house.close()
