"""How often the 95 % intervals of sweep analyses hold what many replicates give.

    python -m benchmarks.coverage                     # the table of docs/sweeps.md
    python -m benchmarks.coverage --sweeps 40         # a first look

Every sweep has points and luck of its own. What an interval should hold is the same number from
sweeps with as many points and so many more replicates that luck hardly counts, averaged over those
sweeps; for the box of PRIM what it holds among the points of all of them.
`known` is a formula of three factors with luck that lifts all points, luck that changes what the
factors do, and luck of each run; `one relation` is the model itself with an insurer and a provider,
cooperative less hard; `region` the same with 43 relations. Rare shares are drawn as yes and no of
relations within runs.
"""

import argparse
import io
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from rich.progress import Progress

from simulator.analysis import features, morris, prim, response, results, sobol
from simulator.analysis.luck import POINT, SHARED
from simulator.analysis.outcome import Gaps, Outcome, overall
from simulator.results import intervals
from simulator.sweeps import designs, evaluate
from simulator.sweeps.factors import Factor
from simulator.sweeps.load import Sweep
from simulator.sweeps.plan import Design
from simulator.sweeps.scheme import Scheme, of_words

MANY = 64  # replicates of the sweeps that say what is true
COLUMN = "value_provider_mean"
REAL = {"one relation": "world=ggz_insurer", "region": "world=region"}
Numbers = dict[str, np.ndarray]  # analysis -> [m, 4]: value, low, high, part that is luck


class Case(NamedTuple):
    """Sweeps of one kind."""

    model: str  # known, or a key of REAL
    design: str
    points: int
    replicates: int
    luck: str = SHARED


CASES = (
    Case("known", "latin", 64, 4),
    Case("known", "latin", 64, 12),
    Case("known", "latin", 64, 4, POINT),
    Case("known", "sobol", 64, 4),
    Case("known", "sobol", 64, 12),
    Case("known", "morris", 24, 4),
    Case("known", "morris", 24, 12),
    Case("one relation", "latin", 64, 4),
    Case("one relation", "sobol", 64, 12),
    Case("one relation", "morris", 24, 12),
    Case("region", "latin", 64, 4),
)
UNEVEN = {"one relation": 60, "region": 24}  # sweeps that say what is true


def drawn(case: Case, seed: int) -> designs.Points:
    """The points of a sweep."""
    asked = Design(kind=case.design, points=case.points, seed=seed)
    return designs.designed(asked, factors(case.model))


def factors(model: str) -> tuple[Factor, ...]:
    """What is varied."""
    if model != "known":
        return scheme(model).factors
    return tuple(Factor(name, "param", 0.0, 1.0) for name in ("much", "bent", "nothing"))


@cache
def scheme(model: str) -> Scheme:
    """The sweep of the model that is played again and again with other points and luck."""
    return of_words(["sweep=quick", REAL[model], "sweep.outcomes=[value]", "years=6"])


def played(case: Case, points: designs.Points, seed: int, replicates: int) -> np.ndarray:
    """The outcome of every run, [P, n]."""
    return (known if case.model == "known" else modelled)(case, points, seed, replicates)


def known(case: Case, points: designs.Points, seed: int, replicates: int) -> np.ndarray:
    """A formula with luck; without end of replicates it is `expected`."""
    x = np.stack(list(points.columns.values()), axis=1)
    random = np.random.Generator(np.random.PCG64([seed, replicates]))
    lucks = (len(x) if case.luck == POINT else 1, replicates)
    lift, slope, other = random.normal(0.0, (0.25, 0.35, 0.2), (*lucks, 3)).transpose(2, 0, 1)
    own = random.normal(0.0, 0.15, (len(x), replicates))
    much, _, nothing = (column[:, None] - 0.5 for column in x.T)
    return expected(x)[:, None] + lift + slope * much + other * nothing + own


def expected(x: np.ndarray) -> np.ndarray:
    """What is to be expected at points [P, 3]."""
    much, bent, _ = x.T
    return np.asarray(1.2 * much + 2.0 * (bent - 0.5) ** 2 + 0.5 * much * bent)


