"""What practice says of a scenario, each saying beside what came of it here."""

import math
from typing import NamedTuple

from simulator import i18n
from simulator.batch import Record
from simulator.config.schema import Config
from simulator.report.answers import who
from simulator.report.findings import gaps, level
from simulator.report.table import Table
from simulator.results import sayings
from simulator.results.claims import lot

_said = i18n.about("sayings")


class Practice(NamedTuple):
    """A table of all sayings, and a note on what a yes means."""

    table: Table
    note: str


def section(
    config: Config, record: Record, other: Record | None, title: str, lang: str
) -> Practice | None:
    """What practice says and what came of it; None where it says nothing.

    Args:
        title: of the counterfactual; not used without `other`.
    """
    found = sayings.checked(record, config, other)
    if not found:
        return None
    head = tuple(_said(key, lang) for key in ("said", "measured", "difference", "verdict"))
    rows = tuple(_row(each, record, lang) for each in found)
    held = other is not None and any(each.saying.than is None for each in found)
    note = _said("note", lang, title=title) if held else _said("note_alone", lang)
    return Practice(Table(_said("title", lang), head, rows), note)


def _row(found: sayings.Checked, record: Record, lang: str) -> tuple[str, ...]:
    saying, unit = found.saying, found.measure.unit
    words = f"{i18n.in_language(saying.said.model_dump(), lang)} ({saying.source})"
    how = [i18n.in_language(found.measure.label, lang)]
    if saying.side is not None:
        how.append(i18n.text("shown", f"side_{saying.side}", lang))
    if saying.year is None:
        how.append(_said("all_years", lang))
    else:
        how.append(str(record.world.start + saying.year))
    if saying.than is not None:
        how.append(_said("than", lang, level=level(saying.than, unit, lang)))
    if saying.direction == "close":
        how.append(_said("within", lang, within=level(saying.within, unit, lang)))
    if saying.size == "lot":
        how.append(_said("lot", lang, lot=level(lot(unit), unit, lang)))
    mean, *between = gaps(found.difference, unit, lang)
    ends = " – ".join(between)
    points = f" {i18n.text('report', 'points', lang)}" if unit == "share" else ""
    size = f"{mean} ({ends}){points}"
    if found.difference.runs < 2 and math.isnan(found.difference.mean):
        size = "–"
    measured = ", ".join(how)
    if left := who(found, lang):
        measured += f". {left}"
    return words, measured, size, sayings.verdict(found, lang)
