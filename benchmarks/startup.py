"""What a start costs: the first one ever, which compiles the rules, and every one after it.

python -m benchmarks.startup
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import click

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


@click.command(help=__doc__)
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True)
def main(rounds: int) -> None:
    """Start once without machine code, then some times with it."""
    with tempfile.TemporaryDirectory(prefix="gunfactor-") as cache:
        cold = started(cache)
        warm = [started(cache) for _ in range(rounds)]
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


if __name__ == "__main__":
    main()
