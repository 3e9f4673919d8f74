"""How numbers, bounds and verdicts of evidence are written."""

import math

from simulator import i18n
from simulator.evidence.checks import Bounds
from simulator.evidence.results import Result
from simulator.evidence.verdicts import LEAST_SHARE, Found

said = i18n.about("evidence")
FAR = 1e6  # beyond this a bound is open


def number(value: float, lang: str, digits: int) -> str:
    """A number; infinity is a time that was not reached."""
    if math.isinf(value):
        return said("never", lang)
    return i18n.number(value, lang, digits)


def interval(found: Found, lang: str, digits: int) -> str:
    """0,59 (0,58 – 0,60)"""
    mean, low, high, _ = found.at_default
    if math.isnan(mean):
        return said("nothing", lang)
    middle = number(mean, lang, digits)
    if mean == low == high or math.isinf(mean):
        return middle
    return f"{middle} ({number(low, lang, digits)} … {number(high, lang, digits)})"


def bounds(found: Bounds, lang: str, digits: int) -> str:
    """A band in words."""
    low, high = found
    if low < -FAR and high > FAR:
        return said("beside", lang)
    if low > -FAR and high < FAR:
        ends = {"low": number(low, lang, digits), "high": number(high, lang, digits)}
        return said("between", lang, **ends)
    if low > -FAR:
        return (
            said("positive", lang)
            if low == 0
            else said("at_least", lang, value=number(low, lang, digits))
        )
    if high == 0:
        return said("negative", lang)
    return said("at_most", lang, value=number(high, lang, digits))


def share(result: Result, lang: str) -> str:
    """97 % (96 – 98)"""
    if result.robust is None:
        return said("not_tried", lang)
    low, high = (i18n.number(100 * end, lang, 0) for end in result.robust[1:3])
    written = f"{i18n.percentage(result.robust.share, lang)} ({low}–{high})"
    if result.robust[1] < LEAST_SHARE <= result.robust[2]:
        return f"{written}, {said('borderline', lang)}"
    if result.robust[2] < 0.5:
        return f"{written}, {said('mostly_not', lang)}"
    return written


def seeds(result: Result, lang: str) -> str:
    """20 van 20"""
    held, of = result.seeds
    return said("of_seeds", lang, seeds=held, of=of)
