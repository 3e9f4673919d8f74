"""Where the engine stops growing in a straight line: runs, relations and years, each doubled.

    python -m benchmarks.growth
    python -m benchmarks.growth --patience 60 --memory 16

Every size is played once in a process of its own, with its record, on one thread. A line ends when
a size took longer than the patience (seconds) or more than the memory (GiB). Runs are those of 16
relations in 10 years, relations those of one run in 10 years, years those of one run of 16.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import click
import numpy as np

from benchmarks import measured
from benchmarks.measured import SEED
from simulator import batch
from simulator.config import compose
from simulator.engine import params
from simulator.world.build import built

SIDES_OF_16 = (4, 2, 2)  # insurers, hospitals, mental health providers
MOST = {"runs": 2**22, "relations": 2**22, "years": 200}  # a configuration takes no more years
CHILD = "from benchmarks import growth; growth.told({runs}, {relations}, {years})"
GIBIBYTE = 2**30


def told(runs: int, relations: int, years: int) -> None:
    """In a process of its own: play, and say what it took."""
    clock = time.process_time()
    insurers, *providers = SIDES_OF_16
    counts = [insurers, *(one * relations // 16 for one in providers)]
    names = ("verzekeraar", "ziekenhuis", "ggz")
    words = [f"world.organisations.{n}.count={c}" for n, c in zip(names, counts, strict=True)]
    own = compose.composed(["world=sixteen", f"years={years}", *words], measured.CONFIGS)
    world, numbers = built(own), params.records(1, own.params)
    batch.played(world, numbers, np.arange(1), SEED, 1)  # loads the machine code
    building = time.process_time() - clock
    many = np.repeat(numbers, runs)
    clock = time.process_time()
    record = batch.played(world, many, np.arange(runs), SEED, years)
    seconds = time.process_time() - clock
    found = {
        "turns": int(record.relations["turns"].sum(dtype=np.int64)),
        "seconds": seconds,
        "building": building,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    sys.stdout.write(json.dumps(found))


def size(runs: int, relations: int, years: int) -> dict[str, float] | None:
    """What one size took; None where it could not be played at all."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD.format(runs=runs, relations=relations, years=years)],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        click.echo((done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1])
        return None
    return dict(json.loads(done.stdout))


@click.command(help=__doc__)
@click.option("--patience", default=10.0, show_default=True, help="Seconds.")
@click.option("--memory", default=6.0, show_default=True, help="GiB.")
def main(patience: float, memory: float) -> None:
    """Double each, until enough."""
    for name, smallest in (("runs", 1), ("relations", 16), ("years", 1)):
        click.echo(f"{name:>9}     engine s   turns per s   the rest s    GiB")
        many = smallest
        while many <= MOST[name]:
            found = size(**({"runs": 1, "relations": 16, "years": 10} | {name: many}))
            if found is None:
                break
            speed = found["turns"] / found["seconds"]
            click.echo(
                f"{many:>9,}   {found['seconds']:>10.3f}   {speed:>11,.0f}"
                f"   {found['building']:>10.2f}   {found['memory'] / GIBIBYTE:>4.2f}"
            )
            slow = found["seconds"] + found["building"] > patience
            if slow or found["memory"] > memory * GIBIBYTE:
                break
            many *= 2
        click.echo()


if __name__ == "__main__":
    main()
