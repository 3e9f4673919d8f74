"""What each instrument costs when it is on, and where the time of the national market goes.

    python -m benchmarks.instruments             a table: seconds of the processor, and the ratio
    python -m benchmarks.instruments national    one run of twenty years, step by step

Times are of the processor, not of the clock, so that other work on the machine matters less.
"""

import io
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console

from simulator import batch
from simulator.config import compose
from simulator.engine import params, year
from simulator.engine.context import Luck, State
from simulator.report import page
from simulator.results import store, summary
from simulator.world.build import World, built

RUNS, YEARS, TIMES = 100, 10, 5
PLAIN = ("scenario=region", f"years={YEARS}")


def seconds(work: Callable[[], Any], times: int = TIMES) -> float:
    """Processor seconds of one call, the least of some: what other work adds only adds."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def batch_of(overrides: Sequence[str]) -> Callable[[], batch.Record]:
    """A batch of the region with these settings, ready to be played."""
    chosen = compose.composed([*PLAIN, *overrides])
    world, numbers = built(chosen), params.records(RUNS, chosen.params)
    ids = np.arange(RUNS, dtype=np.uint64)
    return lambda: batch.played(world, numbers, ids, 1, YEARS)


def instruments() -> None:
    """One row an instrument: its time, and the ratio to none, played alternately."""
    off = batch_of(())
    off()  # compiles, or loads what was compiled
    console = Console()
    console.print(f"region, {RUNS} runs of {YEARS} years; seconds, least of {TIMES}")
    rows = {name: (f"instrument=[{name}]",) for name in sorted(compose.catalogue("instrument"))}
    rows |= {f"form {name}": (f"contract_form={name}",) for name in ("tailored", "standard")}
    every = ",".join(name for name in rows if name in compose.catalogue("instrument"))
    rows["all together"] = (f"instrument=[{every}]",)
    for name, overrides in rows.items():
        on = batch_of(overrides)
        on()
        with_, without = seconds(on), seconds(off)
        console.print(f"| {name} | {with_:.3f} | {without:.3f} | {with_ / without:.2f} |")


def national() -> None:
    """The national market: every step of `gunfactor run scenario=national`."""
    console, last = Console(), [time.process_time(), time.perf_counter()]

    def step(name: str) -> None:
        processor, clock = time.process_time() - last[0], time.perf_counter() - last[1]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        console.print(f"| {name} | {processor:.1f} | {clock:.1f} | {peak:.0f} |")
        last[:] = time.process_time(), time.perf_counter()

    chosen = compose.composed(["scenario=national"])
    step("read and check the settings")
    world = built(chosen)
    step(f"build {len(world.organisations)} organisations, {len(world.relations)} relations")
    batch_of(())()
    step("load the machine code (and play a small region)")
    numbers, ids = params.records(1, chosen.params), np.arange(1, dtype=np.uint64)
    record = batch.played(world, numbers, ids, 1, chosen.years)
    step(f"play {chosen.years} years, one run")
    with tempfile.TemporaryDirectory() as folder:
        store.written(Path(folder), chosen, record)
        step("write the tables")
        Console(file=io.StringIO()).print(summary.table(record, chosen))
        step("sum up for the screen")
        page.written(Path(folder), chosen, record)
        step("figures and report")
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
    console.print(f"on disk: {size / 1e6:.0f} MB")
    _years(world, numbers, ids, chosen.years, console)


def _years(world: World, numbers: np.ndarray, ids: np.ndarray, years: int, console: Any) -> None:
    """Within the years: the talks against the rest, year by year on a copy of the state."""
    simulation = batch.Simulation.of(world, numbers, ids, 1, years=years)
    trace = batch.blank_trace(world, 1, traced=False)
    talks = whole = 0.0
    for y in range(years):
        copy = State(*(part[0] for part in batch.copied(simulation.state)))
        model, layout = batch.model_of(world, numbers[0], y), batch.layout_of(world, y)
        luck = Luck(np.uint64(1), np.uint64(0), ids[0], y)
        start = time.process_time()
        year.hold_talks(model, layout, copy, luck, trace[0], None)
        between = time.process_time()
        simulation.step()
        if y > 0:  # the first call of `hold_talks` from here compiles it
            talks += between - start
            whole += time.process_time() - between
    console.print(f"of the years: talks {talks / whole:.0%}, delivery, evaluation and the rest "
                  f"{1 - talks / whole:.0%} ({whole / (years - 1):.2f} s a year)")  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:] == ["national"]:
        national()
    else:
        instruments()
