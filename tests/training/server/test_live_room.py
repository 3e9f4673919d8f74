"""Rights are asked when somebody acts; what is deleted is gone; a room keeps its debrief; ends."""

import asyncio
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from simulator.training.debrief import agenda
from simulator.training.game.refused import OtherVersion
from simulator.training.game.setup import Setup
from simulator.training.server import live_room as rooms
from simulator.training.server.live_room import FullError, House
from simulator.training.server.store import RoomRow, Store

CODE = "BCDF23"
SETUP = Setup(CODE, "rust-opent-het-gesprek", 7)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'rooms.db'}"


@pytest.fixture
def house(url: str) -> Iterator[House]:
    opened = House(Store(url))
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


async def joined(house, *teams):
    live = await house.create(replace(SETUP, room=""))
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
