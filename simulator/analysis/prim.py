"""Scenario discovery (PRIM): in which box of the space of factors does an outcome come about?

Put to success or failure it says which factors decide it (E31: pitfalls and success factors).

The patient rule induction method:

1. Start with the box that holds all points; `y` says which share of the runs of each point is of
   interest.
2. Of every factor, try to take away 5 % of the points at its low end, at its high end, or one name.
   Do the one that raises the share of interesting points most per point taken away.
3. Go on until the box holds fewer than 5 % of all points.
4. Give back a little at a side of the box as long as that raises the share.

Every step is kept: coverage is the share of all interesting runs that are in the box, density the
share of the runs in the box that is interesting. A reader chooses between them.

With many factors the method also finds limits that are luck. p of a limit is the chance of as many
interesting points in the box if the limit had nothing to do with them; limits with p from 0.05 are
left out one by one, the largest p first. The default is the box whose harmonic mean of coverage and
density is largest after that.

A box that was chosen for its density looks denser than it is. What it holds among points and luck
that it was not chosen on is found by leaving out a fifth of the points at a time, finding the box
without them and looking at them (`honest`); the intervals are of that.

References: Friedman and Fisher (1999), Bryant and Lempert (2010), Stone (1974) for leaving out.
"""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa

from simulator.analysis import results
from simulator.analysis.luck import Draws, Estimate, polynomials, share, weighed
from simulator.analysis.outcome import (
    Missing,
    Outcome,
    categories,
    draws,
    positions,
    sampled,
    whole_points,
)
from simulator.sweeps.errors import SweepError
from simulator.sweeps.load import Sweep

PEEL = 0.05  # share of the points in the box taken away at a time
FOLDS, ROUNDS = 5, 4  # parts that the points are cut into, and how often
SEED = 1  # of these cuts
SURE = 0.05  # p of a limit that is kept is below this
LEAST = 0.05  # share of all points that a box holds at least
Sense = Literal["above", "below"]


@dataclass(frozen=True)
class Box:
    """Limits of each factor: numbers low and high, names those allowed."""

    low: tuple[float, ...]
    high: tuple[float, ...]
    allowed: tuple[frozenset[int] | None, ...]  # None = a number

    def holds(self, where: np.ndarray) -> np.ndarray:
        """Which points [P, k] are in it, [P]."""
        inside = np.ones(len(where), np.bool_)
        for i in range(where.shape[1]):
            inside &= self.holds_one(where[:, i], i)
        return inside

    def holds_one(self, column: np.ndarray, i: int) -> np.ndarray:
        """Which points keep to the limits of factor `i`, [P]."""
        allowed = self.allowed[i]
        if allowed is not None:
            return np.isin(column, list(allowed))
        return np.asarray((column >= self.low[i]) & (column <= self.high[i]))

    def limited(self, whole: "Box") -> list[int]:
        """The factors that it limits, compared with the box that holds all."""
        return [
            i
            for i in range(len(self.low))
            if (self.low[i], self.high[i], self.allowed[i])
            != (whole.low[i], whole.high[i], whole.allowed[i])
        ]


def everything(where: np.ndarray, names: list[int | None]) -> Box:
    """The box that holds all points; `names` says how many names a factor has, None = a number."""
    return Box(
        tuple(where.min(axis=0).tolist()),
        tuple(where.max(axis=0).tolist()),
        tuple(None if count is None else frozenset(range(count)) for count in names),
    )


def peeled(where: np.ndarray, y: np.ndarray, whole: Box) -> list[Box]:
    """The boxes of the trajectory, from the whole space to the last that is large enough."""
    trail, inside = [whole], np.ones(len(y), np.bool_)
    while True:
        best = None
        for i, box in _smaller(where[inside], trail[-1]):
            left = inside & box.holds_one(where[:, i], i)
            count = int(left.sum())
            if count < LEAST * len(y) or count == inside.sum():
                continue
            gain = (y[left].mean() - y[inside].mean()) / (inside.sum() - count)
            if best is None or gain > best[0]:
                best = gain, box, left
        if best is None or best[0] < 0.0 or (y[inside] == 1.0).all():
            return trail
        trail.append(best[1])
        inside = best[2]


def _smaller(here: np.ndarray, box: Box) -> Iterator[tuple[int, Box]]:
    """Each factor and box with a little less at one end of it; `here` are the points in the box."""
    for i in range(here.shape[1]):
        column, allowed = here[:, i], box.allowed[i]
        if allowed is not None:
            for name in sorted(allowed) if len(allowed) > 1 else ():
                yield i, _changed(box, i, allowed=allowed - {name})
            continue
        low, high = np.quantile(column, (PEEL, 1.0 - PEEL))
        above, below = column[column > low], column[column < high]
        first = column >= low if low > column.min() else column > low
        last = column <= high if high < column.max() else column < high
        if len(above) and first.any():
            yield i, _changed(box, i, low=float(column[first].min()))
        if len(below) and last.any():
            yield i, _changed(box, i, high=float(column[last].max()))


