"""The plug is pulled: what was acknowledged is there, once, and every team goes on.

Teams join and play as fast as they can; at a random moment the server is killed and started again,
until it has been killed often enough. A session that ends is followed by a new one.

    pytest -m slow -s tests/web/test_killed.py     twenty teams, fifty kills, and what came of it
"""

import asyncio
import contextlib
import random
import re
import sqlite3
import sys
import time
from collections import Counter

import aiohttp
import pytest

from simulator.training.server import tokens as keys
from tests.training.server.postgres import free_port
from tests.web import scripted
from tests.web.robot import Robot
from tests.web.serving import CODE, started

pytestmark = pytest.mark.slow

LONGEST = 1.5  # seconds from going on to the next kill
LOBBY = "Wacht tot de trainer begint"
PATIENCE = 4.0  # seconds that a team waits for an answer before it takes the server for dead
GONE = (TimeoutError, OSError, aiohttp.ClientError, aiohttp.WSMessageTypeError)
Key = tuple[str, int]  # kind and meeting of a decision


def key(asked: str) -> Key:
    """Which decision a page asks for."""
    number = re.search(r"\d", asked)
    if number is None:
        return "answer", 9
    return "table" if "aan tafel" in asked else "between", int(number.group())


class Team:
    """A team that goes on whatever happens to the server."""

    def __init__(self, base: str, code: str, alias: str) -> None:
        self.robot, self.code, self.alias = Robot(base), code, alias
        self.once = keys.token()  # of the page with the form, sent again if no answer came
        self.joined = False
        self.acknowledged: list[Key] = []
        self.tried: Key | None = None  # sent, and no answer came

    async def goes_on(self, stop: asyncio.Event, rng: random.Random) -> None:
        """Join, and move until told to stop or until the server is gone."""
        with contextlib.suppress(*GONE):
            if not self.joined:
                form = {"alias": self.alias, "role": "zorgverkoper", "once": self.once}
                try:
                    await self.robot.post(f"/kamer/{self.code}", form)
                finally:  # the cookie came, even if the page after it did not
                    self.joined = bool(self.robot.cookie(f"team_{self.code}"))
                await self.robot.open(f"/spel/{self.code}")
            while not stop.is_set() and not scripted.finished(self.robot):
                asked = scripted.deciding(self.robot)
                if not asked:
                    await asyncio.sleep(0.02)
                    continue
                self.tried = key(asked)
                await scripted.moves(self.robot, rng.choice(["hard", "argument", "stilte"]))
                await self.robot.until(lambda r, a=asked: scripted.deciding(r) != a, PATIENCE)
                self.acknowledged.append(self.tried)
                self.tried = None

    async def comes_back(self, stored: list[Key]) -> None:
        """Open the page again: it asks for what is next, never for what was done."""
        await self.robot.open(f"/spel/{self.code}")
        if self.tried in stored:
            self.acknowledged.append(self.tried)
            self.tried = None
        await self.robot.until(
            lambda r: scripted.deciding(r) or scripted.finished(r) or LOBBY in r.text()
        )
        asked = scripted.deciding(self.robot)
        if asked:
            assert key(asked) not in stored, "a team has to do again what it had done"
            assert self.tried in (None, key(asked)), "a team goes on somewhere else"


