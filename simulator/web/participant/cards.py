"""What a team has in its hands: dates, time, role card, news, the puzzle board.

Each part has a function `..._of` that takes what it shows from the view, and one that draws it.
"""

from typing import Any

from simulator.web.ui import elements
from simulator.web.ui.words import say


def top_of(view: dict[str, Any], left: float) -> dict[str, Any]:
    """Scenario, team and dates; the time left only as far as it changed by hand."""
    return {
        "title": view["scenario"]["title"],
        "story": view["scenario"]["story"],
        "question": view["scenario"]["question"],
        "team": view["team"],
        "phase": view["phase"],
        "clock": {**view["clock"], "paused": view["paused"]},
        "_left": _Unequal(left),
    }


class _Unequal(float):
    """A number that never makes a difference: time passes without drawing anything again."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Unequal)

    __hash__ = float.__hash__


def top(view: dict[str, Any], lang: str) -> None:
    """Draw title, team, time and dates."""
    elements.part("h1", view["title"])
    with elements.part("p", None, "bar"):
        elements.part("span", f"{view['team']['alias']} – {view['team']['role_label']}", "tag")
        if view["phase"] == "play":
            elements.Clock(
                left=float(view["_left"]), running=not view["clock"]["paused"],
                label=say(lang, "play.time_left"), over=say(lang, "play.time_over"),
            )  # fmt: skip
    if view["phase"] == "lobby":
        with elements.still(explain=lang):
            elements.part("p", view["story"], "lead")
            elements.part("p", view["question"])


def dates_of(view: dict[str, Any]) -> Any:
    """The meetings of the season, while it is played."""
    return view["calendar"] if view and view["phase"] == "play" else None


def dates(calendar: list[dict[str, Any]], lang: str) -> None:
    """Draw the meetings of the season."""
    with elements.part("ol", None, "dates", aria_label=say(lang, "play.dates"), tabindex="0"):
        for meeting in calendar:
            current = "step" if meeting["state"] == "now" else None
            with elements.part("li", None, meeting["state"], aria_current=current):
                elements.part("span", f"{meeting['meeting']}. {meeting['date']}")
    for meeting in calendar:
        if meeting["state"] == "now":
            elements.part("p", meeting["about"], "now-about")


def news_of(view: dict[str, Any]) -> Any:
    """Event cards and private messages of the trainer."""
    news = {name: view.get(name, []) for name in ("cards", "nudges")}
    return news if any(news.values()) else None


def news(view: Any, lang: str) -> None:
    """Draw them, the newest last."""
    for card in view["cards"]:
        with elements.part("div", None, "note card", role="status"):
            elements.part("h2", say(lang, "play.news", title=card["title"]))
            elements.part("p", card["text"])
    for nudge in view["nudges"]:
        with elements.part("div", None, "note", role="status"):
            elements.part("p", say(lang, "play.nudge"), "quiet")
            elements.part("p", nudge)


def role(card: dict[str, Any], lang: str, opened: bool) -> None:
    """Draw the role card; who has it open keeps it open."""
    label = say(lang, "play.role_card")
    with elements.part("section", None, "card-box", aria_label=label):
        elements.part("h2", say(lang, "play.role_card"))
        elements.part("p", card["you"])
        with elements.details(say(lang, "play.role_more"), opened=opened):
            for key in ("situation", "goal", "mandate", "batna"):
                if card.get(key):
                    elements.part("h3", say(lang, f"play.card_{key}"))
                    elements.part("p", card[key])
            if card.get("batna_points") is not None:
                elements.part("p", say(lang, "play.batna_points", points=card["batna_points"]))
            elements.part("h3", say(lang, "play.card_interests"))
            with elements.part("ul"):
                for interest in card["interests"]:
                    weight = int(interest["importance"])
                    stars = "●" * weight + "○" * (5 - weight)
                    words = {"issue": interest["label"], "count": interest["importance"]}
                    with elements.part("li", interest["label"] + " "):
                        elements.part("span", stars, aria_hidden="true")
                        elements.part("span", say(lang, "play.importance", **words), "unseen")
            if card.get("tips"):
                elements.part("h3", say(lang, "play.card_tips"))
                with elements.part("ul"):
                    for tip in card["tips"]:
                        elements.part("li", tip)


def before(view: Any, lang: str) -> None:
    """Draw the lessons of groups before, by chapter; open only on demand."""
    label = say(lang, "play.inherited")
    with elements.part("section", None, "card-box", aria_label=label):
        elements.part("h2", label)
        elements.part("p", say(lang, "play.inherited_text"), "help")
        for chapter in view:
            with elements.details(chapter["title"]), elements.part("ul"):
                for lesson in chapter["lessons"]:
                    elements.part("li", lesson)


def puzzle(view: Any, lang: str) -> None:
    """Draw the puzzle board: whose piece is where."""
    label = view["title"]
    with elements.part("section", None, "card-box", aria_label=label):
        elements.part("h2", view["title"])
        with elements.part("div", None, "pieces"):
            for place in ("yours", "shared", "theirs"):
                with elements.part("div"):
                    elements.part("h3", say(lang, f"play.pieces_{place}"))
                    here = [piece for piece in view["pieces"] if piece["place"] == place]
                    for piece in here:
                        elements.part("p", piece["label"], "piece")
                    if not here:
                        elements.part("p", say(lang, "play.pieces_none"), "quiet")
