"""The number that is analysed: a column of a sweep, or a difference, at every point.

    value_provider_mean                            a column of the table of runs
    value_provider_last - value_funder_last        a sum or difference of columns
    contrast ("hard", "collab")                    collab less hard, within each pair of twins

A run that failed, that is not played yet or in which the outcome does not apply leaves a gap. What
becomes of gaps is for the user to say; nothing is dropped in silence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pyarrow as pa

from simulator.analysis.luck import Draws, Estimate, estimated, evened, polynomials
from simulator.sweeps.errors import SweepError
from simulator.sweeps.load import Sweep
from simulator.sweeps.tables import OK

Missing = Literal["refuse", "drop"]
NAMES = "ObU"  # kinds of columns: texts, yes and no


@dataclass(frozen=True)
class Gaps:
    """Why runs have no number."""

    failed: int = 0
    not_played: int = 0
    not_applicable: int = 0

    @property
    def total(self) -> int:
        """How many runs have none."""
        return self.failed + self.not_played + self.not_applicable


@dataclass(frozen=True)
class Outcome:
    """One number a run. P points, n replicates."""

    name: str  # as the user asked for it, with the contrast or variant
    values: np.ndarray  # [P, n], NaN = a gap
    gaps: Gaps
    dropped: int = 0  # points left out because of gaps
    kept: np.ndarray | None = None  # which points of the design the rows are; None = all

    @property
    def means(self) -> np.ndarray:
        """Mean over replicates of each point, [P]; NaN where one of them is a gap."""
        total = np.zeros(len(self.values))
        for column in self.values.T:  # in one order, whatever the shape
            total = total + column
        return np.asarray(total / self.values.shape[1])

    @property
    def whole(self) -> np.ndarray:
        """Which points have no gap, [P]."""
        return np.asarray(np.isfinite(self.values).all(axis=1))


def outcome(
    sweep: Sweep, name: str, contrast: tuple[str, str] | None = None, variant: str | None = None
) -> Outcome:
    """The outcome of every point of a sweep.

    Args:
        name: a column, or columns joined by ` + ` and ` - `.
        contrast: two variants; the second less the first, run by run with the same luck.
        variant: only this one; needed where there are several and no contrast.

    Raises:
        SweepError: no such column or variant.
    """
    variants = sweep.manifest["variants"]
    chosen = list(contrast) if contrast else [variant or variants[0]]
    if not contrast and variant is None and len(variants) > 1:
        raise SweepError("which_variant", known=", ".join(variants))
    for each in chosen:
        if each not in variants:
            raise SweepError("no_variant", came=each, known=", ".join(variants))
    values, status = _cube(sweep, name)
    places = [variants.index(each) for each in chosen]
    found = values[:, places[-1]] - values[:, places[0]] if contrast else values[:, places[0]]
    said = f"{name}, {contrast[1]} − {contrast[0]}" if contrast else name
    said = f"{name}, {variant}" if variant and not contrast else said
    parts = status[:, places]  # [P, 1 or 2, n]
    empty = np.isnan(found)
    not_played = empty & (parts == _NOT_PLAYED).any(axis=1)
    failed = empty & ~not_played & (parts == _FAILED).any(axis=1)
    gaps = Gaps(
        int(failed.sum()), int(not_played.sum()), int((empty & ~not_played & ~failed).sum())
    )
    return Outcome(said, found, gaps)


_NOT_PLAYED, _FAILED, _OK = 0, 1, 2


def _cube(sweep: Sweep, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Values and status of all runs, both [P, V, n]."""
    terms = _terms(name)
    table = sweep.runs(list(dict.fromkeys(column for _, column in terms)))
    manifest = sweep.manifest
    shape = (manifest["points"], len(manifest["variants"]), manifest["replicates"])
    status = np.full(int(np.prod(shape)), _NOT_PLAYED, np.int8)
    values = np.full(int(np.prod(shape)), np.nan)
    run = _places(table, manifest["variants"], manifest["replicates"])
    ok = table["status"].combine_chunks().dictionary_decode().to_numpy(zero_copy_only=False) == OK
    status[run] = np.where(ok, _OK, _FAILED)
    total = np.zeros(len(run))
    for sign, column in terms:
        total = total + sign * table[column].to_numpy(zero_copy_only=False).astype(float)
    values[run] = total
    return values.reshape(shape), status.reshape(shape)


