"""Where evidence is written: the page, the numbers and the figures."""

from pathlib import Path

from simulator import files
from simulator.evidence import collect, markdown, page, worlds_figure
from simulator.evidence.collect import Evidence
from simulator.figures import style
from simulator.i18n import LANGUAGES

PAGE, NUMBERS, MARKDOWN = "evidence.html", "evidence.json", "evidence.md"
DOCS_FIGURES = "evidence"


def written(evidence: Evidence, folder: Path, lang: str) -> Path:
    """Page, numbers, text and all figures (PNG and SVG) in `folder`; returns the page."""
    figures = folder / "figures"
    figures.mkdir(parents=True, exist_ok=True)
    for result in evidence.results:
        if result.robust is not None:
            style.written(worlds_figure.figure(result, lang), figures, result.claim)
    for section in evidence.sections:
        for drawn in section.figures:
            style.written(drawn.draw(lang, True), figures, drawn.name)
    collect.written(evidence, folder / NUMBERS)
    files.written(folder / MARKDOWN, markdown.text(evidence, "figures"))
    return files.written(folder / PAGE, page.html(evidence, lang))


def documented(evidence: Evidence, docs: Path) -> Path:
    """docs/evidence.md with its figures and numbers, and the page in both languages."""
    figures = docs / DOCS_FIGURES
    figures.mkdir(parents=True, exist_ok=True)
    for section in evidence.sections:
        for drawn in section.figures:
            image = style.png(drawn.draw("en", True), dpi=75)
            files.written(figures / f"{drawn.name}.png", image)
    collect.written(evidence, figures / NUMBERS)
    for lang in LANGUAGES:
        files.written(figures / f"evidence-{lang}.html", page.html(evidence, lang))
    return files.written(docs / MARKDOWN, markdown.text(evidence, DOCS_FIGURES))
