"""The plug is pulled: what was acknowledged is there, once, and every team goes on.

The slow test does it fifty times with twenty teams; the quick one twice with four.
"""

import asyncio
import contextlib
import random
import sqlite3
import time

import pytest

from tests.rooms.postgres import free_port
from tests.web import scripted
from tests.web.robot import Robot
from tests.web.serving import started

pytestmark = pytest.mark.slow


class Team:
    """A team that goes on whatever happens to the server."""

    def __init__(self, robot: Robot, code: str) -> None:
        self.robot, self.code = robot, code
        self.acknowledged: list[str] = []

    async def plays(self, stop: asyncio.Event, rng: random.Random) -> None:
        """Move until told to stop or until the server is gone."""
        while not stop.is_set():
            asked = scripted.deciding(self.robot)
            if not asked or asked.startswith("Het laatste"):
                if scripted.finished(self.robot):
                    return
                await asyncio.sleep(0.05)
                continue
            try:
                await scripted.moves(self.robot, rng.choice(["hard", "argument", "stilte"]))
                await self.robot.until(lambda r, a=asked: scripted.deciding(r) != a, 3.0)
            except (TimeoutError, OSError, ConnectionError):
                return
            self.acknowledged.append(asked)


async def session(folder, teams, kills, rng):
    port = free_port()
    server = started(folder, port=port)
    leader = await scripted.trainer(server.url)
    made = [await _begun(server.url, leader, teams)]
    pulled = 0
    while pulled < kills:
        players = made[-1]
        stop = asyncio.Event()
        going = [asyncio.create_task(team.plays(stop, rng)) for team in players]
        await asyncio.sleep(0.1 + rng.random() * 1.5)
        server.kill()
        pulled += 1
        stop.set()
        await asyncio.gather(*going)
        _checked(folder, players)
        server = started(folder, port=port)
        for team in players:
            await team.robot.open(f"/spel/{team.code}")
            asked = await team.robot.until(lambda r: scripted.deciding(r) or scripted.finished(r))
            assert asked not in team.acknowledged, "a team has to do again what it had done"
        if all(scripted.finished(team.robot) for team in players):
            leader = await scripted.trainer(server.url)
            made.append(await _begun(server.url, leader, teams))
    server.kill()
    for group in made:
        for team in group:
            await team.robot.close()
    await leader.close()
    return sum(len(team.acknowledged) for group in made for team in group)


async def _begun(base, leader, teams):
    code = await scripted.new_room(leader)
    players = [Team(await scripted.joined(base, code, f"Team {i}"), code) for i in range(teams)]
    await leader.open(f"/trainer/kamer/{code}")
    await leader.press("Begin")
    for team in players:
        await team.robot.until(scripted.deciding, 60)
    return players


def _checked(folder, players):
    """Every acknowledged move is in the store, no move is there twice."""
    with contextlib.closing(sqlite3.connect(folder / "rooms.db")) as database:
        rows = database.execute(
            "SELECT team, meeting, kind FROM event WHERE room = ? AND kind IN ('table', 'between')",
            (players[0].code,),
        ).fetchall()
    assert len(rows) == len(set(rows))
    assert len(rows) >= sum(len(team.acknowledged) for team in players)


@pytest.mark.parametrize(("teams", "kills"), [(4, 2), (20, 50)])
def test_nothing_acknowledged_is_lost_when_the_plug_is_pulled(tmp_path, teams, kills):
    began = time.monotonic()
    moves = asyncio.run(session(tmp_path, teams, kills, random.Random(20260101)))
    assert moves > kills, "the teams did play"
    assert time.monotonic() - began < 3600
