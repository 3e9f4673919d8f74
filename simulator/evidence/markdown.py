"""docs/evidence.md: the same page in English, for readers of the repository."""

from collections.abc import Iterable

from simulator import i18n
from simulator.evidence.collect import Evidence
from simulator.evidence.page import checks, effort, found_of, opening, unbuilt
from simulator.evidence.results import Result
from simulator.evidence.section import WORDS, Section
from simulator.evidence.words import said, seeds, share
from simulator.report.table import Table

LANG = "en"
COMMAND = "gunfactor evidence --docs"


def text(evidence: Evidence, figures: str = "evidence") -> str:
    """The page.

    Args:
        figures: folder of the figures, as seen from the page.
    """
    first, more = opening(evidence, LANG)
    parts = [
        "# Evidence",
        f"Made by `{COMMAND}`; do not edit. {effort(evidence, LANG)}",
        f"**{first}** {said('no_forecast', LANG)}",
        *([f"**{said('shrunk', LANG)}**"] if evidence.shrunk else []),
        " ".join([said("how_judged", LANG, points=evidence.points), *more]),
        f"## {said('answers', LANG)}",
        *(f"**{q}** {a}" for each in evidence.sections for q, a in _answers(each)),
        f"**{said('not_policy', LANG)}?**",
        "\n".join(
            f"- *{head}*: {' '.join(each)}" for head, each in unbuilt(evidence.results, LANG)
        ),
        f"## {said('claims', LANG)}",
        _summary(evidence),
        *(part for each in evidence.sections for part in _section(each, figures)),
        f"## {said('details', LANG)}",
        *(part for result in evidence.results for part in _claim(result)),
    ]
    return "\n\n".join(parts) + "\n"


def _answers(section: Section) -> Iterable[tuple[str, str]]:
    return ((answer["question_en"], answer["en"]) for answer in section.answers.values())


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _rows(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _table(found: Table) -> str:
    return f"*{found.caption}*\n\n{_rows(found.head, found.rows)}"


def _summary(evidence: Evidence) -> str:
    head = ("claim", "verdict", "kind", "expected", "found", "seeds", "robust")
    rows = (
        (
            f"**{r.claim}** {r.plan.said.en}",
            f"**{said(r.verdict, LANG)}**",
            said(f"kind_{r.plan.kind}", LANG),
            r.plan.expected.en,
            found_of(r, LANG),
            seeds(r, LANG),
            share(r, LANG),
        )
        for r in evidence.results
    )
    return _rows((said(key, LANG) for key in head), rows)


def _section(section: Section, figures: str) -> list[str]:
    parts = [f"## {section.title[LANG]}", *(each[LANG] for each in section.paragraphs)]
    words = section.explained(LANG)
    if words:
        lines = (f"- *{word}*: {meaning}" for word, meaning in words)
        parts.append(f"{i18n.text(WORDS, 'words_here', LANG)}:\n\n" + "\n".join(lines))
    parts += [
        f"![{each.alt[LANG]}]({figures}/{each.name}.png)\n\n*{each.title[LANG]}*"
        for each in section.figures
    ]
    return parts + [_table(grid.table(LANG)) for grid in section.grids]


def _claim(result: Result) -> list[str]:
    words = result.plan
    parts = [
        f"### {result.claim}: {words.said.en}",
        f"*{words.said.nl}* {said('verdict', LANG)}: **{said(result.verdict, LANG)}**. "
        f"{said('kind', LANG)}: {said(f'kind_{words.kind}', LANG)}. "
        f"{said('source', LANG)}: {', '.join(words.source)}. "
        f"`gunfactor experiment {result.experiment}`",
        _table(checks(result, LANG)),
    ]
    if words.note is not None:
        parts.append(f"{said('note', LANG)}: {words.note.en}")
    if result.robust is not None:
        lines = [
            f"- {i18n.text('evidence_numbers', each.name, LANG)} (`{each.name}`, "
            f"{said('explains', LANG, score=i18n.percentage(each.score, LANG))}): "
            + ", ".join(
                f"{said(part, LANG)} {i18n.percentage(value, LANG)}"
                for part, value in zip(("low", "middle", "high"), each.thirds, strict=True)
            )
            for each in result.deciders
        ]
        parts.append(
            f"{said('worlds_title', LANG)} {share(result, LANG)}. {said('decides', LANG)}:\n\n"
            + "\n".join(lines)
        )
    return parts
