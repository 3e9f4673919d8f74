"""report.html: one file that opens anywhere, also without internet, and says what it cannot say."""

import math
from pathlib import Path
from typing import Any

import numpy as np
from markupsafe import Markup

from simulator import files, i18n, templates
from simulator.batch import Record
from simulator.config.schema import Config
from simulator.engine.records import SIDES
from simulator.figures import style
from simulator.measures.catalogue import measures
from simulator.report import findings, practice, settings
from simulator.report.answers import answer
from simulator.report.drawings import Drawing, drawings
from simulator.report.table import Table
from simulator.results import summary
from simulator.results.claims import chosen, small
from simulator.version import __version__

_said = i18n.about("report")
TEMPLATE = "report/report.html"
PAGE = "report.html"
TERMS = ("result", "value", "goodwill", "extras", "trust", "tension", "ends", "interval")


def written(
    folder: Path,
    config: Config,
    record: Record,
    other: Record | None = None,
    other_config: Config | None = None,
    command: str | None = None,
) -> Path:
    """Write report.html and its figures (PNG and SVG, in figures/) to `folder`.

    Args:
        folder: exists.
        config, record: what was asked and what came of it.
        other, other_config: the counterfactual, played with the same seed and runs; None = none.
        command: how the run was asked for; None = worked out from the config.

    Returns:
        The report.
    """
    lang = config.lang
    comparison = findings.compared(record, other)
    shown = drawings(record, config, comparison, other, lang)
    text = html(config, record, comparison, shown, other, other_config, command, folder)
    return files.written(folder / PAGE, text)


def html(
    config: Config,
    record: Record,
    comparison: findings.Comparison,
    shown: list[Drawing],
    other: Record | None = None,
    other_config: Config | None = None,
    command: str | None = None,
    folder: Path | None = None,
) -> str:
    """The page as text, in the language of the config.

    Args:
        folder: where `figures/` with every figure as PNG and SVG is written too; None = nowhere.
    """
    lang = config.lang
    if folder is not None:
        (folder / "figures").mkdir(parents=True, exist_ok=True)
    title = _title(other_config, lang)
    return templates.filled(
        TEMPLATE,
        lang=lang,
        version=__version__,
        title=findings.titled(config, lang),
        made_with=_said("made_with", lang, version=__version__),
        said=lambda key, **values: _said(key, lang, **values),
        scroll=lambda caption: _said("scroll", lang, caption=caption),
        asked=_asked(config, record, other_config, lang),
        terms=_terms(comparison, lang),
        answer=answer(config, record, other, other_config, lang),
        brief=findings.in_brief(comparison, record, lang, other, title),
        practice=practice.section(config, record, other, title, lang),
        details=findings.in_figures(comparison, record, lang),
        not_counted=findings.not_counted(comparison, record, lang),
        small=_small(lang),
        endings=findings.endings(record, lang),
        own=_own(config, record, other, lang),
        figures=[_figure(each, lang, folder and folder / "figures") for each in shown],
        not_said=_not(config, comparison, record, lang),
        assumptions=settings.assumptions(config, lang),
        command=command or settings.command(config),
        settings=settings.settings(config, lang),
    )


def _asked(
    config: Config, record: Record, other_config: Config | None, lang: str
) -> dict[str, Any]:
    """Story and question, how often it was played, and what it is compared with."""
    world = record.world
    parties = {side: {getattr(each, side) for each in world.relations} for side in SIDES}
    counts = {
        f"{side}s": i18n.counted("report", side, lang, len(names))
        for side, names in parties.items()
    }
    played = _said(
        "played", lang, runs=len(record.runs), years=record.years, first=world.start,
        last=world.start + record.years - 1, **counts,
    )  # fmt: skip
    compared = []
    if other_config is not None:
        compared.append(_said("compared_with", lang, title=findings.titled(other_config, lang)))
        if config.compare is not None:
            compared.append(i18n.in_language(config.compare.model_dump(), lang))
    return {
        "story": i18n.in_language(config.story.model_dump(), lang),
        "question": i18n.in_language(config.question.model_dump(), lang),
        "played": Markup(played.strip()),  # our own text with numbers, and emphasis
        "compared": compared,
    }


def _terms(comparison: findings.Comparison, lang: str) -> list[tuple[str, str]]:
    terms = (*TERMS, "families") if comparison.kind == "families" else TERMS
    return [(_said(f"term_{term}", lang), _said(f"said_{term}", lang)) for term in terms]


def _title(config: Config | None, lang: str) -> str:
    return findings.titled(config, lang) if config is not None else ""


def _own(config: Config, record: Record, other: Record | None, lang: str) -> dict[str, Any] | None:
    """The measures that matter for this scenario, next to its counterfactual."""
    if not config.shows:
        return None
    title, first, heads = summary.shown_heads(lang, other is not None)
    rows = tuple(summary.shown_cells(record, config, lang, other))
    unsure = any(row[-1].endswith("*") for row in rows)
    notes = [i18n.text("summary", "not_shown", lang)] if unsure else []
    notes += summary.shown_left_out(record, config, lang, other)
    return {"table": Table(title, (first, *heads), rows), "notes": notes}


def _figure(shown: Drawing, lang: str, folder: Path | None) -> dict[str, Any]:
    """A figure with all that is said of it; its own files go to `folder`."""
    drawn = shown.draw(False, True)
    if folder is not None:
        style.written(drawn, folder, shown.name)
    wide, (width, height) = style.unframed(drawn)
    word, _, meaning = i18n.text("figures", f"word_{shown.word}", lang).partition(":")
    meaning = meaning.strip()
    return {
        "title": shown.title,
        "wide": wide,
        "narrow": style.svg(shown.draw(True, False)),  # for phones
        "width": round(100 * width),  # any unit, so that the page does not jump
        "height": round(100 * height),
        "alt": shown.alt,
        "reading": shown.reading,
        "word": word,
        "meaning": meaning[:1].upper() + meaning[1:],
        "table": shown.table,
    }


def _small(lang: str) -> str:
    """From where on a difference is small, as the rules have it."""
    least = {
        "value": i18n.number(small("utility"), lang),
        "goodwill": i18n.number(small("goodwill"), lang),
        "points": i18n.number(100.0 * small("share"), lang, 0),
    }
    return _said("small", lang, **least)


def _not(config: Config, comparison: findings.Comparison, record: Record, lang: str) -> list[str]:
    """What is not to be concluded."""
    share = in_time(record)
    ways = "mix" if comparison.kind == "families" else "story"
    deadline = f"deadline_{chosen('in_time', share)}"
    values = {
        "mix": i18n.in_language(config.mix.label.model_dump(), lang),
        "share": i18n.percentage(share, lang, 1),
    }
    keys = ("forecast", "euro", ways, "interval", deadline, "built_in", "you")
    return [_said(f"not_{key}", lang, **values) for key in keys]


def in_time(record: Record) -> float:
    """Share of all talks settled by the last day; NaN without talks."""
    settled = measures()["in_time"].values(record)
    known = np.isfinite(settled)
    return float(settled[known].mean()) if known.any() else math.nan