def modelled(case: Case, points: designs.Points, seed: int, replicates: int) -> np.ndarray:
    """The model itself: cooperative less hard, in pairs."""
    base = scheme(case.model)
    plan = base.plan.model_copy(update={"replicates": replicates, "luck": case.luck})
    rows = points.number * len(base.variants)
    study = replace(base.study, seed=seed, rows=rows, rounds=(replicates,))
    cells = np.zeros(points.number * len(base.variants), np.int32)
    own = replace(base, plan=plan, study=study, points=points, cells=cells)
    result = evaluate.played(study, own.job(0, 0, own.runs))
    table = pq.read_table(io.BytesIO(result.files["runs"]), columns=[COLUMN])
    values = table[COLUMN].to_numpy().astype(float).reshape(points.number, 2, replicates)
    return np.asarray(values[:, 1] - values[:, 0])


def as_sweep(case: Case, points: designs.Points) -> Sweep:
    """The sweep as an analysis sees it, without a folder."""
    design = {"kind": case.design, "levels": 4, "second_order": False}
    identity = {"plan": {"luck": case.luck, "design": design}}
    found = Sweep(Path(), {"name": case.model, "hash": "-", "identity": identity})
    place = {"point": np.arange(points.number)}
    object.__setattr__(found, "design", pa.table({**place, **points.columns}))
    unit = None if points.unit is None else dict(zip(points.columns, points.unit.T, strict=True))
    object.__setattr__(found, "sample", None if unit is None else pa.table({**place, **unit}))
    return found


def analysed(case: Case, seed: int, replicates: int) -> tuple[Numbers, dict[str, object]]:
    """The numbers of all analyses of one sweep, and what is needed to judge a box."""
    points = drawn(case, seed)
    values = played(case, points, seed, replicates)
    sweep, found = as_sweep(case, points), Outcome("value", values, Gaps())
    numbers: Numbers = {"mean": np.array(overall(sweep, found)).T}
    if case.design == "latin":
        curves = response.table(sweep, found, factors=sweep.factors)
        numbers["response"] = columns(curves, "mean")
        numbers["features"] = columns(by_factor(features.table(sweep, found)), "score")
        return numbers, {"where": np.stack(list(points.columns.values()), axis=1), "values": values}
    table = by_factor((sobol if case.design == "sobol" else morris).table(sweep, found))
    for name in ("st", "s1") if case.design == "sobol" else ("mu", "mu_star"):
        numbers[name] = columns(table, name)
    return numbers, {}


def by_factor(table: pa.Table) -> pa.Table:
    """In one order, whatever came of it."""
    return table.sort_by("factor")


def columns(table: pa.Table, name: str) -> np.ndarray:
    """Value, low, high and luck, [m, 4]."""
    parts = [table[f"{name}{end}"].to_numpy(zero_copy_only=False) for end in results.ENDS]
    return np.stack(parts, axis=1).astype(float)


def boxed(case: Case, threshold: float, pool: tuple[np.ndarray, np.ndarray], seed: int) -> Numbers:
    """Of one sweep the box of PRIM: its density, and the share of interesting runs over all.

    The first column is what is true of this very box.
    """
    points = drawn(case, seed)
    values = played(case, points, seed, case.replicates)
    sweep, found = as_sweep(case, points), Outcome("value", values, Gaps())
    about = results.about(prim.table(sweep, found, threshold=threshold))
    where, hits = pool
    inside = np.ones(len(where), np.bool_)
    for limit in json.loads(about["box"]):
        column = where[:, sweep.factors.index(limit["factor"])]
        inside &= (column >= limit["low"]) | (limit["low"] <= limit["least"])
        inside &= (column <= limit["high"]) | (limit["high"] >= limit["most"])
    truths = {
        "share": hits.mean(),
        "density": hits[inside].mean(),
        "coverage": (hits * inside).sum() / hits.sum(),
    }
    return {
        f"prim {name}": np.array([[truth, *(float(about[f"{name}{e}"]) for e in results.ENDS[1:])]])
        for name, truth in truths.items()
    }


def judged(case: Case, sweeps: int, pool: ProcessPoolExecutor, told: Callable[[], None]) -> None:
    """Play, analyse and print the rows of a case."""
    count, many = (sweeps, MANY) if case.model == "known" else (UNEVEN[case.model], MANY)
    true = list(followed(pool, partial(analysed, case, replicates=many), count, 10_000, told))
    ours = list(
        followed(pool, partial(analysed, case, replicates=case.replicates), sweeps, 0, told)
    )
    for name in ours[0][0]:
        truth = np.nanmean([numbers[name][:, 0] for numbers, _ in true], axis=0)
        row(case, name, truth, np.array([numbers[name] for numbers, _ in ours]))
    if case.design == "latin":
        where = np.concatenate([more["where"] for _, more in true])  # type: ignore[misc]
        values = np.concatenate([more["values"] for _, more in true])  # type: ignore[misc]
        threshold = float(np.quantile(values, 0.75))
        known_ = where, (values > threshold).mean(axis=1)
        boxes = list(followed(pool, partial(boxed, case, threshold, known_), sweeps, 0, told))
        for name in boxes[0]:
            all_ = np.array([numbers[name] for numbers in boxes])
            row(case, name, all_[:, :, 0], all_)


