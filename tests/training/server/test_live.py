"""Rights are asked when somebody acts; what is deleted is gone; a room and a server have an end."""

import asyncio

import pytest

from simulator.training.case import catalogue
from simulator.training.game.setup import Setup
from simulator.training.server import live_room as rooms
from simulator.training.server.live_room import FullError, House
from simulator.training.server.store import Store

SCENARIO = catalogue.names()[0]


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'rooms.db'}"


@pytest.fixture
def house(url):
    opened = House(Store(url))
    yield opened
    opened.close()


async def joined(house, *teams):
    live = await house.create(Setup("", SCENARIO, 7))
    for team in teams:
        data = {"alias": team, "role": live.now.offered[0]}
        assert await live.act(team, 0, "joined", data, f"token of {team}") is None
    return live


def test_only_who_has_the_token_of_now_may_act(house):
    async def check():
        live = await joined(house, "rood", "blauw")
        assert live.holds("rood", "token of rood")
        for token in ("", "token of blauw", "other"):
            assert not live.holds("rood", token)
        assert not live.holds("groen", "")
        assert await live.hand_over("rood", "new")
        assert not live.holds("rood", "token of rood")
        assert live.holds("rood", "new")
        assert live.holds("blauw", "token of blauw")

    asyncio.run(check())


def test_a_link_that_two_use_at_once_works_for_one(house):
    async def check():
        live = await joined(house, "rood")
        tries = [live.hand_over("rood", f"device {n}", "token of rood") for n in range(5)]
        assert sorted(await asyncio.gather(*tries)) == [False] * 4 + [True]
        assert sum(live.holds("rood", f"device {n}") for n in range(5)) == 1

    asyncio.run(check())


def test_tokens_are_the_same_after_a_new_start(url):
    async def begin(house):
        live = await joined(house, "rood", "blauw")
        await live.hand_over("rood", "new")
        await live.end("blauw")
        return live.code

    house = House(Store(url))
    code = asyncio.run(begin(house))
    house.close()
    again = House(Store(url))
    live = asyncio.run(again.live(code))
    assert live.holds("rood", "new")
    assert not live.holds("rood", "token of rood")
    assert not live.holds("blauw", "token of blauw")
    again.close()


def test_pages_of_a_team_are_told_when_it_goes_to_another_device(house):
    async def check():
        live = await joined(house, "rood")
        heard = []
        live.watchers.add(heard.append)
        await live.hand_over("rood", "new")
        assert [event.team for event in heard] == ["rood"]
        assert "handed" not in [event.kind for event in live.now.log], "it is nothing of the game"

    asyncio.run(check())


def test_a_team_that_was_removed_may_do_nothing(house):
    async def check():
        live = await joined(house, "rood")
        assert await live.act("", 1, "remove", {"team": "rood"}) is None
        assert not live.holds("rood", "token of rood")

    asyncio.run(check())


def test_in_a_room_that_was_deleted_nothing_happens_any_more(house):
    async def check():
        live = await joined(house, "rood")
        heard = []
        live.watchers.add(heard.append)
        await house.delete(live.code)
        assert heard == [None]
        assert not live.holds("rood", "token of rood")
        refused = await live.act("rood", 0, "preparation", {})
        assert refused.key == "closed"
        assert await house.live(live.code) is None
        assert house.store.rooms() == []
        assert house.store.events(live.code) == []
        assert house.store.tokens(live.code) == {}
        assert house.store.team(live.code, "token of rood") is None

    asyncio.run(check())


def test_a_room_has_a_most_of_events(house, monkeypatch):
    monkeypatch.setattr(rooms, "MOST_EVENTS", 4)

    async def check():
        live = await joined(house, "rood", "blauw")
        for number, kind in ((1, "start"), (1, "pause")):
            assert await live.act("", number, kind, {}) is None
        with pytest.raises(FullError):
            await live.act("", 1, "resume", {})
        assert len(house.store.events(live.code)) == 4
        del house.rooms[live.code]
        again = await house.live(live.code)
        with pytest.raises(FullError):
            await again.act("", 1, "resume", {})

    asyncio.run(check())


def test_a_server_has_a_most_of_rooms(house, monkeypatch):
    monkeypatch.setattr(rooms, "MOST_ROOMS", 2)

    async def check():
        first = await joined(house)
        await joined(house)
        with pytest.raises(FullError):
            await joined(house)
        await house.delete(first.code)
        await joined(house)

    asyncio.run(check())
