"""Morris: elementary effects, to see with few runs which factors matter at all.

μ* is how much a factor moves the outcome on average, over its whole range; σ how much that differs
from place to place: where σ is near or above μ* the factor works through others or not evenly.

References: Morris (1991), Campolongo, Cariboni and Saltelli (2007), computed by SALib.
"""

import numpy as np
import pyarrow as pa
from matplotlib.figure import Figure

from simulator.analysis import bars, results
from simulator.analysis.needs import salib
from simulator.analysis.outcome import Missing, Outcome, required_design, whole_points
from simulator.sweeps.designs import unit_problem
from simulator.sweeps.errors import SweepError, said
from simulator.sweeps.load import Sweep

SEED = 1  # of the bootstrap


def table(sweep: Sweep, found: Outcome, missing: Missing = "refuse") -> pa.Table:
    """Effects of every factor, the largest μ* first.

    Args:
        missing: what to do with gaps; a trajectory is dropped as a whole.

    Returns:
        factor, mu, mu_star, mu_star_low, mu_star_high (95 %, bootstrap), sigma.

    Raises:
        SweepError: the points were not drawn for this, there are gaps, or nothing varies.
    """
    required_design(sweep, "morris")
    factors = sweep.factors
    whole, keep = whole_points(found, missing, len(factors) + 1)
    means = whole.means
    if not means.std() > 0:
        raise SweepError("nothing_varies", name=found.name)
    if sweep.sample is None:
        raise SweepError("other_design", came="list", needed="morris")
    unit = np.stack([sweep.sample[name].to_numpy() for name in factors], axis=1)[keep]
    levels = sweep.manifest["identity"]["plan"]["design"]["levels"]
    analysed = salib("analyze.morris").analyze(
        unit_problem(len(factors)), unit, means, num_levels=levels, seed=SEED
    )
    star, half = (np.asarray(analysed[key], float) for key in ("mu_star", "mu_star_conf"))
    order = np.argsort(-star, kind="stable")
    columns = {
        "factor": [factors[i] for i in order],
        "mu": np.asarray(analysed["mu"], float)[order],
        "mu_star": star[order],
        "mu_star_low": (star - half)[order],
        "mu_star_high": (star + half)[order],
        "sigma": np.asarray(analysed["sigma"], float)[order],
    }
    return results.table(columns, whole, sweep, trajectories=len(means) // (len(factors) + 1))


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
    notes += bars.gaps(about, lang)
    title = said("morris_title", lang, outcome=results.spoken(about["outcome"], lang))
    names = [bars.shortened(results.label(name)) for name in shown["factor"].to_pylist()]
    return bars.figure(names, series, title, notes, said("morris_axis", lang), lang, word)
