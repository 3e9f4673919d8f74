"""Sheets for on paper, as complete HTML documents: safe to open, no request to anywhere.

Role cards, the handout of a team, the glossary and the observer's sheet; `on_paper.py` has what is
needed to play when the network is down.
"""

from collections.abc import Iterable
from typing import Any

from simulator import templates
from simulator.training import glossary as terms
from simulator.training.case.scenario import Scenario
from simulator.training.debrief.transcript import text
from simulator.training.game.room import Room
from simulator.training.views.common import shown, words
from simulator.training.views.debrief import debrief_view
from simulator.training.views.participant import participant_view

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
    title = f"{words(scenario.title, lang)}: {text('print.role_card', lang)}"
    return document(title, sheets, lang)


def _role_card(scenario: Scenario, key: str, lang: str) -> Block:
    role = scenario.roles[key]
    parts = [
        tag("h1", f"{text('print.role_card', lang)}: {words(role.label, lang)}"),
        tag("p", f"{text('print.you', lang)} {words(role.who, lang)}."),
        tag("p", text("print.secret", lang), "small"),
        tag("p", words(scenario.story, lang)),
    ]
    for name in ("situation", "goal", "mandate", "batna"):
        parts += [
            tag("h2", text(f"print.{name}", lang)),
            tag("p", words(getattr(role.card, name), lang)),
        ]
    parts.append(tag("h2", text("print.interests", lang)))
    for table in scenario.table_of(key):
        one = scenario.tables[table]
        parts.append(
            rows(
                [text(f"print.{name}", lang) for name in ("issue", "at_stake", "interests")],
                (
                    (
                        words(issue.label, lang),
                        text("print.from_to", lang, low=shown(issue, issue.low, lang),
                             high=shown(issue, issue.high, lang)),
                        words(one.interests[key][name].why, lang),
                    )
                    for name, issue in one.issues.items()
                ),
            )
        )  # fmt: skip
    if role.card.tips:
        parts += [
            tag("h2", text("print.tips", lang)),
            listed(words(tip, lang) for tip in role.card.tips),
        ]
    return {"is": "sheet", "blocks": parts}


def observer_sheet(scenario: Scenario, lang: str) -> str:
    """The observer's questions, with room to write."""
    title = f"{words(scenario.title, lang)}: {text('print.observer', lang)}"
    parts = [tag("h1", title), tag("p", words(scenario.summary, lang))]
    for question in scenario.observe:
        parts += [tag("h2", words(question, lang)), lines(3)]
    parts += [tag("h2", text("print.notes", lang)), lines(5)]
    return document(title, parts, lang)


def glossary(lang: str) -> str:
    """All terms with their explanation."""
    title = text("print.glossary", lang)
    pairs = [(one["term"], one["explained"]) for one in terms.terms(lang)]
    return document(title, [tag("h1", title), {"is": "terms", "pairs": pairs}], lang)


def handout(room: Room, team: str, lang: str) -> str:
    """What a team takes home: what was said, what was revealed, their own sentence."""
    view, debrief = participant_view(room, team, lang), debrief_view(room, team, lang)
    title = f"{view['scenario']['title']}: {text('print.handout', lang)}"
    parts = [tag("h1", title), tag("p", f"{view['team']['alias']}, {view['team']['role_label']}")]
    for talk in view["talks"]:
        parts += _talk(talk, lang)
    for step in debrief["steps"]:
        parts += _step(step, debrief.get(step["key"]), lang)
    return document(title, parts, lang)


def _talk(talk: dict[str, Any], lang: str) -> list[Block]:
    who = {"you": text("word.you", lang), "other": talk["with"], "story": ""}
    said = (
        (
            str(line["meeting"]),
            who[line["who"]],
            line["said"],
            "" if line["points"] is None else str(line["points"]),
        )
        for line in talk["lines"]
    )
    head = (text("print.meeting", lang), "", talk["who"], text("word.points", lang))
    found = [tag("h2", talk["who"]), rows(head, said)]
    if talk["ending"]:
        end = talk["ending"]
        labels = {issue["key"]: issue["label"] for issue in talk["issues"]}
        found += [
            tag("h2", text("print.result", lang)),
            tag("p", end["sentence"]),
            listed(f"{labels[key]}: {value}" for key, value in end["contract"].items()),
            tag("p", f"{end['points']} {text('word.points', lang)} {end['years']}"),
        ]
    return found


def _step(step: dict[str, Any], found: Any, lang: str) -> list[Block]:
    """A step of the debrief in words; the charts stay on the screen."""
    return [] if found is None else [tag("h2", step["label"]), *_told(step["key"], found, lang)]


def _told(step: str, found: Any, lang: str) -> list[Block]:
    if step == "rules":
        meeting = text("print.meeting", lang)
        return [listed(f"{meeting} {one['meeting']}: {one['sentence']}" for one in found)]
    if step == "other":
        names = ("who", "goal", "mandate", "batna", "hidden_trade")
        return [tag("p", found[name]) for name in names]
    if step == "turning_point":
        told = [found["largest_sentence"], found["relation_sentence"]]
        if found["chosen"]:
            told.append(found["chosen"]["sentence"])
        if found["largest"]:
            told.append(found["largest"]["band_sentence"])
        return [listed(told), tag("p", found["note"], "small")]
    if step == "happened":
        return [listed([*found["questions"], *found["own"]])]
    if step == "apply":
        return [tag("p", f"{text('resolve.question', lang)} {found['resolve']}")]
    sentences = [found.get(name) for name in ("reading", "sentence", "pocket", "note")]
    return [tag("p", one) for one in sentences if one]
