"""What an analysis says about its intervals: the mean over all, and how much of them is luck."""

import math
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from simulator import i18n
from simulator.analysis import results
from simulator.analysis.luck import OWN, SHARED
from simulator.sweeps.errors import said
from simulator.sweeps.load import Sweep
from simulator.version import MODEL_VERSION

DIGITS = 3
BOX = ("share", "density", "coverage")  # what PRIM says of its box


def state(swept: Sweep, lang: str) -> list[str]:
    """What is special about a sweep as it is: of another model, or not finished."""
    lines, came = [], swept.manifest["identity"]["program"]["model"]
    if came != MODEL_VERSION:
        lines.append(said("other_model_read", lang, came=came, here=MODEL_VERSION))
    if not swept.complete:
        lines.append(said("unfinished", lang, done=len(swept.shards), all=swept.expected))
    return lines


def mean(found: pa.Table, lang: str) -> str:
    """The mean over the whole space, with its interval where there is one."""
    about = results.about(found)
    value, low, high = (
        i18n.number(float(about[f"mean{end}"]), lang, DIGITS) for end in ("", "_low", "_high")
    )
    sure = math.isfinite(float(about["mean_low"]))
    key = "mean_over_all" if sure else "mean_without_interval"
    return said(key, lang, mean=value, low=low, high=high)


def luck(found: pa.Table, lang: str) -> list[str]:
    """How much of the intervals is luck, or that they do not hold it."""
    about, lines = results.about(found), []
    replicates, kind = int(about["replicates"]), about["luck"]
    if replicates == 1 and kind == SHARED:
        lines.append(said("luck_one_replicate", lang))
    elif parts := _parts(found):
        least, middle, most = (i18n.percentage(float(part), lang) for part in parts)
        key = "luck_part" if least != most else "luck_part_all"
        more = "sweep.replicates" if parts[1] > 0.5 else "sweep.design.points"
        more = more if about["points_are"] == "sample" else "sweep.replicates"
        lines.append(
            said(key, lang, least=least, middle=middle, most=most, count=replicates, more=more)
        )
    if kind == OWN and " − " in about["outcome"].partition(", ")[2]:
        lines.append(said("luck_own", lang))
    return lines


def _parts(found: pa.Table) -> Sequence[float]:
    """Least, middle and most of the parts that are luck; nothing where no row says it."""
    names = [name for name in found.column_names if name.endswith("_luck")]
    every = [found[name].to_numpy(zero_copy_only=False).astype(float) for name in names]
    about = results.about(found)
    every += [np.array([float(about[f"{name}_luck"])]) for name in BOX if f"{name}_luck" in about]
    known = np.concatenate(every)[np.isfinite(np.concatenate(every))] if every else np.empty(0)
    return tuple(np.quantile(known, (0.0, 0.5, 1.0)).tolist()) if len(known) else ()
