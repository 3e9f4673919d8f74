"""What writing a run costs beside playing it, with the full and with the small record.

    python -m benchmarks.writing                      # 5,000 relations, 100 runs, 10 years
    python -m benchmarks.writing --runs 10

Writing is everything that `gunfactor run` writes: tables, settings, figures and report.
"""

import argparse
import tempfile
import time
from pathlib import Path

import click

from benchmarks.measured import CONFIGS
from simulator.config import compose
from simulator.report import page
from simulator.results import compare, store

COUNTS = {"verzekeraar": 25, "ziekenhuis": 100, "ggz": 100}  # 5,000 relations


def words(runs: int, record: str) -> list[str]:
    """The settings of the run."""
    counts = [f"world.organisations.{name}.count={count}" for name, count in COUNTS.items()]
    return ["world=sixteen", "mix=region", "years=10", f"runs={runs}", f"record={record}", *counts]


def main() -> None:
    """Play once, write twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100)
    runs = parser.parse_args().runs
    for record in ("relations", "yearly"):  # the first few runs compile the rules
        chosen = compose.composed(words(2, record), CONFIGS)
        taken(chosen, compare.alone(chosen, lambda _: None, 2))
    chosen = compose.composed(words(runs, "yearly"), CONFIGS)
    began = time.monotonic()
    played = compare.alone(chosen, lambda _: None, 2)
    click.echo(f"{'playing':<26}{time.monotonic() - began:6.1f} s")
    for record in ("yearly", "relations"):
        chosen = compose.composed(words(runs, record), CONFIGS)
        tables, report, size = taken(chosen, played)
        what = f"writing, record={record}"
        click.echo(f"{what:<26}{tables + report:6.1f} s (report {report:.1f} s), {size:.1f} MB")


def taken(chosen: compose.Config, played: compare.Record) -> tuple[float, float, float]:
    """Seconds for tables and for report, and megabytes of tables."""
    with tempfile.TemporaryDirectory() as home:
        folder, began = Path(home) / "run", time.monotonic()
        files = store.written(folder, chosen, played)
        size, tables = sum(file.stat().st_size for file in files) / 1e6, time.monotonic() - began
        page.written(folder, chosen, played, None, None, "gunfactor run")
        return tables, time.monotonic() - began - tables, size


if __name__ == "__main__":
    main()
