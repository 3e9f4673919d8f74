"""evidence.html: every claim with its verdict, in a file that opens anywhere."""

import re
from collections.abc import Sequence
from typing import Any

from simulator import i18n, templates
from simulator.evidence import worlds_figure
from simulator.evidence.collect import Evidence
from simulator.evidence.results import Result
from simulator.evidence.section import WORDS, Section
from simulator.evidence.verdicts import FAILS, FRAGILE, HOLDS
from simulator.evidence.words import bounds, interval, said, seeds, share
from simulator.figures import style
from simulator.report.table import Table
from simulator.version import MODEL_VERSION, __version__

GIVEN = ("built_in", "calibrated")  # kinds of claim that holding proves nothing about
PRACTICE = re.compile(r"[A-E]\d")  # an item of docs/sources.md
DOTS = 75  # an inch, of figures inside the page
TEMPLATE = "evidence/evidence.html"


def html(evidence: Evidence, lang: str) -> str:
    """The page as text."""
    first, more = opening(evidence, lang)
    return templates.filled(
        TEMPLATE,
        lang=lang,
        version=__version__,
        title=said("title", lang),
        made_with=said("made_with", lang, version=__version__, model=MODEL_VERSION),
        said=lambda key, **values: said(key, lang, **values),
        scroll=lambda caption: i18n.text("report", "scroll", lang, caption=caption),
        first=first,
        more=more,
        shrunk=evidence.shrunk,
        answers=[each for section in evidence.sections for each in _answers(section, lang)],
        unbuilt=unbuilt(evidence.results, lang),
        points=evidence.points,
        summary=summary(evidence, lang),
        sections=[_section(section, lang) for section in evidence.sections],
        claims=[_claim(result, lang) for result in evidence.results],
        effort=effort(evidence, lang),
    )


def effort(evidence: Evidence, lang: str) -> str:
    """How many runs, how long, on what."""
    return said(
        "effort",
        lang,
        runs=_counted(evidence.runs, lang),
        relations=_counted(evidence.relations, lang),
        minutes=i18n.number(evidence.seconds / 60, lang, 1),
        processor=i18n.number(evidence.processor / 60, lang, 1),
        cores=evidence.threads,
        machine=evidence.machine,
    )


def _counted(count: int, lang: str) -> str:
    return i18n.pointed(f"{count:,}", lang)


def opening(evidence: Evidence, lang: str) -> tuple[str, list[str]]:
    """How many claims hold and why, and what a reader must know before the rest."""
    results = evidence.results
    holding = [result for result in results if result.verdict == HOLDS]
    given = sum(result.plan.kind in GIVEN for result in holding)
    counts = {
        "all": len(results),
        "own": len(holding) - given,
        "given": given,
        FRAGILE: sum(result.verdict == FRAGILE for result in results),
        FAILS: sum(result.verdict == FAILS for result in results),
    }
    more = [said("chance_only", lang)]
    reworded = [result.claim for result in results if result.plan.reworded]
    if reworded:
        more.append(said("reworded", lang, claims=", ".join(reworded)))
    return said("summary_line", lang, **counts), more


def _answers(section: Section, lang: str) -> list[tuple[str, str]]:
    return [(texts_of[f"question_{lang}"], texts_of[lang]) for texts_of in section.answers.values()]


def unbuilt(results: Sequence[Result], lang: str) -> list[tuple[str, list[str]]]:
    """What not to build a policy on, group by group, and last what is left."""
    holding = [result for result in results if result.verdict == HOLDS]
    failing = [result for result in results if result.verdict == FAILS]
    weak = [result for result in holding if result.plan.weak]
    groups = {
        "policy_weak": weak,
        "policy_fails": [r for r in failing if _told(r)],
        "policy_missed": [r for r in failing if not _told(r)],
        "policy_fragile": [r for r in results if r.verdict == FRAGILE],
        "policy_calibrated": [r for r in holding if r.plan.kind == "calibrated"],
        "policy_built_in": [r for r in holding if r.plan.kind == "built_in"],
        "policy_left": [r for r in holding if r not in weak and r.plan.kind not in GIVEN],
    }
    return [
        (said(key, lang), [f"{r.claim}: {getattr(r.plan.said, lang)}" for r in group])
        for key, group in groups.items()
        if group
    ]


def _told(result: Result) -> bool:
    """Is it what practice tells, and not what was counted or found in research?"""
    return result.plan.kind != "calibrated" and any(
        PRACTICE.match(source) for source in result.plan.source
    )


def found_of(result: Result, lang: str) -> str:
    """All checks of a claim on one line each."""
    return "; ".join(
        f"{getattr(result.plan.checks[each.key], lang)}: {interval(each, lang, d)}"
        for each, d in zip(result.checks, result.digits, strict=True)
    )


def summary(evidence: Evidence, lang: str) -> Table:
    """The verdict table."""
    head = ("claim", "verdict", "kind", "expected", "found", "seeds", "robust")
    rows = tuple(
        (
            f"{r.claim}. {getattr(r.plan.said, lang)}",
            said(r.verdict, lang),
            said(f"kind_{r.plan.kind}", lang),
            getattr(r.plan.expected, lang),
            found_of(r, lang),
            seeds(r, lang),
            share(r, lang),
        )
        for r in evidence.results
    )
    return Table(said("claims", lang), tuple(said(key, lang) for key in head), rows)


def _section(section: Section, lang: str) -> dict[str, Any]:
    return {
        "title": section.title[lang],
        "paragraphs": [each[lang] for each in section.paragraphs],
        "words_head": i18n.text(WORDS, "words_here", lang),
        "words": section.explained(lang),
        "figures": [
            {
                "title": drawn.title[lang],
                "image": style.png(drawn.draw(lang, False), DOTS),
                "alt": drawn.alt[lang],
            }
            for drawn in section.figures
        ],
        "tables": [grid.table(lang) for grid in section.grids],
    }


def checks(result: Result, lang: str) -> Table:
    """What was measured, what was asked, what was found."""
    rows = tuple(
        (
            getattr(result.plan.checks[each.key], lang),
            bounds(size, lang, d),
            interval(each, lang, d) + ("" if each.in_band else f", {said('out_of_band', lang)}"),
            said("of_seeds", lang, seeds=each.seeds, of=each.of),
            said("not_tried", lang)
            if each.robust is None
            else i18n.percentage(each.robust.share, lang),
        )
        for each, d, size in zip(result.checks, result.digits, result.sizes, strict=True)
    )
    head = ("check", "size", "found", "seeds", "robust")
    return Table(result.claim, tuple(said(key, lang) for key in head), rows)


def _claim(result: Result, lang: str) -> dict[str, Any]:
    words, found = result.plan, None
    if result.robust is not None:
        found = style.png(worlds_figure.figure(result, lang, with_frame=False), DOTS)
    return {
        "name": result.claim,
        "said": getattr(words.said, lang),
        "verdict": said(result.verdict, lang),
        "kind": said(f"kind_{words.kind}", lang),
        "source": ", ".join(words.source),
        "note": None if words.note is None else getattr(words.note, lang),
        "image": found,
        "alt": worlds_figure.description(result, lang),
        "checks": checks(result, lang),
    }
