"""What a start costs: the first one ever, which compiles the rules, and every one after it.

Then from typing `gunfactor serve` to its first page, and to the first room that can be entered.

python -m benchmarks.startup
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import click

ROOM = "/kamer/BBBBBB"
CHILD = """
import json, time
wall, cpu = time.perf_counter(), time.process_time()
marks = {}
def mark(name):
    global wall, cpu
    now = time.perf_counter(), time.process_time()
    marks[name] = now[0] - wall, now[1] - cpu
    wall, cpu = now
import numpy; mark("import numpy")
import numba; mark("import numba")
import simulator.batch; mark("import simulator.batch")
from benchmarks import measured; mark("import the rest")
world, numbers = measured.world(16); mark("compose the config")
import numpy as np
simulator.batch.played(world, numbers[None], np.arange(1), 1, 1); mark("first year")
print(json.dumps(marks))
"""


def started(cache: str) -> dict[str, tuple[float, float]]:
    """Wall and CPU seconds of the steps of a start in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD],
        env={**os.environ, "GUNFACTOR_CACHE": cache},
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name: (wall, cpu) for name, (wall, cpu) in json.loads(done.stdout).items()}


def page(cache: str) -> tuple[float, float]:
    """Seconds from the command `serve` to its first page, and until rooms can be entered."""
    with socket.socket() as probe, tempfile.TemporaryDirectory() as folder:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
        probe.close()
        words = ["serve", "--no-browser", "--port", port, "--store", f"{folder}/rooms.db"]
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "simulator", *words],
            env={**os.environ, "GUNFACTOR_CACHE": cache},
            cwd=Path(__file__).parents[1],
            stdout=subprocess.DEVNULL,
        )
        try:  # an unknown room is answered once the model is ready
            first, ready = (_got(f"http://127.0.0.1:{port}{at}", began) for at in ("/", ROOM))
        finally:
            process.terminate()
            process.wait()
    return first, ready


def _got(url: str, began: float) -> float:
    while time.perf_counter() - began < 300.0:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            with urllib.request.urlopen(url, timeout=300) as answer:
                answer.read()
            return time.perf_counter() - began
        time.sleep(0.02)
    raise TimeoutError(url)


@click.command(help=__doc__)
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True)
def main(rounds: int) -> None:
    """Start once without machine code, then some times with it."""
    with tempfile.TemporaryDirectory(prefix="gunfactor-") as cache:
        cold = started(cache)
        warm = [started(cache) for _ in range(rounds)]
    with tempfile.TemporaryDirectory(prefix="gunfactor-") as cache:
        cold_page = page(cache)
        pages = [page(cache) for _ in range(rounds)]
    click.echo("seconds (wall / CPU)          first time        after that")
    for name, (wall, cpu) in cold.items():
        walls, cpus = zip(*(one[name] for one in warm), strict=True)
        click.echo(f"{name:<26} {wall:7.2f} / {cpu:5.2f}   {min(walls):7.2f} / {min(cpus):5.2f}")
    total = [sum(seconds) for seconds in zip(*cold.values(), strict=True)]
    totals = [[sum(seconds) for seconds in zip(*one.values(), strict=True)] for one in warm]
    walls, cpus = zip(*totals, strict=True)
    click.echo(
        f"{'together':<26} {total[0]:7.2f} / {total[1]:5.2f}   {min(walls):7.2f} / {min(cpus):5.2f}"
    )
    for i, name in enumerate(("serve to first page", "serve to first room")):
        click.echo(f"{name:<26} {cold_page[i]:7.2f}           {min(one[i] for one in pages):7.2f}")


if __name__ == "__main__":
    main()
