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
from simulator.results import claims, contrast, left_out, summary
from simulator.results.claims import Seen
from simulator.results.contrast import Contrast
from simulator.results.intervals import Interval
from simulator.results.summary import COMPARED, MOST_DIGITS

HEADS = {  # what is held against what, in words
    "families": (("summary", "family_hard"), ("summary", "family_cooperative")),
    "records": (("report", "other_story"), ("report", "this_story")),
    "years": (("report", "at_start"), ("report", "at_end")),
}
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
    found = [
        _sentence(comparison.kind, part, _of(contrasts, name), record, lang)
        for part, name, contrasts in parts
    ]
    if comparison.kind == "families":
        found.extend(_families(record, lang))
        if other is not None:
            found.extend(_in_the_other_world(comparison, record, other, other_title, lang))
    return found


def _sentence(kind: str, part: str, one: Contrast, record: Record, lang: str) -> str:
    """What one contrast shows, its numbers, whether it is small, and who is left out of it."""
    ending, seen = direction(one), one.seen
    year = record.world.start + (record.years - 1 if kind == "years" else one.year)
    if ending in ("nothing", claims.UNMEASURED):
        label = i18n.text("summary", f"short_{one.measure.name}", lang)
        key = f"brief_{kind}_nothing" if ending == "nothing" else "brief_unmeasured"
        return i18n.text("report", key, lang, measure=label, year=year)
    heads = [i18n.text(*key, lang) for key in HEADS[kind]]
    said = [
        i18n.text("report", f"brief_{kind}_{part}_{ending}", lang, year=year),
        i18n.text("report", f"brief_numbers_{kind}", lang, **_numbers(one, lang)),
        i18n.text("report", "brief_small", lang) if claims.chosen("size", seen) else "",
        left_out.sentence(one.counted, heads[0], heads[1], lang),
    ]
    return " ".join(each for each in said if each)


def _families(record: Record, lang: str) -> list[str]:
    """Which part of the relations works in neither of the two ways."""
    said = summary.families_left_out(record, lang)
    return [said] if said else []


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
    """The same contrast where the assumptions differ, for example where a relation pays nothing.

    Whether it depends on them follows from the difference of the two, run by run.
    """
    measure = measures()["value"]
    there, apart = (
        contrast.of_families(other, [measure]),
        contrast.of_worlds(record, other, measure),
    )
    if not there or apart is None or there[0].difference.runs < 2:
        return []
    here = _of(comparison.late, "value").difference
    said = _numbers(there[0], lang)
    ending = claims.chosen("other_world", Seen(apart, measure.unit, len(record.runs)))
    d, low, high = gaps(apart, measure.unit, lang)
    numbers = i18n.text(
        "report", "brief_other_world", lang, other=title, low=said["low"], high=said["high"],
        year=record.world.start + there[0].year, difference=said["d"],
        here=gaps(here, measure.unit, lang)[0],
    )  # fmt: skip
    conclusion = i18n.text("report", f"brief_other_world_{ending}", lang, d=d, low=low, high=high)
    return [f"{numbers} {conclusion}"]


def _of(contrasts: Sequence[Contrast], name: str) -> Contrast:
    return next(each for each in contrasts if each.measure.name == name)


def direction(found: Contrast) -> str:
    """More, less or the same, or why that cannot be said: only what the interval shows."""
    return claims.chosen("direction", found.seen)


def verdict(found: Contrast, lang: str) -> str:
    """What may be said: is the difference shown, in which direction, and is it small?"""
    ending, size = direction(found), claims.chosen("size", found.seen)
    return i18n.text("report", "_".join(filter(None, ("verdict", ending, size))), lang)


def not_counted(comparison: Comparison, record: Record, lang: str) -> list[str]:
    """For each measure and year of the table who is left out, where not all count."""
    first, second = (i18n.text(*key, lang) for key in HEADS[comparison.kind])
    every = [each for row in comparison.rows for each in row]
    return summary.contrasts_left_out(every, (first, second), record.world.start, lang)


def in_figures(comparison: Comparison, record: Record, lang: str) -> Table:
    """Every measure: both means, the difference with its interval, and what may be said."""
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
        *(i18n.text(*key, lang) for key in HEADS[comparison.kind]),
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
