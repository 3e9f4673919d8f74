"""Sheets for on paper, as complete HTML documents: safe to open, no request to anywhere.

Role cards, the handout of a team, the glossary and the observer's sheet; `on_paper.py` has what is
needed to play when the network is down.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from simulator.training import glossary as terms
from simulator.training.case.scenario import Scenario
from simulator.training.case.units import shown
from simulator.training.debrief.agenda import agenda
from simulator.training.game.room import Room
from simulator.training.views.debrief import Heading, debrief_view
from simulator.training.views.participant import Talk, participant_view
from simulator.training.words import in_language, text

STYLE = """
body { font: 12pt/1.5 system-ui, "Segoe UI", Arial, sans-serif; color: #111; margin: 2rem auto;
  max-width: 46rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 1.5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #767676; padding: .4rem .6rem; text-align: left; vertical-align: top; }
.sheet { break-after: page; page-break-after: always; }
.cards { display: grid; grid-template-columns: repeat(2, 1fr); gap: .6rem; }
.card { border: 2px solid #111; border-radius: .5rem; padding: .6rem .8rem; break-inside: avoid; }
.card h3 { margin: 0 0 .3rem; font-size: 1.1rem; }
.lines { border-bottom: 1px solid #767676; height: 2rem; }
.small { font-size: .9rem; color: #444; }
@media print { body { margin: 0; max-width: none; } }
"""


def document(title: str, body: str, lang: str) -> str:
    """A complete page; `body` is HTML, `title` is not."""
    return (
        f'<!doctype html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def tag(name: str, content: str, kind: str = "") -> str:
    """An element with plain text in it."""
    attribute = f' class="{kind}"' if kind else ""
    return f"<{name}{attribute}>{escape(content)}</{name}>"


def listed(lines: Iterable[str]) -> str:
    """A list of plain texts."""
    return "<ul>" + "".join(tag("li", line) for line in lines) + "</ul>"


def rows(head: Iterable[str], body: Iterable[Iterable[str]]) -> str:
    """A table of plain texts."""
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    below = "".join("<tr>" + "".join(tag("td", cell) for cell in row) + "</tr>" for row in body)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{below}</tbody></table>"


def role_cards(scenario: Scenario, lang: str) -> str:
    """A page for each role."""
    pages = [_role_card(scenario, role, lang) for role in scenario.roles]
    title = f"{in_language(scenario.title, lang)}: {text('print.role_card', lang)}"
    return document(title, "\n".join(pages), lang)


def _role_card(scenario: Scenario, key: str, lang: str) -> str:
    role = scenario.roles[key]
    parts = [
        tag("h1", f"{text('print.role_card', lang)}: {in_language(role.label, lang)}"),
        tag("p", f"{text('print.you', lang)} {in_language(role.who, lang)}."),
        tag("p", text("print.secret", lang), "small"),
        tag("p", in_language(scenario.story, lang)),
    ]
    for name in ("situation", "goal", "mandate", "batna"):
        parts += [
            tag("h2", text(f"print.{name}", lang)),
            tag("p", in_language(getattr(role.card, name), lang)),
        ]
    parts.append(tag("h2", text("print.interests", lang)))
    for table in scenario.table_of(key):
        pair = scenario.tables[table]
        parts.append(
            rows(
                [text(f"print.{name}", lang) for name in ("issue", "at_stake", "interests")],
                (
                    (
                        in_language(issue.label, lang),
                        text("print.from_to", lang, low=shown(issue, issue.low, lang),
                             high=shown(issue, issue.high, lang)),
                        in_language(pair.interests[key][name].why, lang),
                    )
                    for name, issue in pair.issues.items()
                ),
            )
        )  # fmt: skip
    if role.card.tips:
        parts += [
            tag("h2", text("print.tips", lang)),
            listed(in_language(tip, lang) for tip in role.card.tips),
        ]
    return f'<section class="sheet">{"".join(parts)}</section>'


def observer_sheet(scenario: Scenario, lang: str) -> str:
    """The observer's questions, with room to write."""
    title = f"{in_language(scenario.title, lang)}: {text('print.observer', lang)}"
    parts = [tag("h1", title), tag("p", in_language(scenario.summary, lang))]
    for question in scenario.observe:
        parts += [tag("h2", in_language(question, lang)), '<div class="lines"></div>' * 3]
    parts.append(tag("h2", text("print.notes", lang)))
    parts.append('<div class="lines"></div>' * 5)
    return document(title, "".join(parts), lang)


def glossary(lang: str) -> str:
    """All terms with their explanation."""
    title = text("print.glossary", lang)
    body = "".join(
        f"<dt><strong>{escape(term.term)}</strong></dt>{tag('dd', term.explained)}"
        for term in terms.terms(lang)
    )
    return document(title, tag("h1", title) + f"<dl>{body}</dl>", lang)


def handout(room: Room, team: str, lang: str) -> str:
    """What a team takes home: what was said, what was revealed, their own sentence."""
    view, debrief = participant_view(room, team, lang), debrief_view(room, team, lang)
    title = f"{view.scenario.title}: {text('print.handout', lang)}"
    parts = [tag("h1", title), tag("p", f"{view.team.alias}, {view.team.role_label}")]
    parts += [_talk(talk, lang) for talk in view.talks]
    parts += [
        _step(step, debrief.shown[step.key], lang)
        for step in debrief.steps
        if step.key in debrief.shown
    ]
    return document(title, "".join(parts), lang)


def _talk(talk: Talk, lang: str) -> str:
    who = {"you": text("word.you", lang), "other": talk.counterpart, "story": ""}
    said = (
        (
            str(line.meeting),
            who[line.who],
            line.said,
            "" if line.points is None else str(line.points),
        )
        for line in talk.lines
    )
    head = (text("print.meeting", lang), "", talk.who, text("word.points", lang))
    parts = [tag("h2", talk.who), rows(head, said)]
    end = talk.ending
    if end:
        labels = {issue.key: issue.label for issue in talk.issues}
        parts += [
            tag("h2", text("print.result", lang)),
            tag("p", end.sentence),
            listed(f"{labels[key]}: {value}" for key, value in end.contract.items()),
            tag("p", f"{end.points} {text('word.points', lang)} {end.years}"),
        ]
    return "".join(parts)


def _step(step: Heading, views: list[Any], lang: str) -> str:
    """A step of the debrief in words; the charts stay on the screen."""
    parts = [tag("h2", step.label)]
    for view in views:
        printed = agenda()[step.key].printed(view, lang)
        lines = [line for line in printed.lines if line]
        parts += [listed(lines)] if printed.listed else [tag("p", line) for line in lines]
        if printed.small:
            parts.append(tag("p", printed.small, "small"))
    return "".join(parts)
