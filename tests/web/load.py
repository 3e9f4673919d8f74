"""Many participants at once: how long from a click to the change on the page.

    python -m tests.web.load --teams 60 --rooms 3 --seconds 120

Starts a server of its own, lets teams join in several rooms, and lets each click every five
seconds. Prints the median and 99th percentile from click to change, the memory of the server, and
whether every move is in the store exactly once.
"""

import argparse
import asyncio
import contextlib
import json
import random
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from tests.web import scripted
from tests.web.robot import Robot
from tests.web.serving import serving


async def clicks(robot: Robot, until: float, every: float, found: list[float], made: list) -> None:
    """One participant: a choice, a click, and the wait for the next question."""
    await asyncio.sleep(random.random() * every)
    while time.monotonic() < until:
        asked = scripted.deciding(robot)
        if not asked or asked.startswith("Het laatste"):
            await asyncio.sleep(0.5)
            if scripted.finished(robot):
                return
            continue
        table = "aan tafel" in asked
        legend = scripted.MOVE if table else scripted.BETWEEN
        await robot.choose(legend, "hard" if table else "niets")
        began = time.monotonic()
        await robot.press(scripted.DO_IT)
        await robot.until(lambda r, a=asked: scripted.deciding(r) != a, 60)
        found.append(time.monotonic() - began)
        made.append((robot.alias, asked))  # type: ignore[attr-defined]
        await asyncio.sleep(max(0.0, every - (time.monotonic() - began)))


async def loaded(base: str, teams: int, rooms: int, seconds: float, every: float) -> dict:
    """Play, and measure."""
    leader = await scripted.trainer(base)
    codes = [await scripted.new_room(leader, seed=str(7 + i)) for i in range(rooms)]
    robots: list[Robot] = []
    for i in range(teams):
        robot = await scripted.joined(base, codes[i % rooms], f"Team {i}")
        robot.alias = f"{i}"  # type: ignore[attr-defined]
        robots.append(robot)
    desks = []
    for code in codes:
        desk = await scripted.trainer(base)
        await desk.open(f"/trainer/kamer/{code}")
        await desk.press("Begin")
        wall = await scripted.trainer(base)
        await wall.open(f"/scherm/{code}")
        desks += [desk, wall]
    await asyncio.gather(*(robot.until(scripted.deciding, 120) for robot in robots))
    found: list[float] = []
    made: list = []
    until = time.monotonic() + seconds
    await asyncio.gather(*(clicks(robot, until, every, found, made) for robot in robots))
    for robot in [*robots, *desks, leader]:
        await robot.close()
    return {"seconds": sorted(found), "made": made, "codes": codes}


def memory(process: int) -> float:
    """Megabytes of a process that are in use."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")


def kept(folder: Path) -> tuple[int, int]:
    """Moves in the store, and how many of them are there twice."""
    with contextlib.closing(sqlite3.connect(folder / "rooms.db")) as database:
        rows = database.execute(
            "SELECT room, team, meeting, kind FROM event WHERE kind IN ('table', 'between')"
        ).fetchall()
    return len(rows), len(rows) - len(set(rows))


def main() -> int:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--teams", type=int, default=60)
    parser.add_argument("--rooms", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--every", type=float, default=5.0)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, serving(Path(place)) as server:
        before = memory(server.process.pid)
        result = asyncio.run(loaded(server.url, wish.teams, wish.rooms, wish.seconds, wish.every))
        after = memory(server.process.pid)
        stored, twice = kept(Path(place))
    seconds = result["seconds"]
    report = {
        "participants": wish.teams,
        "rooms": wish.rooms,
        "clicks": len(seconds),
        "median_seconds": round(seconds[len(seconds) // 2], 3),
        "p99_seconds": round(seconds[int(len(seconds) * 0.99)], 3),
        "slowest_seconds": round(seconds[-1], 3),
        "memory_before_MB": round(before),
        "memory_after_MB": round(after),
        "moves_stored": stored,
        "moves_lost": len(result["made"]) - stored,
        "moves_twice": twice,
    }
    sys.stdout.write(json.dumps(report, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
