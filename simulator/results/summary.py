"""What a run came to: measures by group with their intervals, as tables and on the screen."""

import math
from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa
from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from simulator import i18n
from simulator.batch import Record
from simulator.config.schema import Config
from simulator.engine.records import FUNDER, PROVIDER, SIDES
from simulator.measures.catalogue import Measure, measures
from simulator.results import claims, contrast, left_out, sayings
from simulator.results import scenario_measures as shown
from simulator.results.group_means import GroupMeans
from simulator.results.groups import grouped
from simulator.results.intervals import Interval

_said = i18n.about("shown")
SHOWN = ("value", "goodwill_received", "trust_received", "tension", "in_time")
FEW = 10  # runs; below, an interval by itself is coarse
MOST_DIGITS = 10
COMPARED = (
    "agreed_utility", "value", "goodwill_received", "extras_received", "trust_received",
    "tension", "in_time", "hostile",
)  # fmt: skip


def summarised(
    record: Record,
    by: str = "strategy",
    names: Iterable[str] | None = None,
    side: int | None = None,
    known: Mapping[str, Measure] | None = None,
) -> pa.Table:
    """Measures by group and year: the mean of each run, then mean and 95 % interval over runs.

    Args:
        by: "kind", "strategy" (started with), "family" (of strategies) or "side".
        names: of the measures; None = all.
        side: only this side of each relation; None = both.
        known: measures to choose from; None = ours.

    Returns:
        One row per group, measure and year: by, group, measure, unit, year, mean, low, high, runs.
    """
    known = known or measures()
    asked = [known[name] for name in names or known]
    rows = [
        (row.by, row.group, row.measure.name, row.measure.unit, record.world.start + row.year,
         *row.found)
        for row in GroupMeans(record).rows(asked, by, side)
    ]  # fmt: skip
    columns = ("by", "group", "measure", "unit", "year", "mean", "low", "high", "runs")
    return pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))


def label(config: Config, by: str, name: str, lang: str) -> str:
    """The name of a group as people read it."""
    if by == "strategy" and name in config.strategies:
        return i18n.in_language(config.strategies[name].label.model_dump(), lang)
    if by == "kind" and name in config.kinds:
        return i18n.in_language(config.kinds[name].label.model_dump(), lang)
    if by in ("family", "side"):
        return i18n.text("summary", f"{by}_{name}", lang)
    return name


def written(found: Interval, unit: str, lang: str, digits: int = 2, signed: bool = False) -> str:
    """Mean ± half the interval, rounded up so as not to promise too much: 0,59 ±0,02 or 78 ±3%.

    A difference (`signed`) that leaves zero out gets as many digits as it takes to see that.
    """
    share = unit == "share"
    scale, digits = (100.0, 0) if share else (1.0, digits)
    mean, half = scale * found.mean, scale * max(found.high - found.mean, found.mean - found.low)
    lopsided = scale * max(found.high - found.mean, found.mean - found.low) >= abs(mean)
    while signed and found.sure and not lopsided and _hides(mean, half, digits):
        if digits == MOST_DIGITS:
            break
        digits += 1
    if signed and found.sure and _hides(mean, half, digits):  # far more to one side
        return _with_ends(found, scale, lang) + ("%" if share else "")
    shown = i18n.number(mean, lang, digits, signed)
    if math.isfinite(half):
        shown += f" ±{i18n.number(_up(half, digits), lang, digits)}"
    return shown + ("%" if share and found.runs else "")


def _with_ends(found: Interval, scale: float, lang: str) -> str:
    """A difference with both ends of its interval: +30 (+1 … +70)."""
    for digits in range(MOST_DIGITS):
        mean, low, high = (i18n.number(scale * v, lang, digits, signed=True) for v in found[:3])
        if low[0] == high[0] and low[0] in f"+{i18n.MINUS}":
            break
    return f"{mean} ({low} … {high})"


def _up(half: float, digits: int) -> float:
    step = 10.0**-digits
    return step * math.ceil(half / step - 1e-9)


