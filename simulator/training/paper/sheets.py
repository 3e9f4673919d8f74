"""Sheets for on paper, as complete HTML documents: safe to open, no request to anywhere.

Role cards, the handout of a team, the glossary and the observer's sheet; `on_paper.py` has what is
needed to play when the network is down.
"""

from collections.abc import Iterable
from typing import Any

from simulator import templates
from simulator.training import glossary as terms
from simulator.training.case.scenario import Scenario
from simulator.training.case.units import shown
from simulator.training.debrief.agenda import agenda
from simulator.training.game.room import Room
from simulator.training.views.debrief import Heading, debrief_view
from simulator.training.views.participant import Talk, participant_view
from simulator.training.words import in_language, text

TEMPLATE = "training/paper/sheet.html"
Block = dict[str, Any]  # a part of a sheet: its kind, and plain texts


def document(title: str, blocks: Iterable[Block], lang: str) -> str:
    """A complete page, in which every text is escaped."""
    return templates.filled(TEMPLATE, title=title, blocks=list(blocks), lang=lang)


def tag(name: str, content: str, kind: str = "") -> Block:
    """An element with plain text in it; `kind` is its class."""
    return {"is": "element", "name": name, "text": content, "kind": kind}


def listed(lines: Iterable[str]) -> Block:
    """A list of plain texts."""
    return {"is": "list", "lines": list(lines)}


def rows(head: Iterable[str], body: Iterable[Iterable[str]]) -> Block:
    """A table of plain texts."""
    return {"is": "table", "head": list(head), "rows": [list(row) for row in body]}


def cards(pairs: Iterable[tuple[str, str]]) -> Block:
    """Cards to cut out: a name and what it means."""
    return {"is": "cards", "pairs": list(pairs)}


def lines(count: int) -> Block:
    """Lines to write on."""
    return {"is": "lines", "count": count}


def role_cards(scenario: Scenario, lang: str) -> str:
    """A page for each role."""
    sheets = [_role_card(scenario, role, lang) for role in scenario.roles]
    title = f"{in_language(scenario.title, lang)}: {text('print.role_card', lang)}"
    return document(title, sheets, lang)


def _role_card(scenario: Scenario, key: str, lang: str) -> Block:
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
        one = scenario.tables[table]
        parts.append(
            rows(
                [text(f"print.{name}", lang) for name in ("issue", "at_stake", "interests")],
                (
                    (
                        in_language(issue.label, lang),
                        text("print.from_to", lang, low=shown(issue, issue.low, lang),
                             high=shown(issue, issue.high, lang)),
                        in_language(one.interests[key][name].why, lang),
                    )
                    for name, issue in one.issues.items()
                ),
            )
        )  # fmt: skip
    if role.card.tips:
        parts += [
            tag("h2", text("print.tips", lang)),
            listed(in_language(tip, lang) for tip in role.card.tips),
        ]
    return {"is": "sheet", "blocks": parts}


def observer_sheet(scenario: Scenario, lang: str) -> str:
    """The observer's questions, with room to write."""
    title = f"{in_language(scenario.title, lang)}: {text('print.observer', lang)}"
    parts = [tag("h1", title), tag("p", in_language(scenario.summary, lang))]
    for question in scenario.observe:
        parts += [tag("h2", in_language(question, lang)), lines(3)]
    parts += [tag("h2", text("print.notes", lang)), lines(5)]
    return document(title, parts, lang)


def glossary(lang: str) -> str:
    """All terms with their explanation."""
    title = text("print.glossary", lang)
    pairs = [(term.term, term.explained) for term in terms.terms(lang)]
    return document(title, [tag("h1", title), {"is": "terms", "pairs": pairs}], lang)


def handout(room: Room, team: str, lang: str) -> str:
    """What a team takes home: what was said, what was revealed, their own sentence."""
    view, debrief = participant_view(room, team, lang), debrief_view(room, team, lang)
    title = f"{view.scenario.title}: {text('print.handout', lang)}"
    parts = [tag("h1", title), tag("p", f"{view.team.alias}, {view.team.role_label}")]
    for talk in view.talks:
        parts += _talk(talk, lang)
    for step in debrief.steps:
        if step.key in debrief.shown:
            parts += _step(step, debrief.shown[step.key], lang)
    return document(title, parts, lang)


def _talk(talk: Talk, lang: str) -> list[Block]:
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
    return parts


def _step(step: Heading, views: list[Any], lang: str) -> list[Block]:
    """A step of the debrief in words; the charts stay on the screen."""
    parts = [tag("h2", step.label)]
    for view in views:
        printed = agenda()[step.key].printed(view, lang)
        told = [line for line in printed.lines if line]
        parts += [listed(told)] if printed.listed else [tag("p", line) for line in told]
        if printed.small:
            parts.append(tag("p", printed.small, "small"))
    return parts
