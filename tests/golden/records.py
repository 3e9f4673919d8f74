"""What another arithmetic does to what is recorded, number by number.

    python -m tests.golden.records keep OLD.npz      # in one version of the code
    python -m tests.golden.records compare OLD.npz   # in another

Rounding moves a number by far less than 1e-9; a relation-run in which some number differs by more
has taken another path: another act, another turn. Prints how many did, and the largest difference
in those that did not.
"""

import sys
from pathlib import Path

import numpy as np

from simulator.batch import Record
from simulator.config.compose import catalogue
from tests import worlds

RUNS, YEARS = 40, 12
ROUNDING = 1e-9


def records() -> dict[str, Record]:
    """Every scenario of the catalogue, and the region with all instruments on."""
    found = {}
    for name in catalogue("scenario"):
        config = worlds.config(f"scenario={name}")
        numbers = dict(config.params)
        runs = RUNS if len(worlds.world(f"scenario={name}").ties) < 200 else 2
        found[name] = worlds.played(
            worlds.world(f"scenario={name}"), min(config.years, YEARS), runs, config.seed, **numbers
        )
    found["instruments"] = worlds.played(worlds.busy(), 6, RUNS, **worlds.INSTRUMENTS)
    return found


def arrays(record: Record) -> dict[str, np.ndarray]:
    """All that is kept, by relation and run: each [R, D, ...] as float."""
    kept = {**record.sides, **record.relations}
    return {name: np.moveaxis(values, 1, -1).astype(float) for name, values in kept.items()}


def keep(file: Path) -> None:
    """Write all records."""
    found = {
        f"{name}/{field}": values
        for name, record in records().items()
        for field, values in arrays(record).items()
    }
    np.savez(file, **found)


def compare(file: Path) -> list[str]:
    """A line for each scenario, and one for all."""
    lines, flipped, counted, largest, most = [], 0, 0, 0.0, 0.0
    with np.load(file) as old:
        for name, record in records().items():
            all_ = np.zeros(1)
            for field, new in arrays(record).items():
                before = old[f"{name}/{field}"]
                alike = (new == before) | (np.isnan(new) & np.isnan(before))
                apart = np.where(alike, 0.0, np.abs(new - before))
                apart = np.where(np.isnan(apart), np.inf, apart)
                all_ = np.maximum(all_, apart.reshape(*apart.shape[:2], -1).max(axis=-1))
            other = all_ > ROUNDING
            flipped, counted = flipped + int(other.sum()), counted + other.size
            largest = max(largest, float(all_[~other].max(initial=0.0)))
            most = max(most, float(all_[other & np.isfinite(all_)].max(initial=0.0)))
            lines.append(
                f"{name:<36} {int(other.sum()):>4} of {other.size:>6} took another path, "
                f"otherwise within {all_[~other].max(initial=0.0):.1e}"
            )
    lines.append(
        f"{flipped} of {counted} relation-runs took another path (differences up to {most:.2f}); "
        f"in the others every number is within {largest:.1e}"
    )
    return lines


if __name__ == "__main__":
    what, place = sys.argv[1], Path(sys.argv[2])
    if what == "keep":
        keep(place)
    else:
        sys.stdout.write("\n".join(compare(place)) + "\n")
