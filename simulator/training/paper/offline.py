"""Playing without a network: cards for the team, and what the trainer reads aloud as the other."""

from simulator.training.case.scenario import STANCES, Scenario
from simulator.training.debrief.transcript import ACTS, text
from simulator.training.game import moves
from simulator.training.paper.sheets import cards, document, listed, rows, tag
from simulator.training.views.common import words


def paper_cards(scenario: Scenario, lang: str) -> str:
    """Cards for when the network fails: moves, what is done in between, and news."""
    title = f"{words(scenario.title, lang)}: {text('print.cards', lang)}"
    parts = [
        tag("h1", title),
        tag("p", text("print.paper_how", lang)),
        tag("p", text("print.paper_note", lang), "small"),
    ]
    for heading, group, keys in (
        ("print.moves", "move", [*moves.TABLE, "accept"]),
        ("print.betweens", "between", list(moves.BETWEEN)),
    ):
        pairs = [
            (text(f"{group}.{key}", lang), text(f"{group}.{key}.explained", lang)) for key in keys
        ]
        parts += [tag("h2", text(heading, lang)), cards(pairs)]
    news = [(words(one.label, lang), words(one.text, lang)) for one in scenario.cards.values()]
    if news:
        parts += [tag("h2", text("print.news", lang)), cards(news)]
    return document(title, parts, lang)


def spoken_lines(scenario: Scenario, lang: str) -> str:
    """For the trainer who plays the other: what to say when, by how tense the other is."""
    title = f"{words(scenario.title, lang)}: {text('print.spoken', lang)}"
    parts = [tag("h1", title), tag("p", text("print.spoken_how", lang))]
    steps = [text("print.news_when", lang)]
    steps += [
        f"{text('print.meeting', lang)} {one.meeting}: {words(one.about, lang)}"
        for one in scenario.turning_points
    ]
    parts += [tag("h2", text("print.moments", lang)), listed(steps)]
    for role in scenario.roles.values():
        if role.lines is None:
            continue
        parts.append(tag("h2", f"{words(role.label, lang)}: {words(role.who, lang)}"))
        for stance in reversed(STANCES):
            said = getattr(role.lines, stance)
            parts.append(tag("h3", text(f"print.stance.{stance}", lang)))
            body = (
                (text(f"print.act.{act}", lang), words(line, lang))
                for act in ACTS
                for line in getattr(said, act)
            )
            parts.append(rows((text("print.does", lang), text("print.says", lang)), body))
    return document(title, parts, lang)
