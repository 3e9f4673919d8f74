"""Playing without a network: cards for the team, and what the trainer reads aloud as the other."""

from simulator.training.case.scenario import STANCES, Scenario
from simulator.training.debrief.transcript import ACTS
from simulator.training.game import moves
from simulator.training.paper.sheets import cards, document, listed, rows, tag
from simulator.training.words import in_language, text


def paper_cards(scenario: Scenario, lang: str) -> str:
    """Cards for when the network fails: moves, what is done in between, and news."""
    title = f"{in_language(scenario.title, lang)}: {text('print.cards', lang)}"
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
    news = [
        (in_language(one.label, lang), in_language(one.text, lang))
        for one in scenario.cards.values()
    ]
    if news:
        parts += [tag("h2", text("print.news", lang)), cards(news)]
    return document(title, parts, lang)


def spoken_lines(scenario: Scenario, lang: str) -> str:
    """For the trainer who plays the other: what to say when, by how tense the other is."""
    title = f"{in_language(scenario.title, lang)}: {text('print.spoken', lang)}"
    parts = [tag("h1", title), tag("p", text("print.spoken_how", lang))]
    steps = [text("print.news_when", lang)]
    steps += [
        f"{text('print.meeting', lang)} {one.meeting}: {in_language(one.about, lang)}"
        for one in scenario.turning_points
    ]
    parts += [tag("h2", text("print.moments", lang)), listed(steps)]
    for role in scenario.roles.values():
        if role.lines is None:
            continue
        parts.append(tag("h2", f"{in_language(role.label, lang)}: {in_language(role.who, lang)}"))
        for stance in reversed(STANCES):
            said = getattr(role.lines, stance)
            parts.append(tag("h3", text(f"print.stance.{stance}", lang)))
            body = (
                (text(f"print.act.{act}", lang), in_language(line, lang))
                for act in ACTS
                for line in getattr(said, act)
            )
            parts.append(rows((text("print.does", lang), text("print.says", lang)), body))
    return document(title, parts, lang)
