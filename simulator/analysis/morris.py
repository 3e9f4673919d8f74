"""Morris: elementary effects, to see with few runs which factors matter at all.

μ* is how much a factor moves the outcome on average, over its whole range; σ how much that differs
from place to place: where σ is near or above μ* the factor works through others or not evenly.

Noise that few replicates leave in an effect makes it seem larger than it is; it is taken off.

References: Morris (1991), Campolongo, Cariboni and Saltelli (2007); for one replicate the numbers
are SALib's.
"""

import numpy as np
import pyarrow as pa
from matplotlib.figure import Figure

from simulator.analysis import bars, results, sayings
from simulator.analysis.luck import Estimate, estimated, pseudo
from simulator.analysis.outcome import Missing, Outcome, draws, required_design, whole_points
from simulator.sweeps.errors import SweepError, said
from simulator.sweeps.load import Sweep


def table(sweep: Sweep, found: Outcome, missing: Missing = "refuse") -> pa.Table:
    """Effects of every factor, the largest μ* first.

    Args:
        missing: what to do with gaps; a trajectory is dropped as a whole.

    Returns:
        factor, mu, mu_low, mu_high, mu_luck, mu_star, mu_star_low, ... (95 %, over trajectories and
        luck; empty where there is one trajectory), sigma (empty likewise).

    Raises:
        SweepError: the points were not drawn for this, there are gaps, or nothing varies.
    """
    required_design(sweep, "morris")
    factors = sweep.factors
    whole, keep = whole_points(found, missing, len(factors) + 1)
    if not whole.means.std() > 0:
        raise SweepError("nothing_varies", name=found.name)
    if sweep.sample is None:
        raise SweepError("other_design", came="list", needed="morris")
    unit = np.stack([sweep.sample[name].to_numpy() for name in factors], axis=1)[keep]
    effects = elementary(unit, whole.values)
    mu = estimated(effects.transpose(0, 2, 1), draws(sweep))
    star = estimated(pseudo(effects, np.abs), draws(sweep))
    order = np.argsort(-star.value, kind="stable")
    columns = {
        "factor": [factors[i] for i in order],
        **results.interval("mu", Estimate(*(part[order] for part in mu))),
        **results.interval("mu_star", Estimate(*(part[order] for part in star))),
        "sigma": pa.array(_sigma(effects)[order], from_pandas=True),
    }
    return results.table(columns, whole, sweep, trajectories=len(effects))


def elementary(unit: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The effect of each factor in each trajectory and replicate, [T, k, n].

    Args:
        unit: trajectories of k + 1 points, [T (k + 1), k]; each step moves one factor.
        values: [T (k + 1), n].
    """
    factors, lucks = unit.shape[1], values.shape[1]
    steps = np.diff(unit.reshape(-1, factors + 1, factors), axis=1)
    rises = np.diff(values.reshape(-1, factors + 1, lucks), axis=1)
    moved = np.abs(steps).argmax(axis=2)  # [T, k]
    length = np.take_along_axis(steps, moved[..., None], axis=2)
    found = np.empty_like(rises)
    np.put_along_axis(found, moved[..., None], rises / length, axis=1)
    return found


def _sigma(effects: np.ndarray) -> np.ndarray:
    """Standard deviation between trajectories without the noise of few replicates, [k]."""
    if len(effects) < 2:
        return np.full(effects.shape[1], np.nan)
    apart = effects - effects.mean(axis=0)
    square = pseudo(apart, np.square).mean(axis=1).sum(axis=0) / (len(effects) - 1)
    return np.asarray(np.sqrt(np.maximum(square, 0.0)))


def figure(effects: pa.Table, lang: str, word: str | None = None) -> Figure:
    """Bars of μ* with σ in them, the largest on top."""
    about = results.about(effects)
    shown = effects.slice(0, bars.MOST)
    star, low, high = (
        shown[name].to_numpy() for name in ("mu_star", "mu_star_low", "mu_star_high")
    )
    sigma = shown["sigma"].to_numpy()
    series = (
        bars.Series(said("morris_star", lang), star, low, high, filled=True),
        bars.Series(said("morris_sigma", lang), sigma, sigma, sigma, filled=False),
    )
    notes = [
        said("morris_reading", lang),
        said("morris_sample", lang, **{k: about[k] for k in ("trajectories", "replicates")}),
    ]
    if len(effects) > bars.MOST:
        notes.append(said("not_shown", lang, count=len(effects) - bars.MOST))
    notes += [*sayings.luck(effects, lang), *bars.gaps(about, lang)]
    title = said("morris_title", lang, outcome=results.spoken(about["outcome"], lang))
    names = [bars.shortened(results.label(name)) for name in shown["factor"].to_pylist()]
    return bars.figure(names, series, title, notes, said("morris_axis", lang), lang, word)
