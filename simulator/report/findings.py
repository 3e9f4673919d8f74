"""What happened, in sentences that follow from the numbers and admit what is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator import i18n
from simulator.batch import Record
from simulator.config.schema import Config
from simulator.engine.records import ENDINGS, PROVIDER
from simulator.measures.catalogue import measures
from simulator.report.table import Table
from simulator.results import contrast
from simulator.results.contrast import Contrast
from simulator.results.intervals import Interval
from simulator.results.sayings import small
from simulator.results.summary import COMPARED, MOST_DIGITS

RELATIONS_OF_A_STORY = 2  # a world of more relations is a population


@dataclass(frozen=True)
class Comparison:
    """What is held against what: early and late contrasts of the same measures."""

    kind: str  # families, records or years
    early: tuple[Contrast, ...]  # empty where there is no early year apart from the late one
    late: tuple[Contrast, ...]

    @property
    def rows(self) -> list[tuple[Contrast, ...]]:
        """Per measure the contrasts there are, the late one last."""
        if not self.early:
            return [(late,) for late in self.late]
        return list(zip(self.early, self.late, strict=True))


def compared(record: Record, other: Record | None = None) -> Comparison:
    """Families of strategies in a population; in a story the counterfactual, or else its years."""
    known = [measures()[name] for name in COMPARED]
    when = (contrast.FIRST, contrast.LAST)
    early, late = (tuple(contrast.of_families(record, known, when=each)) for each in when)
    if late:
        return Comparison("families", early if record.years > 1 else (), late)
    if other is not None:
        early, late = (tuple(contrast.of_records(record, other, known, when=each)) for each in when)
        return Comparison("records", early if record.years > 1 else (), late)
    return Comparison("years", (), tuple(contrast.of_years(record, known, PROVIDER)))


def titled(config: Config, lang: str) -> str:
    """The title of a scenario."""
    return i18n.in_language(config.title.model_dump(), lang)


def in_brief(
    comparison: Comparison,
    record: Record,
    lang: str,
    other: Record | None = None,
    other_title: str = "",
) -> list[str]:
    """A few sentences: early result, late value, late goodwill; and in the other world."""
    if len(record.runs) < 2:
        return [i18n.text("report", "brief_one_run", lang)]
    parts = [("last", "value", comparison.late), ("goodwill", "goodwill_received", comparison.late)]
    if comparison.early:
        parts.insert(0, ("first", "agreed_utility", comparison.early))
    found = []
    for part, name, contrasts in parts:
        one = _of(contrasts, name)
        year = one.year if comparison.kind != "years" else record.years - 1
        key = f"brief_{comparison.kind}_{part}_{direction(one)}"
        sentence = i18n.text("report", key, lang, year=record.world.start + year)
        numbers = i18n.text(
            "report", f"brief_numbers_{comparison.kind}", lang, **_numbers(one, lang)
        )
        small = i18n.text("report", "brief_small", lang) if is_small(one) else ""
        found.append(f"{sentence} {numbers} {small}".rstrip())
    if comparison.kind == "families" and other is not None:
        found.extend(_in_the_other_world(comparison, record, other, other_title, lang))
    return found


def _numbers(found: Contrast, lang: str) -> dict[str, str]:
    """Both means, the difference and the ends of its interval, written."""
    unit = found.measure.unit
    d, low, high = gaps(found.difference, unit, lang)
    return {
        "a": amount(found.first.mean, unit, lang),
        "b": amount(found.second.mean, unit, lang),
        "d": d,
        "low": low,
        "high": high,
    }


def _in_the_other_world(
    comparison: Comparison, record: Record, other: Record, title: str, lang: str
) -> list[str]:
    """The same contrast where the assumptions differ, for example where a relation pays nothing."""
    there = contrast.of_families(other, [measures()["value"]])
    if not there:
        return []
    here = _of(comparison.late, "value").difference
    said = _numbers(there[0], lang)
    return [
        i18n.text(
            "report", "brief_other_world", lang, other=title, low=said["low"], high=said["high"],
            year=record.world.start + there[0].year, difference=said["d"],
            here=i18n.number(here.mean, lang, 3, signed=True),
        )
    ]  # fmt: skip


def _of(contrasts: Sequence[Contrast], name: str) -> Contrast:
    return next(each for each in contrasts if each.measure.name == name)


def direction(found: Contrast) -> str:
    """More, less or the same: only what the interval shows."""
    if not found.difference.sure:
        return "same"
    return "more" if found.difference.mean > 0.0 else "less"


def is_small(found: Contrast) -> bool:
    """Shown, yet so small that it matters little: an interval says nothing about size."""
    size = abs(found.difference.mean)
    return found.difference.sure and size < small(found.measure.unit)


def verdict(found: Contrast, lang: str) -> str:
    """What may be said: is the difference shown, in which direction, and is it small?"""
    if found.difference.runs < 2:
        return i18n.text("report", "verdict_unknown", lang)
    which = {"more": "higher", "less": "lower", "same": "same"}[direction(found)]
    ending = "_small" if is_small(found) else ""
    return i18n.text("report", f"verdict_{which}{ending}", lang)


def in_figures(comparison: Comparison, record: Record, lang: str) -> Table:
    """Every measure: both means, the difference with its interval, and what may be said."""
    heads = {
        "families": ("family_hard", "family_cooperative"),
        "records": ("other_story", "this_story"),
        "years": ("at_start", "at_end"),
    }[comparison.kind]
    subject = "summary" if comparison.kind == "families" else "report"
    to, rows = i18n.text("report", "to", lang), []
    for found in (each for row in comparison.rows for each in row):
        said = _numbers(found, lang)
        label = i18n.text("summary", f"short_{found.measure.name}", lang)
        ends = i18n.NO_BREAK.join((f"({said['low']}", to, f"{said['high']})"))
        year = str(record.world.start + found.year)
        if found.measure.unit == "share":
            ends += " " + i18n.text("report", "points", lang)
        rows.append(
            (label, year, said["a"], said["b"], f"{said['d']} {ends}", verdict(found, lang))
        )
    head = (
        i18n.text("summary", "measure", lang),
        i18n.text("summary", "year", lang),
        *(i18n.text(subject, key, lang) for key in heads),
        i18n.text("report", "difference_interval", lang),
        i18n.text("report", "says", lang),
    )
    return Table(i18n.text("report", "all_measures", lang), head, tuple(rows))


def amount(value: float, unit: str, lang: str) -> str:
    """A mean in its unit, as finely as differences: shares in per cent, others in three digits."""
    if unit == "share":
        return i18n.percentage(value, lang, 1)
    return i18n.number(value, lang, 3)


def level(value: float, unit: str, lang: str) -> str:
    """A number that somebody named, as roughly as people do."""
    return i18n.percentage(value, lang) if unit == "share" else i18n.number(value, lang)


def gaps(found: Interval, unit: str, lang: str) -> tuple[str, str, str]:
    """A difference and the ends of its interval: shares in points of one per cent.

    Three digits, of points one; more where the ends would look the same, or as if there were no
    difference where there is one.
    """
    scale, digits = (100.0, 1) if unit == "share" else (1.0, 3)
    values = tuple(scale * value for value in found[:3])
    for more in range(MOST_DIGITS - digits):
        mean, low, high = (i18n.number(v, lang, digits + more, signed=True) for v in values)
        blurred = low == high and found.low < found.high
        hidden = found.sure and not (low[0] == high[0] and low[0] in f"+{i18n.MINUS}")
        if not (blurred or hidden):
            break
    return mean, low, high


def endings(record: Record, lang: str) -> Table:
    """How the talks ended, all years and relations together."""
    ending = record.relations["ending"][record.relations["negotiated"] == 1]
    counts = np.bincount(ending, minlength=len(ENDINGS))
    rows = tuple(
        (
            i18n.text("endings", name, lang),
            i18n.percentage(count / max(1, ending.size), lang, 1),
        )
        for name, count in zip(ENDINGS, counts.tolist(), strict=True)
        if name != "running"
    )
    head = tuple(i18n.text("report", key, lang) for key in ("ending", "share"))
    return Table(i18n.text("report", "endings", lang), head, rows)
