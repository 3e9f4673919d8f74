"""One worker or two, processes or threads: a small region in many runs, and the national market.

    python -m benchmarks.workers

Plays whole sweeps as `gunfactor sweep` does, results on disk, in rounds that take turns; says the
least seconds of each with the processor time and the most memory of all its processes together.
What a start costs and what a point more costs come from two sizes of the small region.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

import click

from benchmarks.million import MAIN, ROOT, memory

SMALL = ("sweep=million", "sweep.replicates=1")
SWEEPS = {
    "1,000 points of 16 relations": (*SMALL, "sweep.design.points=1000"),
    "40,000 points of 16 relations": (*SMALL, "sweep.design.points=40000"),
    "yearly records, 10,000 runs": ("sweep=ten_thousand",),
    "16 points of the national market": ("sweep=national",),
}
EXECUTORS = (("processes", 1), ("processes", 2), ("threads", 1), ("threads", 2))


class Taken(NamedTuple):
    """What a sweep took."""

    seconds: float
    processor: float
    memory: int


def taken(words: tuple[str, ...], executor: str, workers: int) -> Taken:
    """Play one sweep in a folder that goes away."""
    with tempfile.TemporaryDirectory(prefix="gunfactor-") as home:
        line = [sys.executable, "-c", MAIN, "sweep"]
        line += ["--config-dir", str(ROOT / "benchmarks" / "configs"), f"output={home}/out"]
        line += [*words, f"sweep.executor={executor}", f"sweep.workers={workers}"]
        before, began, most = _processor(), time.perf_counter(), 0
        process = subprocess.Popen(
            line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None:
            time.sleep(0.05)
            most = max(most, memory(process.pid))
        seconds = time.perf_counter() - began
        if process.returncode:
            raise click.ClickException(f"{' '.join(line)}: exit {process.returncode}")
    return Taken(seconds, _processor() - before, most)


def _processor() -> float:
    """CPU seconds of all that ended below this process."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@click.command(help=__doc__)
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True)
@click.option("--only", help="Only sweeps with this in their name.")
def main(rounds: int, only: str | None) -> None:
    """Measure in turns and say."""
    chosen = {name: words for name, words in SWEEPS.items() if only is None or only in name}
    found: dict[tuple[str, str, int], list[Taken]] = {}
    for _ in range(rounds):
        for name, words in chosen.items():
            for executor, workers in EXECUTORS:
                found.setdefault((name, executor, workers), []).append(
                    taken(words, executor, workers)
                )
    click.echo(f"load {os.getloadavg()[0]:.1f}, best of {rounds}   seconds   processor s    GiB")
    for (name, executor, workers), all_ in found.items():
        best = Taken(*(min(one) for one in zip(*all_, strict=True)))
        click.echo(
            f"{name:<34}{workers} {executor:<10}{best.seconds:>8.1f}{best.processor:>14.1f}"
            f"{best.memory / 2**30:>7.2f}"
        )


if __name__ == "__main__":
    main()
