"""The scenario's own question, answered first: with the numbers of this run, whatever they are.

What a source says of the scenario comes first, each saying with its verdict. A scenario without
sayings tells where it differs most from its counterfactual, among the measures it is about.
"""

from typing import NamedTuple

from simulator import i18n
from simulator.batch import Record
from simulator.config.schema import Config
from simulator.report.findings import amount, gaps, level, titled
from simulator.results import left_out, sayings, scenario_measures
from simulator.results.claims import small
from simulator.results.intervals import Interval
from simulator.results.sayings import Checked
from simulator.results.scenario_measures import Shown

_said = i18n.about("report")
MOST = 5  # sentences; the tables have all


class Answer(NamedTuple):
    """What the first sentences are about, and the sentences."""

    about: str
    sentences: list[str]


def answer(
    config: Config, record: Record, other: Record | None, other_config: Config | None, lang: str
) -> Answer | None:
    """The first sentences of a report; None where only the general ones can be said.

    Args:
        other, other_config: what was played beside it; only the scenario's own counterfactual
            answers its question.
    """
    if len(record.runs) < 2 or other is None or other_config is None:
        return None
    if other_config.name != config.counterfactual or not (config.says or config.shows):
        return None
    title = titled(other_config, lang)
    checked = sayings.checked(record, config, other)
    if checked:
        told = _first([_saying(each, record, title, lang) for each in checked], lang)
        if later := sayings.years_not_played(record, config):
            told.append(i18n.counted("report", "answer_later", lang, len(later)))
        return Answer(_said("answer_says", lang), told)
    rows = sorted(scenario_measures.rows(record, config, other), key=_apart, reverse=True)
    told = [_row(row, title, lang) for row in rows if _apart(row) > 0.0]
    if not told:
        return Answer(_said("answer_none", lang), [])
    return Answer(_said("answer_shows", lang, other=title), _first(told, lang))


def _first(told: list[str], lang: str) -> list[str]:
    rest = len(told) - MOST
    return told[:MOST] + ([_said("answer_more", lang, count=rest)] if rest > 0 else [])


def _saying(found: Checked, record: Record, title: str, lang: str) -> str:
    """A saying of practice, whether it came out, and the numbers that say so."""
    saying, unit = found.saying, found.measure.unit
    measure = i18n.in_language(found.measure.label, lang)
    if saying.side is not None:
        measure += f", {i18n.text('shown', f'side_{saying.side}', lang)}"
    if saying.year is not None:
        measure += f", {record.world.start + saying.year}"
    key, other = ("answer_numbers", amount) if saying.than is None else ("answer_than", level)
    numbers = _said(
        key, lang, measure=measure, other=title, this=amount(found.this.mean, unit, lang),
        that=other(found.other, unit, lang), difference=_difference(found.difference, unit, lang),
    )  # fmt: skip
    words = i18n.in_language(saying.said.model_dump(), lang)
    if found.difference.runs < 2:
        numbers = ""
    said = (f"“{words}” {sayings.verdict(found, lang)}.", numbers, who(found, lang))
    return " ".join(each for each in said if each)


def who(found: Checked, lang: str) -> str:
    """Who is left out of a saying; empty where all count."""
    if found.saying.than is not None:
        return left_out.alone(found.counted.first, lang)
    return left_out.sentence(found.counted, *_stories(lang), lang)


def _stories(lang: str) -> tuple[str, str]:
    return i18n.text("report", "this_story", lang), i18n.text("report", "other_story", lang)


def _row(row: Shown, title: str, lang: str) -> str:
    """A measure in which the two worlds surely differ."""
    if row.other is None or row.difference is None:
        raise ValueError("a measure without a counterfactual answers nothing")
    unit = row.measure.unit
    measure = i18n.in_language(row.measure.label, lang)
    if row.side != "both":
        measure += f", {i18n.text('shown', f'side_{row.side}', lang)}"
    numbers = _said(
        "answer_numbers", lang, measure=measure, other=title,
        this=amount(row.this.mean, unit, lang), that=amount(row.other.mean, unit, lang),
        difference=_difference(row.difference, unit, lang),
    )  # fmt: skip
    left = left_out.sentence(row.counted, *_stories(lang), lang)
    return f"{numbers} {left}".rstrip()


def _apart(row: Shown) -> float:
    """How far apart the worlds are, in sizes that would be called small; 0 = not shown."""
    if row.difference is None or not row.difference.sure:
        return 0.0
    return abs(row.difference.mean) / small(row.measure.unit)


def _difference(found: Interval, unit: str, lang: str) -> str:
    """−0,041 (95%‑interval −0,045 tot −0,037)"""
    mean, low, high = gaps(found, unit, lang)
    points = f" {_said('points', lang)}" if unit == "share" else ""
    return _said("answer_difference", lang, mean=f"{mean}{points}", low=low, high=high)