def _hides(mean: float, half: float, digits: int) -> bool:
    """Would a difference that is shown look as if its interval contained zero?"""
    return abs(round(mean, digits)) <= _up(half, digits) * (1.0 + 1e-9)


def table(
    record: Record,
    config: Config,
    lang: str | None = None,
    other: Record | None = None,
    other_title: str = "",
) -> RenderableType:
    """The summary that the screen shows after a run, in nl or en.

    Args:
        other, other_title: the counterfactual and its name; None = none was played.
    """
    lang = lang or config.lang
    world = record.world
    counts = {
        "runs": len(record.runs), "years": record.years,
        "organisations": len(world.organisations), "relations": len(world.relations),
    }  # fmt: skip
    said = {name: i18n.counted("summary", name, lang, count) for name, count in counts.items()}
    head = i18n.text("summary", "runs_years", lang, seed=record.seed, **said)
    title = i18n.in_language(config.title.model_dump(), lang)
    parts: list[RenderableType] = [Text(title, style="bold"), Text(head), Text()]
    sides = (PROVIDER, FUNDER)
    parts.extend(_shown(record, config, lang, other, other_title))
    parts.extend(_practice(record, config, lang, other))
    parts.append(_of_groups(record, config, "kind", lang))
    if any(len(GroupMeans(record).groups("strategy", side)) > 1 for side in sides):
        parts.append(_of_groups(record, config, "strategy", lang))
    known = [measures()[name] for name in COMPARED]
    early, late = (
        contrast.of_families(record, known, when=when) for when in (contrast.FIRST, contrast.LAST)
    )
    last = world.start + record.years - 1
    if early:
        heads = ("year", "family_hard", "family_cooperative", "difference")
        rows = [pair if record.years > 1 else pair[:1] for pair in zip(early, late, strict=True)]
        parts.extend(_contrasts(record, "families", heads, rows, lang))
        if outside := families_left_out(record, lang):
            parts.append(Padding(Text(outside), (0, 1, 1, 1)))
    elif record.years > 1:
        for side in sides:
            rows = [(each,) for each in contrast.of_years(record, known, side)]
            heads = ("year", "first_year", "last_year", "difference")
            parts.extend(_contrasts(record, f"years_{SIDES[side]}", heads, rows, lang, last=last))
    parts.append(Padding(Text(i18n.text("summary", "how_to_read", lang).strip()), (0, 1)))
    if len(record.runs) == 1:
        parts.append(Padding(Text(i18n.text("summary", "one_run", lang)), (0, 1)))
    elif len(record.runs) < FEW:
        few = i18n.text("summary", "few_runs", lang, runs=len(record.runs))
        parts.append(Padding(Text(few), (0, 1)))
    return Group(*parts)


def _shown(
    record: Record, config: Config, lang: str, other: Record | None, other_title: str
) -> list[RenderableType]:
    """What this scenario is about: its measures, what funders are judged on, the survey."""
    parts: list[RenderableType] = []
    if config.shows:
        grid = _grid(*shown_heads(lang, other is not None))
        rows = shown_cells(record, config, lang, other)
        for cells in rows:
            grid.add_row(*cells)
        parts.append(grid)
        unsure = any(cells[-1].endswith("*") for cells in rows)
        if other is not None:
            note = i18n.text("shown", "compared_with", lang, title=other_title)
            star = [i18n.text("summary", "not_shown", lang)] if unsure else []
            notes = [*star, note, *shown_left_out(record, config, lang, other)]
            parts.append(Padding(Text("\n".join(notes)), (0, 1, 1, 1)))
        judged = shown.judged(record, config)
        if judged:
            grid = _grid(_said("judged", lang), _said("kind", lang), [""])
            grid.columns[1].justify, grid.columns[1].no_wrap = "left", False
            grid.add_column(_said("value", lang), justify="right", no_wrap=True)
            for one in judged:
                name = i18n.in_language(one.measure.label, lang)
                found = written(one.found, one.measure.unit, lang, 3)
                grid.add_row(label(config, "kind", one.kind, lang), name, found)
            parts.append(grid)
    if "survey" in config.figures:
        answers = shown.answers(record)
        grid = _grid(*survey_heads(answers, lang))
        for cells in survey_cells(answers, lang):
            grid.add_row(*cells)
        parts.extend((grid, Padding(Text(_said("survey_note", lang)), (0, 1, 1, 1))))
    return parts


