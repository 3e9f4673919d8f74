"""Which figures a report shows, each with its reading aid, its numbers and a description."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from simulator import i18n
from simulator.batch import Record
from simulator.config.schema import Config
from simulator.engine.records import SIDES
from simulator.figures import contracted, difference, network, opinions, season, years
from simulator.figures.lines import Panel
from simulator.report.findings import RELATIONS_OF_A_STORY, Comparison, gaps
from simulator.report.table import Table
from simulator.results import scenario_measures as own
from simulator.results import summary

_said = i18n.about("figures")


@dataclass(frozen=True)
class Drawing:
    """A figure of the report."""

    name: str  # of its files
    draw: Callable[[bool, bool], Figure]  # (narrow, framed)
    title: str
    reading: str
    word: str  # built_in, emergent, calibrated or both
    alt: str
    table: Table


def drawings(
    record: Record,
    config: Config,
    comparison: Comparison,
    other: Record | None,
    lang: str,
) -> list[Drawing]:
    """A population: years, network, differences. A story: years, its season, differences.

    First come the figures that the scenario asks for.
    """
    found = [OWN[name](record, other, lang) for name in config.figures]
    found.append(_years(record, comparison, other, lang))
    if len(record.world.relations) > RELATIONS_OF_A_STORY:
        found.append(_network(record, config, lang))
    if record.trace is not None:
        found.append(_season(record, other, lang))
    found.append(_difference(record, comparison, lang))
    return found


def _years(record: Record, comparison: Comparison, other: Record | None, lang: str) -> Drawing:
    paired = other if comparison.kind == "records" else None
    names = tuple(i18n.text("report", key, lang) for key in ("this_story", "other_story"))
    shown = years.panels(record, lang, paired, (names[0], names[1]) if paired else None)
    kind = {"families": "", "records": "compared", "years": "sides"}[comparison.kind]
    ending = f"_{kind}" if kind else ""
    groups = [line.label for line in shown[0].lines]
    named = f" {_said('and', lang)} ".join([", ".join(groups[:-1]), groups[-1]][-len(groups) :])
    first, last = record.world.start, record.world.start + record.years - 1
    title = _said(f"years_title{ending}", lang)
    return Drawing(
        "years",
        lambda narrow, framed: years.figure(shown, lang, kind, "both", narrow, framed),
        title,
        _said(f"years_reading{ending}", lang),
        "both",
        _said("years_alt", lang, first=first, last=last, groups=named),
        _years_table(title, shown, lang),
    )


def _years_table(title: str, shown: list[Panel], lang: str) -> Table:
    head = (_said("year", lang), _said("who", lang), *(panel.title for panel in shown))
    rows = []
    for x, year in enumerate(shown[0].lines[0].x):
        for g, line in enumerate(shown[0].lines):
            cells = [
                f"{i18n.number(each.mean[x], lang)} ({i18n.number(each.low[x], lang)} – "
                f"{i18n.number(each.high[x], lang)})"
                for each in (panel.lines[g] for panel in shown)
            ]
            rows.append((str(int(year)), line.label, *cells))
    return Table(title, head, tuple(rows))


def _network(record: Record, config: Config, lang: str) -> Drawing:
    shown = network.network(record, config, lang)
    title = _said("network_title", lang, year=shown.year)
    signs = [(tie.given > 0.0, tie.received > 0.0) for tie in shown.ties]
    alt = _said(
        "network_alt", lang, year=shown.year, ties=len(shown.ties),
        providers=len({tie.provider for tie in shown.ties}),
        funders=len({tie.funder for tie in shown.ties}),
        positive=sum(all(sign) for sign in signs), negative=sum(not any(sign) for sign in signs),
    )  # fmt: skip
    head = tuple(_said(key, lang) for key in ("provider", "funder", "given", "received"))
    rows = tuple(
        (
            shown.labels[tie.provider],
            shown.labels[tie.funder],
            i18n.number(tie.given, lang, signed=True),
            i18n.number(tie.received, lang, signed=True),
        )
        for tie in sorted(
            shown.ties, key=lambda tie: (shown.labels[tie.provider], shown.labels[tie.funder])
        )
    )
    return Drawing(
        "network",
        lambda narrow, framed: network.figure(shown, lang, "emergent", narrow, framed),
        title,
        network.reading_aid(shown, lang),
        "emergent",
        alt,
        Table(title, head, rows),
    )


def _season(record: Record, other: Record | None, lang: str) -> Drawing:
    shown = _columns(record, other, lang)
    parts = []
    for each in shown:
        tension, chance = each.tension.lines, each.contentious.lines[1]
        ends = {
            "first_p": tension[0].mean[0], "last_p": tension[0].mean[-1],
            "first_f": tension[1].mean[0], "last_f": tension[1].mean[-1],
            "chance_first": chance.mean[0], "chance_last": chance.mean[-1],
        }  # fmt: skip
        said = {key: i18n.number(float(value), lang) for key, value in ends.items()}
        parts.append(_said("season_alt_part", lang, title=each.title, **said))
    return Drawing(
        "season",
        lambda narrow, framed: season.figure(shown, lang, "both", narrow, framed),
        _said("season_title", lang),
        _said("season_reading", lang),
        "both",
        _said("season_alt", lang, parts=" ".join(parts)),
        _season_table(shown, lang),
    )


def _columns(record: Record, other: Record | None, lang: str) -> list[season.Season]:
    """The season where two stories part; otherwise the one before and after the story turns."""
    when = season.story_years(record, other)
    if other is not None and other.trace is not None and len(when) == 1:
        keys = ("this_story", "other_story")
        titles = [
            f"{i18n.text('report', key, lang)}, {record.world.start + when[0]}" for key in keys
        ]
        found = list(zip((record, other), when * 2, titles, strict=True))
    else:
        found = [(record, year, str(record.world.start + year)) for year in when]
    held = [each for each in found if each[0].relations["negotiated"][:, each[1]].any()]
    return [season.season(each, year, title, lang) for each, year, title in held]


def _season_table(shown: list[season.Season], lang: str) -> Table:
    report = {key: i18n.text("report", key, lang) for key in ("turn", "date", "most_act")}
    sides = [i18n.text("figures", side, lang).lower() for side in SIDES]
    head = (
        _said("who", lang) if len(shown) > 1 else "",
        report["turn"],
        report["date"],
        *(i18n.text("report", "tension_of", lang, side=side) for side in sides),
        *(i18n.text("report", "chance_of", lang, side=side) for side in sides),
        report["most_act"],
    )
    rows = []
    for each in shown:
        chances = [dict(zip(line.x, line.mean, strict=True)) for line in each.contentious.lines]
        most = {int(x): act for acts in each.acts for x, act in zip(acts.x, acts.most, strict=True)}
        for turn, date in enumerate(each.dates, start=1):
            rows.append(
                (
                    each.title,
                    str(turn),
                    date,
                    *(i18n.number(line.mean[turn - 1], lang) for line in each.tension.lines),
                    *(i18n.number(float(chance.get(turn, np.nan)), lang) for chance in chances),
                    _said(f"act_{most[turn]}", lang) if turn in most else "–",
                )
            )
    return Table(_said("season_title", lang), head, tuple(rows))


def _difference(record: Record, comparison: Comparison, lang: str) -> Drawing:
    kind, start = comparison.kind, record.world.start
    title = _said(f"difference_title_{kind}", lang)
    rows, parts = [], []
    for found in (each for row in comparison.rows for each in row):
        label = i18n.text("summary", f"short_{found.measure.name}", lang)
        cells = gaps(found.difference, found.measure.unit, lang)
        rows.append((label, str(start + found.year), *cells))
        parts.append(f"{label} {start + found.year} {cells[0]}")
    head = tuple(_said(key, lang) for key in ("measure", "year", "mean", "low95", "high95"))
    return Drawing(
        "difference",
        lambda narrow, framed: difference.figure(
            comparison.rows, start, lang, kind, "both", narrow, framed
        ),
        title,
        _said(f"difference_reading_{kind}", lang),
        "both",
        i18n.text("report", "group_alt", lang, parts=", ".join(parts)),
        Table(title, head, tuple(rows)),
    )


def _contracted(record: Record, other: Record | None, lang: str) -> Drawing:
    names = tuple(i18n.text("shown", key, lang) for key in ("this", "other"))
    alike = other is not None and other.world.dates == record.world.dates
    shown = contracted.panels(record, lang, other if alike else None, (names[0], names[1]))
    title = i18n.text("shown", "contracted_title", lang)
    turns, rows, parts = contracted.dated(record), [], []
    for panel in shown:
        for line in panel.lines:
            for turn in turns:
                date = i18n.date(record.world.dates[turn - 1], lang)
                share = i18n.percentage(float(line.mean[turn - 1]), lang)
                rows.append((panel.title, line.label, date, share))
                if turn != 1:
                    parts.append(f"{panel.title}, {line.label}, {date}: {share}")
    head = ("", _said("who", lang), i18n.text("shown", "date", lang), _said("mean", lang))
    return Drawing(
        "contracted",
        lambda narrow, framed: contracted.figure(shown, record, lang, "emergent", narrow, framed),
        title,
        i18n.text("shown", "contracted_reading", lang),
        "emergent",
        i18n.text("shown", "contracted_alt", lang, parts="; ".join(parts)),
        Table(title, head, tuple(rows)),
    )


def _survey(record: Record, other: Record | None, lang: str) -> Drawing:  # noqa: ARG001
    answers = own.answers(record)
    title, first, heads = summary.survey_heads(answers, lang)
    rows = tuple(summary.survey_cells(answers, lang))
    parts = "; ".join(f"{row[0]} {row[1]}, {row[3]}" for row in rows)
    return Drawing(
        "survey",
        lambda narrow, framed: opinions.figure(answers, lang, "emergent", narrow, framed),
        i18n.text("shown", "survey_title", lang),
        i18n.text("shown", "survey_reading", lang) + " " + i18n.text("shown", "survey_note", lang),
        "emergent",
        i18n.text("shown", "survey_alt", lang, parts=parts),
        Table(title, (first, *heads), rows),
    )


OWN: dict[str, Callable[[Record, Record | None, str], Drawing]] = {
    "contracted": _contracted,
    "survey": _survey,
}
