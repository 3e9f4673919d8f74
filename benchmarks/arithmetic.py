"""What the portable functions cost beside those of the C library, all compiled.

    python -m benchmarks.arithmetic

Each is called on numbers of the size that rules use. `waits`: nanoseconds until the answer is
there, where every call needs the one before it. `streams`: nanoseconds a call where none does. Best
of some rounds in which the two take turns.
"""

import math
from collections.abc import Callable

import click
import numba
import numpy as np

from benchmarks import measured
from simulator.engine import portable_math as own
from simulator.engine.jit import SETTINGS

COUNT = 20_000
PAIRS: dict[str, tuple[Callable, Callable]] = {
    "exp": (lambda x, _: own.exp(x), lambda x, _: math.exp(x)),
    "log": (lambda x, _: own.log(x), lambda x, _: math.log(x)),
    "power": (lambda x, y: own.power(x, y), lambda x, y: math.pow(x, y)),
    "cos": (lambda x, _: own.cos(x), lambda x, _: math.cos(x)),
}
RANGES = {"exp": (-20.0, 5.0), "log": (0.0, 1.0), "power": (0.0, 1.0), "cos": (0.0, 2.0 * math.pi)}
OTHER = (0.1, 6.0)  # exponents of powers


def loops(function: Callable) -> tuple[Callable, Callable]:
    """Two compiled loops over a function: each call waits for the last, or none does."""
    asked = numba.njit(**SETTINGS)(function)

    @numba.njit(**SETTINGS)
    def waits(x, y):  # type: ignore[no-untyped-def]
        last = 0.0
        for k in range(x.shape[0]):
            last = asked(x[k] + 1e-30 * last, y[k])
        return last

    @numba.njit(**SETTINGS)
    def streams(x, y):  # type: ignore[no-untyped-def]
        total = 0.0
        for k in range(x.shape[0]):
            total += asked(x[k], y[k])  # in this order, so that no calls are taken together
        return total

    return waits, streams


def costs(name: str, rounds: int) -> list[float]:
    """Nanoseconds a call: own and library waiting, own and library streaming."""
    chance = np.random.default_rng(1)
    x, y = chance.uniform(*RANGES[name], COUNT), chance.uniform(*OTHER, COUNT)
    (own_waits, own_streams), (c_waits, c_streams) = (loops(each) for each in PAIRS[name])
    works = {
        "own waits": own_waits, "C waits": c_waits,
        "own streams": own_streams, "C streams": c_streams,
    }  # fmt: skip
    for work in works.values():
        work(x, y)  # compiled before it is timed
    taken = measured.best(rounds, **{k: lambda f=f: f(x, y) for k, f in works.items()})
    return [seconds / COUNT * 1e9 for seconds in taken.values()]


@click.command(help=__doc__)
@click.option("--rounds", type=click.IntRange(1), default=100, show_default=True)
def main(rounds: int) -> None:
    """Measure and say."""
    click.echo("ns a call   waits: own     C  ratio   streams: own     C  ratio")
    for name in PAIRS:
        a, b, c, d = costs(name, rounds)
        click.echo(f"{name:<12}{a:13.1f}{b:6.1f}{a / b:7.2f}{c:15.1f}{d:6.1f}{c / d:7.2f}")


if __name__ == "__main__":
    main()