def _practice(
    record: Record, config: Config, lang: str, other: Record | None
) -> list[RenderableType]:
    """How many sayings of practice came true, and each that did not."""
    found = sayings.checked(record, config, other)
    if not found or len(record.runs) < 2:
        return []
    missed = [each for each in found if each.verdict not in claims.CAME_OUT]
    count = {"yes": len(found) - len(missed), "all": len(found)}
    lines = [i18n.text("sayings", "on_screen", lang, **count)]
    for each in missed:
        words = i18n.in_language(each.saying.said.model_dump(), lang)
        verdict = sayings.verdict(each, lang)
        key = "open" if each.verdict in claims.OPEN else "not_so"
        lines.append(i18n.text("sayings", key, lang, said=words, verdict=verdict))
    return [Padding(Text("\n".join(lines)), (0, 1, 1, 1))]


def shown_heads(lang: str, compared: bool) -> tuple[str, str, list[str]]:
    """Title, first head and other heads of the table of a scenario's own measures."""
    heads = [_said("this", lang)]
    if compared:
        heads += [_said("other", lang), i18n.text("summary", "difference", lang)]
    return _said("title", lang), _said("measure", lang), heads


def shown_cells(
    record: Record, config: Config, lang: str, other: Record | None
) -> list[tuple[str, ...]]:
    """A scenario's own measures, one row for each side; a star where no difference is shown."""
    cells = []
    for row in shown.rows(record, config, other):
        name = i18n.in_language(row.measure.label, lang)
        if row.side != "both":
            name += f", {_said(f'side_{row.side}', lang)}"
        said = [written(row.this, row.measure.unit, lang, 3)]
        if row.other is not None and row.difference is not None:
            mark = "" if row.difference.sure or row.difference.runs < 2 else "*"
            said.append(written(row.other, row.measure.unit, lang, 3))
            said.append(f"{written(row.difference, row.measure.unit, lang, 3, True)} {mark:1}")
        cells.append((name, *said))
    return cells


def shown_left_out(record: Record, config: Config, lang: str, other: Record | None) -> list[str]:
    """Who is left out of the measures a scenario is about, where not all count."""
    names = tuple(_said(key, lang) for key in ("this", "other"))
    said: dict[str, list[str]] = {}
    for row in shown.rows(record, config, other):
        if other is None:
            sentence = left_out.alone(row.counted.first, lang)
        else:
            sentence = left_out.sentence(row.counted, names[0], names[1], lang)
        if sentence:
            side = "" if row.side == "both" else f" ({_said(f'side_{row.side}', lang)})"
            label = i18n.in_language(row.measure.label, lang)
            said.setdefault(sentence, []).append(f"{label}{side}")
    return [f"{', '.join(labels)}: {sentence}" for sentence, labels in said.items()]


def families_left_out(record: Record, lang: str) -> str:
    """Which part of the relations is in neither family; empty where all are in one."""
    table = GroupMeans(record)
    names = table.groups("family", PROVIDER)
    index = grouped(record, "family", PROVIDER).index
    held = index[index >= 0]
    share = {
        name: float((held == names.index(name)).mean()) if name in names else 0.0
        for name in contrast.FAMILIES_SET_APART
    }
    rest = 1.0 - sum(share.values())
    if rest <= 1.0 - claims.WHOLE:
        return ""
    written_shares = {name: i18n.percentage(value, lang, 1) for name, value in share.items()}
    return i18n.text(
        "left_out", "families", lang, rest=i18n.percentage(rest, lang, 1), **written_shares
    )


