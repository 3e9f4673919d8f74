"""Rooms outlive a clock on the wall that jumps, and are deleted when their time is really over."""

import asyncio
import time
from dataclasses import dataclass

import pytest

from simulator.training.case import scenarios
from simulator.training.game.setup import Setup
from simulator.training.server import clock
from simulator.training.server.clock import DAY
from simulator.training.server.live_room import House
from simulator.training.server.store import Store

TODAY, IN_2000 = 1_795_000_000.0, 946_684_800.0


@dataclass
class Clocks:
    """The clock on the wall, and the one that only goes forward."""

    wall: float = TODAY
    steady: float = 5000.0

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


@pytest.fixture
def clocks(monkeypatch):
    found = Clocks()
    monkeypatch.setattr(time, "time", lambda: found.wall)
    monkeypatch.setattr(clock, "steady", lambda: found.steady)
    return found


@pytest.fixture
def house(tmp_path, clocks):
    """Opens the house of one store; each time is a new start of the server."""
    houses = []

    def opened(days=30.0, off=0.0, clean=True):
        """After so many seconds in which the server was off, by the clock on the wall."""
        if houses and clean:
            houses[-1].close()
        clocks.wall += off
        houses.append(House(Store(f"sqlite:///{tmp_path / 'rooms.db'}"), days))
        return houses[-1]

    yield opened
    houses[-1].close()


def made(house):
    """A new room, in which somebody joined."""

    async def make():
        live = await house.create(Setup("", scenarios.names()[0], 7))
        role = live.now.offered[0]
        assert await live.act("rood", 0, "joined", {"alias": "Rood", "role": role}, "x") is None
        return live

    return asyncio.run(make())


def left(house, days=30.0):
    asyncio.run(house.expire(days))
    return [row.code for row in house.store.rooms()]


JUMPS = [TODAY - IN_2000, IN_2000 - TODAY, 31 * DAY, -31 * DAY, 1e9, -1e9]


@pytest.mark.parametrize("jump", JUMPS)
@pytest.mark.parametrize("restarted", [False, True])
def test_no_jump_of_the_clock_deletes_a_room(clocks, house, jump, restarted):
    here = house()
    live = made(here)
    for there in (jump, -jump, jump, -jump):
        clocks.passes(600.0)
        if restarted:
            here = house(off=there)
        else:
            clocks.wall += there
        assert left(here) == [live.code]


def test_a_room_made_in_2000_is_not_deleted_when_the_clock_is_put_right(clocks, house):
    clocks.wall = IN_2000
    here = house()
    live = made(here)
    clocks.wall = TODAY
    assert left(here) == [live.code]
    here = house()
    for _ in range(20):
        clocks.passes(DAY)
        assert left(here) == [live.code]


def test_a_room_that_nobody_uses_is_deleted_when_its_days_are_over(clocks, house):
    here = house()
    live = made(here)
    clocks.passes(29.9 * DAY)
    assert left(here) == [live.code]
    clocks.passes(0.2 * DAY)
    assert left(here) == []


def test_days_that_the_server_was_off_count_for_one_at_most(house):
    live = made(house())
    for _ in range(30):
        assert left(house(off=3 * DAY)) == [live.code]
    assert left(house(off=0.01 * DAY)) == []


def test_hours_that_the_server_was_off_count_in_full(house):
    live = made(house())
    for _ in range(59):
        assert left(house(off=DAY / 2)) == [live.code]
    assert left(house(off=0.6 * DAY)) == []


def test_a_server_that_is_killed_loses_no_more_than_an_hour(clocks, house):
    here = house()
    live = made(here)
    for _ in range(29):
        clocks.passes(DAY)
        assert left(here) == [live.code]
    clocks.passes(0.9 * 3600.0)
    here = house(off=0.9 * DAY, clean=False)
    assert left(here) == [live.code]
    clocks.passes(0.1 * DAY)
    assert left(here) == []


def test_where_rooms_are_kept_for_an_hour_a_jump_counts_for_minutes(house):
    live = made(house(1 / 24))
    assert left(house(1 / 24, off=400 * DAY), 1 / 24) == [live.code]


def ats(live):
    return [event.at for event in live.now.log]


@pytest.mark.parametrize("jump", JUMPS)
def test_times_of_events_never_go_back_nor_jump(clocks, house, jump):
    here = house()
    live = made(here)

    async def go_on(code):
        again = await here.live(code)
        for number, kind in enumerate(("start", "pause", "resume", "extend", "bets"), 1):
            clocks.passes(60.0)
            clocks.wall += jump if number % 2 else -jump
            data = {"seconds": 60} if kind == "extend" else {}
            assert await again.act("", number, kind, data) is None
        return again

    again = asyncio.run(go_on(live.code))
    assert ats(again) == pytest.approx([0.0, 60.0, 120.0, 180.0, 240.0, 300.0])
    assert again.in_phase() == pytest.approx(0.0)
    here = house(off=jump)
    reread = asyncio.run(here.live(live.code))
    assert ats(reread) == ats(again)
    assert 300.0 <= reread.age() <= 300.0 + DAY
    assert 0.0 <= reread.in_phase() <= DAY


def test_a_trainer_stays_let_in_when_the_clock_is_put_right(clocks, house):
    clocks.wall = IN_2000
    here = house()
    here.store.add_trainer("hash", here.clock.now() + DAY / 2)
    clocks.wall = TODAY
    assert here.store.is_trainer("hash", here.clock.now())
    clocks.wall = IN_2000
    clocks.passes(DAY)
    assert not here.store.is_trainer("hash", here.clock.now())


def test_the_steady_clock_goes_forward():
    before = clock.steady()
    time.sleep(0.01)
    assert 0.005 < clock.steady() - before < 5.0