def _changed(
    box: Box, i: int, low: float | None = None, high: float | None = None,
    allowed: frozenset[int] | None = None,
) -> Box:  # fmt: skip
    """The box with one limit moved."""

    def put(values: tuple, value: object) -> tuple:
        return values if value is None else (*values[:i], value, *values[i + 1 :])

    return Box(put(box.low, low), put(box.high, high), put(box.allowed, allowed))


def pasted(where: np.ndarray, y: np.ndarray, box: Box, whole: Box) -> Box:
    """The box with a little given back, as long as the share of interesting points rises."""
    while True:
        inside = box.holds(where)
        best = None
        for i in box.limited(whole):
            others = np.ones(len(y), np.bool_)
            for j in range(where.shape[1]):
                if j != i:
                    others &= box.holds_one(where[:, j], j)
            for wider in _wider(where[others, i], box, i, max(1, round(PEEL * inside.sum()))):
                share = y[wider.holds(where)].mean()
                if share > y[inside].mean() and (best is None or share > best[0]):
                    best = share, wider
        if best is None:
            return box
        box = best[1]


def _wider(column: np.ndarray, box: Box, i: int, count: int) -> Iterator[Box]:
    """The box with `count` points more at an end of factor `i`, or one more name."""
    allowed = box.allowed[i]
    if allowed is not None:
        for name in sorted(set(column.astype(int).tolist()) - allowed):
            yield _changed(box, i, allowed=allowed | {name})
        return
    below, above = np.sort(column[column < box.low[i]])[::-1], np.sort(column[column > box.high[i]])
    if len(below):
        yield _changed(box, i, low=float(below[min(count, len(below)) - 1]))
    if len(above):
        yield _changed(box, i, high=float(above[min(count, len(above)) - 1]))


def chance(inside: np.ndarray, without: np.ndarray, y: np.ndarray) -> float:
    """p of a limit: so many interesting points in the box if it had nothing to do with them."""
    trials, hits, share = int(inside.sum()), int(y[inside].sum() + 1e-9), float(y[without].mean())
    if share <= 0.0 or share >= 1.0:
        return 1.0
    terms = (
        math.lgamma(trials + 1) - math.lgamma(h + 1) - math.lgamma(trials - h + 1)
        + h * math.log(share) + (trials - h) * math.log1p(-share)
        for h in range(hits, trials + 1)
    )  # fmt: skip
    return min(1.0, math.fsum(math.exp(term) for term in terms))


def freed(box: Box, i: int, first: Box) -> Box:
    """The box without its limit on factor `i`."""
    return _changed(box, i, first.low[i], first.high[i], first.allowed[i])


def pruned(box: Box, where: np.ndarray, y: np.ndarray, first: Box) -> Box:
    """The box without the limits that may be luck, left out one by one, the likeliest first."""
    outside = {i: ~box.holds_one(where[:, i], i) for i in box.limited(first)}
    while outside:
        kept = np.sum(list(outside.values()), axis=0)  # how many limits each point breaks
        p = {i: chance(kept == 0, kept == out, y) for i, out in outside.items()}
        worst = max(p, key=lambda i: p[i])
        if p[worst] < SURE:
            break
        box = freed(box, worst, first)
        del outside[worst]
    return box


def table(
    sweep: Sweep,
    found: Outcome,
    missing: Missing = "refuse",
    threshold: float = 0.0,
    sense: Sense = "above",
    step: int | None = None,
    factors: Sequence[str] = (),
) -> pa.Table:
    """The trajectory, a row a box; the metadata has the chosen box with its limits.

    Args:
        threshold, sense: which runs are of interest: outcome above or below the threshold.
        step: the box to choose as it is; None = the best one without limits that may be luck.
        factors: that may limit the box; empty = all.

    Returns:
        step, coverage, density, mass (share of all points), limits (how many factors it limits);
        the last row is the best box without the limits that may be luck. The metadata has the share
        of interesting runs over all and, among what the chosen box was not chosen on, its density
        and coverage (share, density, coverage), each with interval and the part that is luck.

    Raises:
        SweepError: gaps, or all or none of the points are of interest.
    """
    whole, keep = whole_points(found, missing)
    hits = whole.values > threshold if sense == "above" else whole.values < threshold
    y = hits.mean(axis=1)
    if hits.all() or not hits.any():
        raise SweepError("no_contrast", name=found.name, share=f"{100 * y.mean():.0f}")
    names = list(factors) or sweep.factors
    where = positions(sweep, names)[keep]
    named = [categories(sweep, name) for name in names]
    first = everything(where, [None if one is None else len(one) for one in named])
    boxes, chosen = searched(where, y, first, step)
    spread = sampled(sweep, whole) if _design(sweep) == "latin" else None
    basis = None if spread is None else polynomials(spread)
    said = {"share": share(hits.astype(float), draws(sweep), basis)}
    said |= honest(where, hits, first, step, draws(sweep))
    rows = [_row(number, box, where, y, first) for number, box in enumerate(boxes)]
    heads = ("step", "coverage", "density", "mass", "limits")
    columns = dict(zip(heads, map(list, zip(*rows, strict=True)), strict=True))
    limits = _limits(boxes[chosen], where, y, first, names, named)
    return results.table(
        columns, whole, sweep, threshold=threshold, sense=sense, chosen=chosen,
        box=json.dumps(limits),
        **{
            f"{name}{end}": float(part[0])
            for name, numbers in said.items()
            for end, part in zip(results.ENDS, numbers, strict=True)
        },
    )  # fmt: skip


