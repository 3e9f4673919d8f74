"""How near the engine is to its floor: the same kernel without a record, and without chance.

    python -m benchmarks.floor

The floor plays the same rules. Its luck costs next to nothing: numbers mixed from the key by one
multiplication instead of ten rounds of Philox, of no use for research, but as uneven as real luck,
so that talks go as many ways. The rules are compiled anew for it, in a process of its own.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import click
import numpy as np

from benchmarks import measured
from benchmarks.measured import SEED, YEARS
from simulator import batch
from simulator.engine import rng

RUNS = 1000
RELATIONS = 16
CHILD = "from benchmarks import floor; floor.cheapened(); floor.main_of_child({rounds})"


def mixed(seed, who, run, year, turn, purpose):
    """Four numbers in (0, 1) that are hardly random."""
    mask = np.uint64(0xFFFF)
    key = np.uint64(seed) + np.uint64(who) + (np.uint64(run) << np.uint64(20))
    key += (np.uint64(year) << np.uint64(40)) + np.uint64(turn) * np.uint64(256)
    word = (key + np.uint64(purpose)) * np.uint64(0x9E3779B97F4A7C15)
    part = 1.0 / 65536.0
    return (
        (float(word & mask) + 0.5) * part,
        (float((word >> np.uint64(16)) & mask) + 0.5) * part,
        (float((word >> np.uint64(32)) & mask) + 0.5) * part,
        (float(word >> np.uint64(48)) + 0.5) * part,
    )


def cheapened() -> None:
    """Have every rule that is compiled from now on draw such numbers."""
    rng.draws.py_func.__code__ = mixed.__code__


def played(world: object, numbers: np.ndarray) -> int:
    """Relation-turns of all runs, with the record of every year."""
    many = np.repeat(numbers[None], RUNS)
    record = batch.played(world, many, np.arange(RUNS), SEED, YEARS)
    return int(record.relations["turns"].sum(dtype=np.int64))


def lived(world: object, numbers: np.ndarray) -> int:
    """The same without a record; turns are added up from the state."""
    turns, step = 0, batch.CHUNK // RELATIONS
    for first in range(0, RUNS, step):
        ids = np.arange(first, min(first + step, RUNS))
        many = np.repeat(numbers[None], len(ids))
        simulation = batch.Simulation.of(world, many, ids, SEED, years=YEARS)
        while not simulation.done:
            simulation.live()
            turns += int(simulation.state.relations["turns"].sum(dtype=np.int64))
            simulation.turn_over()
    return turns


def speeds(rounds: int) -> dict[str, float]:
    """Relation-turns per CPU second, with and without a record."""
    world, numbers = measured.world(RELATIONS)
    turns = {"record": played(world, numbers), "none": lived(world, numbers)}
    taken = measured.best(
        rounds, record=lambda: played(world, numbers), none=lambda: lived(world, numbers)
    )
    return {name: turns[name] / taken[name] for name in turns}


def main_of_child(rounds: int) -> None:
    """The same with cheap luck."""
    sys.stdout.write(json.dumps(speeds(rounds)))


def cheap(rounds: int) -> dict[str, float]:
    """Speeds with cheap luck, from a process with machine code of its own."""
    with tempfile.TemporaryDirectory(prefix="gunfactor-") as cache:
        done = subprocess.run(
            [sys.executable, "-c", CHILD.format(rounds=rounds)],
            env={**os.environ, "GUNFACTOR_CACHE": cache},
            cwd=Path(__file__).parents[1],
            capture_output=True,
            text=True,
            check=True,
        )
    return dict(json.loads(done.stdout))


@click.command(help=__doc__)
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True)
def main(rounds: int) -> None:
    """Measure and say."""
    real, low = speeds(rounds), cheap(rounds)
    whole = real["record"]
    click.echo(f"{RELATIONS} relations x {RUNS:,} runs x {YEARS} years, relation-turns per CPU s")
    for name, speed in (
        ("the engine", whole),
        ("without a record", real["none"]),
        ("without randomness", low["record"]),
        ("without either: the floor", low["none"]),
    ):
        click.echo(f"  {name:<28}{speed:>12,.0f}   {whole / speed:5.0%} of the engine's time")


if __name__ == "__main__":
    main()