class Session:
    """One room with its teams, and the trainer who begins once all are there."""

    def __init__(self, base: str, code: str, teams: int) -> None:
        self.base, self.code = base, code
        self.teams = [Team(base, code, f"Team {i}") for i in range(teams)]

    async def goes_on(self, wait: float, kill, rng: random.Random) -> None:
        """Everybody does what they do until the server is killed."""
        stop = asyncio.Event()
        going = [asyncio.create_task(team.goes_on(stop, rng)) for team in self.teams]
        going.append(asyncio.create_task(self._begins(stop)))
        await asyncio.sleep(wait)
        kill()
        stop.set()
        await asyncio.gather(*going)

    async def _begins(self, stop: asyncio.Event) -> None:
        with contextlib.suppress(*GONE):
            while not all(team.joined for team in self.teams):
                if stop.is_set():
                    return
                await asyncio.sleep(0.02)
            async with Robot(self.base) as leader:
                await leader.post("/trainer/open", {"code": CODE})
                await leader.open(f"/trainer/kamer/{self.code}")
                if leader.button("Begin"):
                    await leader.press("Begin")
                    await leader.until(lambda r: not r.button("Begin"), PATIENCE)

    def stored(self, folder) -> dict[str, list[Key]]:
        """The decisions in the store by team; every acknowledged one is there, none twice."""
        with contextlib.closing(sqlite3.connect(folder / "rooms.db")) as database:
            events = database.execute(
                "SELECT team, kind, meeting FROM event WHERE room = ?"
                " AND kind IN ('joined', 'table', 'between', 'answer')",
                (self.code,),
            ).fetchall()
            tokens = dict(
                database.execute(
                    "SELECT token_hash, team FROM team WHERE room = ?", (self.code,)
                ).fetchall()
            )
        assert max(Counter(events).values(), default=1) == 1, "something was counted twice"
        found = {}
        for team in self.teams:
            if not team.joined:
                continue
            name = tokens.get(keys.hashed(team.robot.cookie(f"team_{self.code}")))
            assert (name, "joined", 0) in events, "a team that joined is not there"
            mine = [(kind, meeting) for who, kind, meeting in events if who == name]
            mine.remove(("joined", 0))
            lost = set(team.acknowledged) - set(mine)
            assert not lost, f"{team.alias} made moves that are gone: {lost}"
            more = set(mine) - set(team.acknowledged)
            assert more <= {team.tried}, f"{team.alias} never made these moves: {more}"
            found[team.alias] = mine
        return found

    async def comes_back(self, stored: dict[str, list[Key]]) -> None:
        """All who had joined open their page."""
        for team in self.teams:
            if team.joined:
                await team.comes_back(stored[team.alias])

    @property
    def over(self) -> bool:
        """Every team has finished."""
        return all(scripted.finished(team.robot) for team in self.teams)


async def opened(base: str, teams: int) -> Session:
    """A new room."""
    leader = await scripted.trainer(base)
    code = await scripted.new_room(leader)
    await leader.close()
    return Session(base, code, teams)


async def killed(folder, teams: int, kills: int, rng: random.Random) -> Counter:
    """Play and kill; what was counted."""
    port = free_port()
    server = started(folder, port=port)
    sessions = [await opened(server.url, teams)]
    count: Counter = Counter()
    while count["kills"] < kills:
        now = sessions[-1]
        await now.goes_on(rng.random() * LONGEST, server.kill, rng)
        count["kills"] += 1
        count["kills before the start"] += not any(team.acknowledged for team in now.teams)
        stored = now.stored(folder)
        for team in now.teams:
            waited = team.tried is not None
            count["moves without an answer"] += waited
            count["of these stored"] += waited and team.tried in stored[team.alias]
        server = started(folder, port=port)
        await now.comes_back(stored)
        if now.over:
            sessions.append(await opened(server.url, teams))
    server.kill()
    every = [team for session in sessions for team in session.teams]
    count["sessions"] = len(sessions)
    count["moves acknowledged"] = sum(len(team.acknowledged) for team in every)
    for team in every:
        await team.robot.close()
    return count


@pytest.mark.parametrize(("teams", "kills"), [(4, 2), (20, 50)])
def test_nothing_acknowledged_is_lost_when_the_plug_is_pulled(tmp_path, teams, kills):
    began = time.monotonic()
    count = asyncio.run(killed(tmp_path, teams, kills, random.Random(20260101)))
    seconds = round(time.monotonic() - began)
    said = ", ".join(f"{name}: {number}" for name, number in sorted(count.items()))
    sys.stdout.write(f"\n{teams} teams, {seconds} s; {said}\n")
    assert count["kills"] == kills
    if kills > 10:
        assert count["moves acknowledged"] > 10 * kills, "the teams did play"
        assert count["moves without an answer"] > 0, "the plug was pulled while they played"
