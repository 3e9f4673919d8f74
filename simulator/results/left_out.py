"""Who is left out of a comparison, in words: nothing where everybody counts."""

import math

import numpy as np

from simulator import i18n
from simulator.results.claims import WHOLE, Counted, chosen

_said = i18n.about("left_out")


def counted(first: np.ndarray, second: np.ndarray, both: np.ndarray) -> Counted:
    """Who counts in a paired difference.

    Args:
        first, second: share of the relations that have a number, [R]; NaN where a run has none of
            that group.
        both: in which runs both sides have a number, [R].
    """
    return Counted(_share(first), _share(second), int(np.count_nonzero(both)), len(both))


def _share(there: np.ndarray) -> float:
    known = there[np.isfinite(there)]
    return float(known.mean()) if known.size else math.nan


def sentence(found: Counted, first: str, second: str, lang: str) -> str:
    """How many relations and runs count; empty where all do.

    Args:
        first, second: the names of both sides.
    """
    if found.of < 2 or found.runs == 0:
        return ""
    parts = []
    ending = chosen("left_out", found)
    if ending != "none":
        a, b = (i18n.percentage(share, lang, 1) for share in found[:2])
        parts.append(_said(f"relations_{ending}", lang, a=a, b=b, first=first, second=second))
    if found.runs < found.of:
        parts.append(_said("runs", lang, runs=found.runs, of=found.of))
    return " ".join(parts)


def alone(share: float, lang: str) -> str:
    """How many relations count where there is only one side; empty where all do."""
    if math.isnan(share) or share >= WHOLE:
        return ""
    return _said("relations_one", lang, a=i18n.percentage(share, lang, 1))