def followed(
    pool: ProcessPoolExecutor, work: Callable[[int], object], count: int, first: int,
    told: Callable[[], None],
) -> Iterator[object]:  # fmt: skip
    """What came of each sweep, in order."""
    for found in pool.map(work, range(first, first + count), chunksize=4):
        told()
        yield found


def row(case: Case, name: str, truth: np.ndarray, found: np.ndarray) -> None:
    """Print a row of the table: numbers [sweeps, m, 4] against what is true, [m] or [sweeps, m]."""
    low, high, luck = found[..., 1], found[..., 2], found[..., 3]
    held = ((low <= truth + 1e-9) & (truth - 1e-9 <= high)).mean(axis=0)
    part = "–" if np.isnan(luck).all() else f"{np.nanmedian(luck):.2f}"
    spread = f"{held.min():.3f} – {held.max():.3f}" if len(held) > 1 else ""
    kind = "" if case.luck == SHARED else f", luck={case.luck}"
    click.echo(
        f"| {case.model} | {case.design} {case.points} × {case.replicates}{kind} | {name} "
        f"| {held.mean():.3f} | {spread} | {np.median(high - low) / 2:.3f} | {part} |",
    )


def shares(sweeps: int) -> None:
    """Rare shares of runs and their paired differences, against the shares they were drawn with."""
    random = np.random.Generator(np.random.PCG64(1))
    click.echo(
        "\n| runs × relations | share | coverage | of a paired difference |\n|---|---|---|---|"
    )
    for runs, relations in ((20, 1), (100, 1), (20, 16), (100, 16)):
        for least, most in ((0.005, 0.02), (0.02, 0.05), (0.05, 0.2)):
            held = np.zeros(2)
            for rare in random.uniform(least, most, sweeps):
                one, other = twins(random, runs, relations, rare)
                single = intervals.of_share(one)
                pair = intervals.of_paired_shares(one, other)
                held += single.low <= rare <= single.high, pair.low <= rare <= pair.high
            click.echo(
                f"| {runs} × {relations} | {least:.1%} – {most:.0%} "
                f"| {held[0] / sweeps:.3f} | {held[1] / sweeps:.3f} |"
            )


def twins(
    random: np.random.Generator, runs: int, relations: int, rare: float
) -> tuple[np.ndarray, np.ndarray]:
    """Shares of runs, [R] twice: the second as rare again on top of the first; runs differ."""
    lift = random.gamma(2.0, 0.5, (runs, 1))  # some runs have more of it; its mean is 1
    luck = random.random((runs, relations))
    one = luck < rare * lift  # beyond 1 it would be cut off: one run in a thousand, at the most
    other = luck < 2.0 * rare * lift
    return one.mean(axis=1), other.mean(axis=1)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sweeps", type=int, default=200, help="of each kind (200)")
    parser.add_argument("--model", help="only this one: known, 'one relation' or region")
    parser.add_argument("--design", help="only this one: latin, sobol or morris")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    cases = [
        case
        for case in CASES
        if asked.model in (None, case.model) and asked.design in (None, case.design)
    ]
    began = time.monotonic()
    click.echo(
        "| model | points × replicates | interval of | coverage | least – most | half | luck |"
    )
    click.echo("|---|---|---|---|---|---|---|")
    with ProcessPoolExecutor(asked.workers) as pool, Progress(transient=True) as bar:
        total = sum(works(case, asked.sweeps) for case in cases)
        task = bar.add_task("sweeps", total=total)
        for case in cases:
            judged(case, asked.sweeps, pool, lambda: bar.advance(task))
    shares(20 * asked.sweeps)
    click.echo(f"\n{asked.sweeps} sweeps each; {time.monotonic() - began:.0f} s")


def works(case: Case, sweeps: int) -> int:
    """How many sweeps a case takes."""
    true = sweeps if case.model == "known" else UNEVEN[case.model]
    return true + sweeps * (2 if case.design == "latin" else 1)


if __name__ == "__main__":
    main()
