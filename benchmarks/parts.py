"""Where the engine's time goes.

    python -m benchmarks.parts

Nanoseconds per relation-turn of the parts of a batch, and by shortening the season what one turn
costs and what the rest of a relation's year costs.
"""

import time
from collections.abc import Callable
from typing import Any

import click
import numpy as np

from benchmarks import measured
from benchmarks.measured import SEED, YEARS
from simulator import batch

RUNS = 256
CHUNK = 32  # runs worked on together
PARTS = ("begun", "live", "keep", "turn_over")


def parts(world: object, numbers: np.ndarray) -> tuple[dict[str, float], int, int]:
    """CPU seconds of the parts of a batch, relation-turns, relation-years."""
    taken = dict.fromkeys(PARTS, 0.0)
    many, ids = np.repeat(numbers[None], RUNS), np.arange(RUNS)
    record = batch.blank_record(world, ids, SEED, YEARS, traced=False)

    def timed(name: str, part_of_year: Callable[..., Any], *arguments: object) -> Any:
        started = time.process_time()
        result = part_of_year(*arguments)
        taken[name] += time.process_time() - started
        return result

    for first in range(0, RUNS, CHUNK):
        part = slice(first, first + CHUNK)
        state = timed("begun", batch.begun, world, many[part], ids[part], SEED)
        simulation = batch.Simulation.of(
            world, many[part], ids[part], SEED, years=YEARS, record=record.part(part), state=state
        )
        while not simulation.done:
            turns = timed("live", simulation.live)
            timed("keep", simulation.keep, turns)
            timed("turn_over", simulation.turn_over)
    turns = int(record.relations["turns"].sum(dtype=np.int64))
    return taken, turns, RUNS * YEARS * len(world.ties)


@click.command(help=__doc__)
@click.option("--rounds", type=click.IntRange(1), default=9, show_default=True)
def main(rounds: int) -> None:
    """Measure and say."""
    world, numbers = measured.world(16)
    best = dict.fromkeys(PARTS, float("inf"))
    for _ in range(rounds + 1):
        taken, turns, years = parts(world, numbers)
        best = {name: min(best[name], taken[name]) for name in PARTS}
    for name in PARTS:
        click.echo(f"{name:<12} {best[name] / turns * 1e9:6.1f} ns per relation-turn")

    short, few = float("inf"), 0
    world.calendar["turns"], world.calendar["stragglers"], world.calendar["mediation"] = 2, 0, 99
    for _ in range(rounds):
        taken, few, _ = parts(world, numbers)
        short = min(short, taken["live"])
    turn = (best["live"] - short) / (turns - few)
    click.echo(f"one turn     {turn * 1e9:6.1f} ns")
    click.echo(f"the rest     {(short - few * turn) / years * 1e9:6.1f} ns per relation-year")


if __name__ == "__main__":
    main()
