"""How fast is the engine, and what is that worth beside a plain Mesa model of the same rules?

    python -m benchmarks.spine                     16 relations x 1,000 runs x 10 years
    python -m benchmarks.spine --relations 2000    2,000 relations x 8 runs x 10 years

A relation-turn is one turn of one relation: an act, an offer and the answer. All that happens in
the other months and the record of every year are in the time, counted per relation-turn.
"""

import click
import numpy as np

from benchmarks import measured
from benchmarks.measured import SEED, YEARS
from benchmarks.plain_mesa import PlainModel, difference, plain
from simulator import batch

ENGINE_RUNS = {16: 1000, 2000: 8}
PLAIN_RUNS = {16: 10, 2000: 1}
CHECKED = 2  # runs
ENOUGH = 1e-9  # the same bits on one machine; another one's exp may round otherwise


def turns_of_engine(world: object, numbers: np.ndarray, runs: int) -> int:
    """Play and count; one thread."""
    many = np.repeat(numbers[None], runs)
    record = batch.played(world, many, np.arange(runs), SEED, YEARS)
    return int(record.relations["turns"].sum(dtype=np.int64))


def turns_of_plain(world: object, runs: int, *, keyed: bool) -> int:
    """The same with the plain model, one run after the other."""
    turns = 0
    for run in range(runs):
        model = PlainModel(world, SEED + run if not keyed else SEED, run if keyed else None)
        for _ in range(YEARS):
            model.step()
            turns += sum(relation.turns for relation in model.relations)
    return turns


@click.command(help=__doc__)
@click.option("--relations", type=click.Choice(["16", "2000"]), default="16")
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True)
def main(relations: str, rounds: int) -> None:
    """Check that both are the same model, then time them in turns."""
    size = int(relations)
    world, numbers = measured.world(size)
    runs, plain_runs = ENGINE_RUNS[size], PLAIN_RUNS[size]
    simple = plain(world, numbers)
    if size == min(ENGINE_RUNS):
        apart = difference(world, numbers, CHECKED, SEED, YEARS)
        name = max(apart, key=lambda one: apart[one])
        if not apart[name] <= ENOUGH:
            raise click.ClickException(
                f"the plain model and the engine are not the same: {name} differs by {apart[name]}"
            )
        click.echo(f"the same model: {len(apart)} columns, largest difference {apart[name]:g}")

    turns = {
        "engine": turns_of_engine(world, numbers, runs),  # and compiles
        "keyed": turns_of_plain(simple, plain_runs, keyed=True),
        "running": turns_of_plain(simple, plain_runs, keyed=False),
    }
    taken = measured.best(
        rounds,
        engine=lambda: turns_of_engine(world, numbers, runs),
        keyed=lambda: turns_of_plain(simple, plain_runs, keyed=True),
        running=lambda: turns_of_plain(simple, plain_runs, keyed=False),
    )
    speed = {name: turns[name] / taken[name] for name in turns}
    click.echo(f"{size:,} relations x {runs:,} runs x {YEARS} years, relation-turns per CPU second")
    click.echo(f"  engine                               {speed['engine']:>12,.0f}")
    for name, what in (
        ("keyed", "plain Mesa, the same numbers      "),
        ("running", "plain Mesa, Python's own chance   "),
    ):
        ratio = speed["engine"] / speed[name]
        click.echo(f"  {what}   {speed[name]:>12,.0f}   engine {ratio:.0f} times as fast")


if __name__ == "__main__":
    main()
