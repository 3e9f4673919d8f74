"""The world that is measured, and the clock.

CPU time, because other programs may use the machine; best of some rounds, because what disturbs
only adds. What is compared takes turns within one process.
"""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from simulator.config import compose
from simulator.engine import params
from simulator.world.build import World, built

CONFIGS = Path(__file__).parent / "configs"
SEED = 1
YEARS = 10
# Counts of insurers, hospitals and mental health providers; everyone contracts with every insurer.
WORLDS = {16: (4, 2, 2), 2000: (20, 50, 50)}


def world(relations: int, mix: str = "region") -> tuple[World, np.ndarray]:
    """A world of `relations` relations, and the numbers of the model for one run."""
    names = ("verzekeraar", "ziekenhuis", "ggz")
    counts = zip(names, WORLDS[relations], strict=True)
    overrides = [f"world.organisations.{name}.count={count}" for name, count in counts]
    own = compose.composed(["world=sixteen", f"mix={mix}", f"years={YEARS}", *overrides], CONFIGS)
    return built(own), params.records(1, own.params)[0]


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds that some work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def best(rounds: int, **works: Callable[[], object]) -> dict[str, float]:
    """CPU seconds of each work: the best of some rounds in which they take turns."""
    taken = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, work in works.items():
            taken[name] = min(taken[name], seconds(work))
    return taken