def _design(sweep: Sweep) -> str:
    return str(sweep.manifest["identity"]["plan"]["design"]["kind"])


def searched(
    where: np.ndarray, y: np.ndarray, first: Box, step: int | None
) -> tuple[list[Box], int]:
    """All boxes of a search, and the place of the chosen one: see `table`."""
    trail = peeled(where, y, first)
    last = pasted(where, y, trail[-1], first)
    boxes = trail if last == trail[-1] else [*trail, last]
    if step is None:
        plain = [pruned(box, where, y, first) for box in boxes]
        boxes = [*boxes, max(plain, key=lambda box: _worth(box, where, y))]
        return boxes, len(boxes) - 1
    return boxes, min(max(step, 0), len(boxes) - 1)


def honest(
    where: np.ndarray, hits: np.ndarray, first: Box, step: int | None, drawn: Draws
) -> dict[str, Estimate]:
    """Density and coverage of the chosen box among points and luck that it was not chosen on.

    The box looks better than it is by as much as the boxes that are found without a fifth of the
    points look better on the others than on that fifth.

    Args:
        hits: which runs are of interest, [P, n].
    """
    y = hits.mean(axis=1)
    boxes, chosen = searched(where, y, first, step)
    seen, flattered = left_out(where, y, first, step)
    weights = {"density": (hits, seen), "coverage": (seen[:, None] + np.zeros(hits.shape), hits)}
    looks = quality(boxes[chosen].holds(where), y)
    found = {}
    for name, look, flatter in zip(weights, looks, flattered, strict=True):
        unseen = weighed(*weights[name], drawn)
        by = look - flatter  # the box against those of the folds, each on its own points
        value, low, high = (np.clip(end + by, 0.0, 1.0) for end in unseen[:3])
        found[name] = Estimate(value, low, high, unseen.luck)
    return found


def left_out(
    where: np.ndarray, y: np.ndarray, first: Box, step: int | None
) -> tuple[np.ndarray, tuple[float, float]]:
    """How often each point lies in the box that is found without it, [P] in [0, 1].

    And the mean density and coverage of those boxes on the points on which they were found.
    """
    random = np.random.Generator(np.random.PCG64(SEED))
    inside, looks = np.zeros(len(y)), []
    for _ in range(ROUNDS):
        fold = random.permutation(len(y)) % FOLDS
        for out in range(FOLDS):
            there, here = fold != out, fold == out
            if not 0.0 < y[there].mean() < 1.0:  # nothing to search for: everything is the box
                inside[here] += 1.0 / ROUNDS
                looks.append((float(y[there].mean()), 1.0))
                continue
            boxes, chosen = searched(where[there], y[there], first, step)
            inside[here] += boxes[chosen].holds(where[here]) / ROUNDS
            looks.append(quality(boxes[chosen].holds(where[there]), y[there]))
    density, coverage = np.mean(looks, axis=0)
    return inside, (float(density), float(coverage))


def quality(inside: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Density and coverage of a box that holds the points `inside`."""
    return float(y[inside].mean()), float(y[inside].sum() / y.sum())


def _worth(box: Box, where: np.ndarray, y: np.ndarray) -> float:
    """Harmonic mean of coverage and density."""
    inside = box.holds(where)
    return float(2.0 * y[inside].sum() / (y.sum() + inside.sum()))


def _row(
    number: int, box: Box, where: np.ndarray, y: np.ndarray, first: Box
) -> tuple[int, float, float, float, int]:
    inside = box.holds(where)
    density, coverage = quality(inside, y)
    return number, coverage, density, float(inside.mean()), len(box.limited(first))


def _limits(
    box: Box, where: np.ndarray, y: np.ndarray, first: Box, factors: list[str],
    named: list[list[str] | None],
) -> list[dict[str, object]]:  # fmt: skip
    """Each limit of a box, with what it is worth; the one that matters most first."""
    found = []
    for i in box.limited(first):
        p = chance(box.holds(where), freed(box, i, first).holds(where), y)
        limit: dict[str, object] = {"factor": factors[i], "p": p}
        names, allowed = named[i], box.allowed[i]
        if names is not None and allowed is not None:
            limit["names"] = [names[a] for a in sorted(allowed)]
        else:
            limit |= {"low": box.low[i], "high": box.high[i]}
            limit |= {"least": first.low[i], "most": first.high[i]}
        found.append(limit)
    return sorted(found, key=lambda limit: float(str(limit["p"])))
