"""The 95 % interval of anything that a sweep says, with what luck leaves open in it.

Two things are drawn by chance: the points of the space of factors, and the lucks of the replicates.
What is asked is the value over the whole space and over all luck. With `sweep.luck=shared`
replicate r has the same luck at every point: points and replicates cross, as rows and columns of a
table, and a column that happens to be high lifts every point. Four replicates of a thousand points
are then four lucks, not four thousand. With `point` or `own` luck every point has replicates of
its own, and a point is one draw with all its luck.

Every number that is asked for is written as the mean of a table of pseudo-values [P, n] (see
`pseudo`), and from this table the variance follows exactly, as in an analysis of variance:

    rows     variance of the mean of P rows     (points, and what is left of luck)
    columns  variance of the mean of n columns  (luck)
    rest     what rows and columns do not explain; it is in both, so it is taken off once

Four lucks say less about luck than a thousand points about points. With one Student's t for both
(Satterthwaite) an interval is a little short where lucks are few, with one for each a little long;
half the interval, squared, is the mean of these two. What it holds: `benchmarks.coverage`.

References: Satterthwaite (1946), Tukey (1958) for pseudo-values, Owen (2007) for crossed samples.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from simulator.results.intervals import student

SURE = 1.5  # standard errors above zero of what a ratio is divided by
SHARED, POINT, OWN = "shared", "point", "own"


class Estimate(NamedTuple):
    """Numbers [m] with the ends of their 95 % intervals, NaN where nothing can be said.

    `luck` is the part of half the interval, squared, that comes from luck: 0 = none, 1 = all; NaN
    where one replicate has nothing to say about it.
    """

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    luck: np.ndarray


class Parts(NamedTuple):
    """Variances of the means [m] of a table of pseudo-values: see the top of this file.

    With m numbers they may be covariances [m, m] as well.
    """

    rows: np.ndarray
    columns: np.ndarray
    rest: np.ndarray


class Draws(NamedTuple):
    """How the runs of a sweep were drawn."""

    luck: str = SHARED  # shared: replicates cross the points; point, own: they lie within them
    fixed: bool = False  # the points are not a sample but all there are, as in a grid


CROSSED = Draws()


def pseudo(values: np.ndarray, function: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """What each replicate adds to a function of the mean over replicates, [P, n, m].

    Their mean over replicates is the function without its bias from few replicates (exactly so for
    squares and products, in which the noise of few replicates would count as variance).

    Args:
        values: [P, ..., n].
        function: from the means [P, ...] to [P, m].
    """
    count = values.shape[-1]
    total = values.sum(axis=-1)
    if count == 1:
        return np.asarray(function(total)[:, None])
    whole = function(total / count)
    left = [function((total - values[..., r]) / (count - 1)) for r in range(count)]
    return np.asarray(count * whole[:, None] - (count - 1) * np.stack(left, axis=1))


def parts(table: np.ndarray) -> Parts:
    """Variances of the means of tables [P, n, m]; NaN for what one row or one column cannot say."""
    _, row, column, rest = _split(table)
    points, lucks = table.shape[:2]
    with np.errstate(divide="ignore", invalid="ignore"):
        return Parts(
            (row**2).sum(axis=0) / (points * (points - 1.0)),
            (column**2).sum(axis=0) / (lucks * (lucks - 1.0)),
            (rest**2).sum(axis=(0, 1)) / (points * lucks * (points - 1.0) * (lucks - 1.0)),
        )


def _split(table: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Mean [m], what rows [P, m] and columns [n, m] add to it, and the rest [P, n, m]."""
    mean = table.mean(axis=(0, 1))
    row, column = table.mean(axis=1) - mean, table.mean(axis=0) - mean
    return mean, row, column, table - mean - row[:, None] - column


def halves(found: Parts, shape: tuple[int, int], draws: Draws) -> tuple[np.ndarray, np.ndarray]:
    """Half the interval, squared [m], and the part of it that is luck.

    Args:
        shape: points and replicates.
    """
    points, lucks = shape
    by_points = student(points - 1) ** 2 if points > 1 else math.nan
    if draws.luck == SHARED:
        if draws.fixed:
            return _both(np.zeros_like(found.columns), 1, found.columns, lucks - 1)
        if lucks == 1:  # for this one luck; what others would give is not in it
            return by_points * found.rows, np.full_like(found.rows, np.nan)
        space = np.maximum(found.rows - found.rest, 0.0)
        return _both(space, points - 1, found.columns, lucks - 1)
    own = _within(found, shape)
    if draws.fixed:
        return _both(np.zeros_like(own), 1, own, points * (lucks - 1))
    if lucks == 1:
        return by_points * found.rows, own
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.minimum(own, found.rows) / found.rows
    return by_points * found.rows, np.where(found.rows > 0.0, part, 0.0 * found.rows)


def _both(
    space: np.ndarray, freedom: int, luck: np.ndarray, lucky: int
) -> tuple[np.ndarray, np.ndarray]:
    """Half an interval, squared, of two variances, and the part that comes from the second.

    Args:
        freedom, lucky: degrees of freedom of each.
    """
    if freedom < 1 or lucky < 1:
        nothing = np.full_like(luck, np.nan)
        return nothing, nothing
    total = space + luck
    with np.errstate(divide="ignore", invalid="ignore"):
        joint = total**2 / (space**2 / freedom + luck**2 / lucky)
        part = np.where(total > 0.0, student(lucky) ** 2 * luck, 0.0)
        apart = student(freedom) ** 2 * space + part
        part = np.where(apart > 0.0, part / apart, 0.0)
    steps = np.where(np.isfinite(joint), joint, freedom)
    together = np.array([student(max(1, math.floor(step))) ** 2 for step in steps.ravel()])
    return (together.reshape(total.shape) * total + apart) / 2.0, part