def _places(table: pa.Table, variants: Sequence[str], replicates: int) -> np.ndarray:
    """The place of each run in [P, V, n], whatever rounds its replicates were added in."""
    column = table["variant"].combine_chunks()
    names = [variants.index(name) for name in column.dictionary.to_pylist()]
    variant = np.array(names, np.int64)[column.indices.to_numpy()]
    row = table["point"].to_numpy().astype(np.int64) * len(variants) + variant
    return np.asarray(row * replicates + table["replicate"].to_numpy())


def _terms(name: str) -> list[tuple[float, str]]:
    """`a - b` as [(1, a), (-1, b)]."""
    parts = re.split(r"\s+([+-])\s+", name.strip())
    signs = ["+", *parts[1::2]]
    return [(1.0 if s == "+" else -1.0, p) for s, p in zip(signs, parts[0::2], strict=True)]


def whole_points(found: Outcome, missing: Missing, block: int = 1) -> tuple[Outcome, np.ndarray]:
    """The outcome without gaps, and which points [P] are left.

    Args:
        missing: "refuse" to go on with gaps, or "drop" the points that have them.
        block: points that are of use only together, as in the samples of Sobol and Morris.

    Raises:
        SweepError: there are gaps and they may not be dropped, or nothing is left.
    """
    keep = np.repeat(found.whole.reshape(-1, block).all(axis=1), block)
    if found.gaps.total and missing == "refuse":
        raise SweepError(
            "gaps", total=found.gaps.total, runs=found.values.size, failed=found.gaps.failed,
            not_played=found.gaps.not_played, not_applicable=found.gaps.not_applicable,
            points=int((~keep).sum()), name=found.name,
        )  # fmt: skip
    if not keep.any():
        raise SweepError("nothing_left", name=found.name)
    left = replace(found, values=found.values[keep], dropped=int((~keep).sum()), kept=keep)
    return left, keep


def positions(sweep: Sweep, names: Sequence[str] | None = None) -> np.ndarray:
    """Where each point lies, [P, k]: numbers as they are, names by their place in the alphabet.

    Raises:
        SweepError: a factor that was not varied.
    """
    columns = []
    for name in sweep.factors if names is None else names:
        if name not in sweep.factors:
            raise SweepError("no_such_factor", came=name, known=", ".join(sweep.factors))
        column = sweep.design[name].to_numpy()
        columns.append(
            np.unique(column.astype(str), return_inverse=True)[1].astype(float)
            if column.dtype.kind in NAMES
            else column.astype(float)
        )
    return np.stack(columns, axis=1)


def categories(sweep: Sweep, name: str) -> list[str] | None:
    """The names of a factor in the order of `positions`; None for numbers."""
    column = sweep.design[name].to_numpy()
    return sorted(set(column.astype(str))) if column.dtype.kind in NAMES else None


def draws(sweep: Sweep) -> Draws:
    """How points and luck of a sweep were drawn."""
    plan = sweep.manifest["identity"]["plan"]
    return Draws(plan["luck"], fixed=plan["design"]["kind"] == "grid")


def overall(sweep: Sweep, found: Outcome) -> Estimate:
    """The mean over the whole space (arrays [1]), of an outcome without gaps."""
    plan = sweep.manifest["identity"]["plan"]["design"]
    kind, factors, lucks = plan["kind"], len(sweep.factors), found.values.shape[1]
    table = found.values[..., None]
    unit = sampled(sweep, found)
    if kind == "morris":
        table = table.reshape(-1, factors + 1, lucks).mean(axis=1)[..., None]
    elif kind == "sobol" and unit is not None:
        block = factors * (2 if plan["second_order"] else 1) + 2
        ends = table.reshape(-1, block, lucks)[:, [0, -1]]
        corners = unit.reshape(-1, block, factors)[:, [0, -1]].reshape(len(ends), -1)
        table = evened(ends.mean(axis=1)[..., None], polynomials(corners))
    elif kind == "latin" and unit is not None:
        table = evened(table, polynomials(unit))
    return estimated(table, draws(sweep))


def sampled(sweep: Sweep, found: Outcome) -> np.ndarray | None:
    """Where the points that are left lie in the unit cube, [P, k]; None for a grid or a list."""
    if sweep.sample is None:
        return None
    unit = np.stack([sweep.sample[name].to_numpy() for name in sweep.factors], axis=1)
    return unit if found.kept is None else np.asarray(unit[found.kept])


def required_design(sweep: Sweep, *kinds: str) -> None:
    """Check that the points were drawn for an analysis.

    Raises:
        SweepError: they were not, with what to do.
    """
    kind = sweep.manifest["identity"]["plan"]["design"]["kind"]
    if kind not in kinds:
        raise SweepError("other_design", came=kind, needed=" / ".join(kinds))
