"""report.html: one file that opens anywhere, also without internet, and says what it cannot say."""

from pathlib import Path
from string import Template

from simulator import files, i18n
from simulator.batch import Record
from simulator.config.schema import Config
from simulator.figures import style
from simulator.report import findings, markup, practice, settings
from simulator.report.answers import answer
from simulator.report.drawings import Drawing, drawings
from simulator.results import summary
from simulator.version import __version__

TEMPLATE = Path(__file__).with_name("page.html")
PAGE = "report.html"
TERMS = ("result", "value", "goodwill", "extras", "trust", "tension", "ends", "interval")
NOT = ("interval", "deadline", "built_in", "you")


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
    parts = [
        _asked(config, record, other_config, lang),
        _numbers(comparison, lang),
        _happened(config, comparison, record, other, other_config, lang),
        _own(config, record, other, lang),
        markup.element("h2", _said("figures", lang)),
        *(_figure(each, lang, folder and folder / "figures") for each in shown),
        _not(config, comparison, lang),
        _settings(config, command, lang),
    ]
    values = {
        "lang": lang,
        "version": __version__,
        "title": findings.titled(config, lang),
        **{key: _said(key, lang) for key in ("skip", "subtitle", "no_forecast")},
        "made_with": _said("made_with", lang, version=__version__),
    }
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        {key: markup.escaped(value) for key, value in values.items()}, body="\n".join(parts)
    )


def _said(key: str, lang: str, **values: object) -> str:
    return i18n.text("report", key, lang, **values)


def _asked(config: Config, record: Record, other_config: Config | None, lang: str) -> str:
    world = record.world
    providers = len({relation.provider for relation in world.relations})
    funders = len({relation.funder for relation in world.relations})
    story, question = (
        i18n.in_language(text.model_dump(), lang) for text in (config.story, config.question)
    )
    who = {"provider": providers, "funder": funders}
    said = {
        f"{side}s": _said(f"{side}_{'one' if count == 1 else 'many'}", lang, count=count)
        for side, count in who.items()
    }
    played = _said(
        "played", lang, runs=len(record.runs), years=record.years, first=world.start,
        last=world.start + record.years - 1,
        **said,
    )  # fmt: skip
    parts = [
        markup.element("h2", _said("asked", lang)),
        markup.element("p", story),
        markup.element("p", question, class_="question"),
        f"<p>{played.strip()}</p>",  # our own text, with emphasis
    ]
    if other_config is not None:
        title = findings.titled(other_config, lang)
        parts.append(markup.element("p", _said("compared_with", lang, title=title)))
        if config.compare is not None:
            compare = i18n.in_language(config.compare.model_dump(), lang)
            parts.append(markup.element("p", compare))
    return "\n".join(parts)


def _numbers(comparison: findings.Comparison, lang: str) -> str:
    terms = (*TERMS, "families") if comparison.kind == "families" else TERMS
    pairs = [(_said(f"term_{term}", lang), _said(f"said_{term}", lang)) for term in terms]
    return markup.element("h3", _said("numbers", lang)) + markup.defined(pairs)


def _happened(
    config: Config,
    comparison: findings.Comparison,
    record: Record,
    other: Record | None,
    other_config: Config | None,
    lang: str,
) -> str:
    title = _title(other_config, lang)
    brief = _listed(findings.in_brief(comparison, record, lang, other, title))
    found = answer(config, record, other, other_config, lang)
    if found is not None:
        question = i18n.in_language(config.question.model_dump(), lang)
        asked = markup.element("p", _said("brief_question", lang, question=question))
        also = markup.element("h3", _said("brief_also", lang))
        about = markup.element("p", found.about)
        brief = f"{asked}{about}{_listed(found.sentences)}{also}{brief}"
    return "\n".join(
        [
            markup.element("h2", _said("happened", lang)),
            f'<div class="brief">{markup.element("h3", _said("brief", lang))}{brief}</div>',
            practice.section(config, record, other, title, lang),
            markup.element("h3", _said("details", lang)),
            markup.table(findings.in_figures(comparison, record, lang), lang),
            markup.element("p", _said("small", lang)),
            markup.table(findings.endings(record, lang), lang),
        ]
    )


def _listed(sentences: list[str]) -> str:
    return markup.listed(markup.escaped(each) for each in sentences) if sentences else ""


def _title(config: Config | None, lang: str) -> str:
    return findings.titled(config, lang) if config is not None else ""


def _own(config: Config, record: Record, other: Record | None, lang: str) -> str:
    """The measures that matter for this scenario, next to its counterfactual."""
    if not config.shows:
        return ""
    title, first, heads = summary.shown_heads(lang, other is not None)
    rows = tuple(summary.shown_cells(record, config, lang, other))
    found = markup.Table(title, (first, *heads), rows)
    note = i18n.text("summary", "not_shown", lang)
    return markup.table(found, lang) + markup.element("p", note)


def _figure(shown: Drawing, lang: str, folder: Path | None) -> str:
    """A figure with all that is said of it; its own files go to `folder`."""
    drawn = shown.draw(False, True)
    if folder is not None:
        style.written(drawn, folder, shown.name)
    wide, size = style.unframed(drawn)
    narrow = style.svg(shown.draw(True, False))
    word, _, meaning = i18n.text("figures", f"word_{shown.word}", lang).partition(":")
    badge = markup.element("span", word, class_="word")
    return "\n".join(
        [
            "<figure>",
            markup.element("h3", shown.title),
            markup.picture(wide, narrow, size, shown.alt),
            f"<figcaption>{markup.element('p', shown.reading)}",
            f"<p>{badge} {markup.escaped(meaning.strip()[:1].upper() + meaning.strip()[1:])}</p>",
            f"<details>{markup.element('summary', _said('data', lang))}",
            f"{markup.table(shown.table, lang)}</details></figcaption></figure>",
        ]
    )


def _not(config: Config, comparison: findings.Comparison, lang: str) -> str:
    mix = i18n.in_language(config.mix.label.model_dump(), lang)
    who = "mix" if comparison.kind == "families" else "story"
    items = [_said(f"not_{key}", lang, mix=mix) for key in ("forecast", "euro", who, *NOT)]
    return "\n".join(
        [
            markup.element("h2", _said("not", lang)),
            f'<div class="not">{markup.listed(markup.escaped(item) for item in items)}</div>',
            markup.element("h3", _said("depends", lang)),
            markup.element("p", _said("depends_intro", lang)),
            markup.table(settings.assumptions(config, lang), lang),
        ]
    )


def _settings(config: Config, command: str | None, lang: str) -> str:
    return "\n".join(
        [
            markup.element("h2", _said("settings", lang)),
            markup.element("p", _said("settings_intro", lang)),
            f"<pre>{markup.element('code', command or settings.command(config))}</pre>",
            markup.table(settings.settings(config, lang), lang),
            markup.element("p", _said("set_files", lang)),
        ]
    )