def _within(found: Parts, shape: tuple[int, int]) -> np.ndarray:
    """Variance of the mean by luck where each point has luck of its own: columns mean nothing."""
    points = shape[0]
    if points == 1:
        return found.columns
    return np.asarray(((points - 1) * found.rest + found.columns) / points)


def estimated(table: np.ndarray, draws: Draws = CROSSED) -> Estimate:
    """The mean of a table of pseudo-values [P, n, m] or [P, n], with its interval."""
    table = table if table.ndim == 3 else table[..., None]
    squared, luck = halves(parts(table), table.shape[:2], draws)
    half = np.sqrt(squared)
    mean = table.mean(axis=(0, 1))
    return Estimate(mean, mean - half, mean + half, luck)


def share(values: np.ndarray, draws: Draws = CROSSED, basis: np.ndarray | None = None) -> Estimate:
    """The mean of shares or of yes and no [P, n], with an interval that stays within 0 and 1.

    One number: arrays [1]. See `weighed`.
    """
    return weighed(values, np.ones(len(values)), draws, basis)


def weighed(
    values: np.ndarray, weight: np.ndarray, draws: Draws = CROSSED, basis: np.ndarray | None = None
) -> Estimate:
    """The mean of shares [P, n] with weights [P] or [P, n], with an interval within 0 and 1.

    Wilson's interval for as many independent draws as would give the same variance; where all
    values are 0 or all are 1, for as many as there are points. One number: arrays [1].

    Args:
        basis: see `evened`.
    """
    weight = weight.astype(float) if weight.ndim == 2 else weight[:, None] + 0.0 * values
    base = float(weight.mean())
    nothing = np.array([np.nan])
    if not base > 0.0:
        return Estimate(nothing, nothing, nothing, nothing)
    mean = np.array([float((weight * values).mean()) / base])
    used = weight.max(axis=1) > 0.0
    line = (weight * (values - mean))[used] / base * used.mean()
    shape = line.shape
    table = line[..., None] if basis is None else evened(line[..., None], basis[used])
    squared, luck = halves(parts(table), (shape[0], shape[1]), draws)
    spread, reach = mean * (1.0 - mean), student(max(1, shape[0] - 1)) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        worth = np.where(squared > 0.0, spread / squared, shape[0] / reach)  # n / t²
    middle = (worth * mean + 0.5) / (worth + 1.0)
    half = np.sqrt(worth * spread + 0.25) / (worth + 1.0)
    low, high = (np.where(np.isnan(squared), np.nan, end) for end in (middle - half, middle + half))
    return Estimate(mean, np.maximum(low, 0.0), np.minimum(high, 1.0), luck)


def ratios(
    over: np.ndarray, under: np.ndarray, draws: Draws = CROSSED, basis: np.ndarray | None = None
) -> Estimate:
    """Ratios of means of pseudo-values, [P, n, m] over [P, n].

    The spread of a ratio is that of `over - ratio * under`, whose mean is 0. Where luck alone could
    make what is below the line as large as it is, an interval holds everything from 0 to 1.

    Args:
        basis: see `evened`; None = the points lie at random.
    """
    if basis is not None:
        over = evened(over, basis, moved=True)
        under = evened(under[..., None], basis, moved=True)[..., 0]
    mean, base = over.mean(axis=(0, 1)), float(under.mean())
    doubt = parts(under[..., None])
    noise = float(np.sqrt(np.nanmax([doubt.rows[0], doubt.columns[0]])))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = mean / base if base > 0.0 else np.full(len(mean), np.nan)
    if not base > SURE * noise:
        ends = np.fmin(ratio, 0.0), np.fmax(ratio, 1.0)
        return Estimate(ratio, *ends, np.full(len(mean), np.nan))
    line = over - ratio * under[..., None]
    squared, luck = halves(parts(line), over.shape[:2], draws)
    half = np.sqrt(squared) / base
    return Estimate(ratio, ratio - half, ratio + half, luck)


def polynomials(unit: np.ndarray) -> np.ndarray:
    """Powers of each factor, [P, q], as many as so many points [P, k] in the unit cube can bear.

    Each is 0 on average over the whole cube.
    """
    points, factors = unit.shape
    degree = min(3, (points - 1) // (4 * factors))
    powers = np.arange(1, degree + 1)
    mean = np.where(powers % 2 == 0, 1.0 / (powers + 1.0), 0.0)
    places = (2.0 * unit - 1.0)[..., None] ** powers - mean
    return np.asarray(places.reshape(points, -1))


def evened(table: np.ndarray, basis: np.ndarray, moved: bool = False) -> np.ndarray:
    """A table [P, n, m] without the differences between points that a spread sample evens out.

    A Latin hypercube or a Sobol sequence has as many points in every part of every range, so what
    goes with one factor by itself cannot push the mean up or down. That part is fitted and taken
    off; means stay as they are, or lose what the sample misses by it.

    Args:
        basis: functions of the points that are 0 on average over the whole space, [P, q].
        moved: take off the means what the functions are not 0 in this sample (control variates).

    References: Stein (1987), Owen (1992).
    """
    points, terms = basis.shape
    if terms == 0 or points < 2 * terms:
        return table
    apart = basis - basis.mean(axis=0)
    rows = table.mean(axis=1)
    high = rows - rows.mean(axis=0)
    slopes = np.linalg.lstsq(apart, high, rcond=None)[0]
    left = high - apart @ slopes
    missed = basis.mean(axis=0) @ slopes if moved else 0.0
    return np.asarray(
        table + (left * math.sqrt((points - 1) / (points - 1 - terms)) - high - missed)[:, None]
    )
