"""Many participants at once: how long from a click to the change on the page.

    python -m tests.web.load --teams 60 --rooms 3 --seconds 100

Starts a server of its own, lets teams join in several rooms, and lets each click every five
seconds; after that the trainers of all rooms lead the debrief at once. Prints the median and 99th
percentile from click to change, the same for each step of the debrief, the memory and processor
time of the server, and whether every move is in the store exactly once.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from simulator.training.debrief.agenda import names
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
    steps = await debriefed(desks[::2], robots)
    for robot in [*robots, *desks, leader]:
        await robot.close()
    return {"seconds": sorted(found), "made": made, "steps": steps}


async def debriefed(desks: list[Robot], robots: list[Robot]) -> dict[str, list[float]]:
    """Every room at once, a step as soon as all have the one before; seconds until each has it."""
    found: dict[str, list[float]] = {}
    for desk in desks:
        await desk.press("Stop met spelen, naar de weddenschap")
    for _ in names():
        buttons = [await desk.until(lambda r: r.button("Toon:")) for desk in desks]
        step = buttons[0][1]["text"].removeprefix("Toon: ")
        began = time.monotonic()
        waits = [asyncio.create_task(shows(robot, step, began)) for robot in robots]
        await asyncio.gather(*(desk.press(f"Toon: {step}") for desk in desks))
        found[step] = sorted(await asyncio.gather(*waits))
        for desk in desks:
            await desk.until(lambda r, s=step: not r.button(f"Toon: {s}"))
    return found


async def shows(robot: Robot, step: str, began: float) -> float:
    """Seconds until a team's page shows a step."""
    await robot.until(lambda r: r.find(lambda e: (e.get("props") or {}).get("words") == step), 120)
    return time.monotonic() - began


def busy(process: int) -> float:
    """Seconds that a process used a processor."""
    words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


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
        after, used = memory(server.process.pid), busy(server.process.pid)
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
        "processor_seconds": round(used),
        "debrief_seconds": {
            step: [round(times[len(times) // 2], 2), round(times[-1], 2)]
            for step, times in result["steps"].items()
        },
        "moves_stored": stored,
        "moves_lost": len(result["made"]) - stored,
        "moves_twice": twice,
    }
    sys.stdout.write(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