def survey_heads(answers: Sequence[shown.Answer], lang: str) -> tuple[str, str, list[str]]:
    """Title, first head and other heads of the survey."""
    first, later = answers[0].years
    heads = [
        _said("found", lang),
        _said("model_in", lang, year=first),
        _said("model_in", lang, year=later),
        _said("all_runs", lang, year=later),
    ]
    return _said("survey", lang), _said("statement", lang), heads


def survey_cells(answers: Sequence[shown.Answer], lang: str) -> list[tuple[str, ...]]:
    """The survey, one row a statement; S5 was found as "more than"."""
    return [
        (
            shown.said(answer, lang),
            (">" if answer.statement == "S5" else "") + i18n.percentage(answer.found, lang),
            shown.share(answer.first, lang),
            shown.share(answer.later, lang),
            written(answer.mean, "share", lang),
        )
        for answer in answers
    ]


def _grid(title: str, first: str, others: Iterable[str]) -> Table:
    grid = Table(
        title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False
    )
    grid.add_column(first)
    for other in others:
        grid.add_column(other, justify="right", no_wrap=True)
    return grid


def _of_groups(record: Record, config: Config, by: str, lang: str) -> Table:
    """The last year of every group, one row each."""
    heads = [i18n.text("summary", f"short_{name}", lang) for name in SHOWN]
    title = i18n.text("summary", f"by_{by}", lang, year=record.world.start + record.years - 1)
    grid = _grid(title, i18n.text("summary", "group", lang), heads)
    known = [measures()[name] for name in SHOWN]
    found = GroupMeans(record)
    for side in (PROVIDER, FUNDER):
        if by == "strategy":
            grid.add_row(Text(label(config, "side", SIDES[side], lang), style="italic"))
        for name in found.groups(by, side):
            cells = (
                written(found.interval(measure, by, name, -1, side), measure.unit, lang)
                for measure in known
            )
            indent = " " if by == "strategy" else ""
            grid.add_row(indent + label(config, by, name, lang), *cells)
    return grid


def _contrasts(
    record: Record,
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[contrast.Contrast]],
    lang: str,
    **values: object,
) -> list[RenderableType]:
    """One measure in one or two rows: two means and their paired difference."""
    grid = _grid(
        i18n.text("summary", title, lang, **values),
        i18n.text("summary", "measure", lang),
        [i18n.text("summary", head, lang) for head in heads],
    )
    unsure = False
    for pair in rows:
        for row in pair:
            unit, difference = row.measure.unit, row.difference
            mark = "" if difference.sure or difference.runs < 2 else "*"
            unsure = unsure or mark == "*"
            grid.add_row(
                i18n.text("summary", f"short_{row.measure.name}", lang) if row is pair[0] else "",
                str(record.world.start + row.year),
                written(row.first, unit, lang, 3),
                written(row.second, unit, lang, 3),
                f"{written(difference, unit, lang, 3, signed=True)} {mark:1}",
            )
    notes = [i18n.text("summary", "not_shown", lang)] if unsure else []
    notes += contrasts_left_out(
        [row for pair in rows for row in pair],
        (i18n.text("summary", heads[1], lang), i18n.text("summary", heads[2], lang)),
        record.world.start, lang,
    )  # fmt: skip
    return [grid, *([Padding(Text("\n".join(notes)), (0, 1, 1, 1))] if notes else [])]


def contrasts_left_out(
    found: Iterable[contrast.Contrast], names: tuple[str, str], start: int, lang: str
) -> list[str]:
    """For each measure and year of a table who is left out, where not all count."""
    said: dict[str, list[str]] = {}
    for row in found:
        if sentence := left_out.sentence(row.counted, names[0], names[1], lang):
            label = i18n.in_language(row.measure.label, lang)
            if f"short_{row.measure.name}" in i18n.subject("summary"):
                label = i18n.text("summary", f"short_{row.measure.name}", lang)
            said.setdefault(sentence, []).append(f"{label} {start + row.year}")
    return [f"{', '.join(dict.fromkeys(labels))}: {sentence}" for sentence, labels in said.items()]
