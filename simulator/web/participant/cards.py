"""What a team has in its hands: dates, time, role card, news, the puzzle board.

Each part has a function `..._of` that takes what it shows from the view, and one that draws it.
"""

from dataclasses import dataclass, field

from simulator.training.debrief.puzzle import Board
from simulator.training.game.lessons import Inherited
from simulator.training.views.common import Briefing, MeetingDate, PlayTime
from simulator.training.views.participant import (
    DeliveredCard,
    ParticipantView,
    RoleCard,
    TeamBadge,
)
from simulator.web.ui import elements
from simulator.web.ui.words import say


@dataclass(frozen=True)
class Top:
    """Scenario, team and time; time passes without drawing anything again."""

    scenario: Briefing
    team: TeamBadge
    phase: str
    clock: PlayTime
    paused: bool
    left: float = field(compare=False)  # seconds


def top_of(view: ParticipantView, left: float) -> Top:
    """Scenario, team and dates; the time left only as far as it changed by hand."""
    return Top(view.scenario, view.team, view.phase, view.clock, view.paused, left)


def top(view: Top, lang: str) -> None:
    """Draw title, team, time and dates."""
    elements.part("h1", view.scenario.title)
    with elements.part("p", None, "bar"):
        elements.part("span", f"{view.team.alias} – {view.team.role_label}", "tag")
        if view.phase == "play":
            elements.Clock(
                left=view.left, running=not view.paused,
                label=say(lang, "play.time_left"), over=say(lang, "play.time_over"),
            )  # fmt: skip
    if view.phase == "lobby":
        with elements.still(explain=lang):
            elements.part("p", view.scenario.story, "lead")
            elements.part("p", view.scenario.question)


def dates_of(view: ParticipantView | None) -> list[MeetingDate] | None:
    """The meetings of the season, while it is played."""
    return view.calendar if view and view.phase == "play" else None


def dates(calendar: list[MeetingDate], lang: str) -> None:
    """Draw the meetings of the season."""
    with elements.part("ol", None, "dates", aria_label=say(lang, "play.dates"), tabindex="0"):
        for meeting in calendar:
            current = "step" if meeting.state == "now" else None
            with elements.part("li", None, meeting.state, aria_current=current):
                elements.part("span", f"{meeting.meeting}. {meeting.date}")
    for meeting in calendar:
        if meeting.state == "now":
            elements.part("p", meeting.about, "now-about")


def news_of(view: ParticipantView | None) -> tuple[list[DeliveredCard], list[str]] | None:
    """Event cards and private messages of the trainer."""
    return (view.cards, view.nudges) if view and (view.cards or view.nudges) else None


def news(view: tuple[list[DeliveredCard], list[str]], lang: str) -> None:
    """Draw them, the newest last."""
    delivered, nudges = view
    for card in delivered:
        with elements.part("div", None, "note card", role="status"):
            elements.part("h2", say(lang, "play.news", title=card.title))
            elements.part("p", card.text)
    for nudge in nudges:
        with elements.part("div", None, "note", role="status"):
            elements.part("p", say(lang, "play.nudge"), "quiet")
            elements.part("p", nudge)


def role(card: RoleCard, lang: str, opened: bool) -> None:
    """Draw the role card; who has it open keeps it open."""
    label = say(lang, "play.role_card")
    with elements.part("section", None, "card-box", aria_label=label):
        elements.part("h2", say(lang, "play.role_card"))
        elements.part("p", card.you)
        with elements.details(say(lang, "play.role_more"), opened=opened):
            written = {"situation": card.situation, "goal": card.goal,
                       "mandate": card.mandate, "batna": card.batna}  # fmt: skip
            for key, said in written.items():
                if said:
                    elements.part("h3", say(lang, f"play.card_{key}"))
                    elements.part("p", said)
            if card.batna_points is not None:
                elements.part("p", say(lang, "play.batna_points", points=card.batna_points))
            elements.part("h3", say(lang, "play.card_interests"))
            with elements.part("ul"):
                for interest in card.interests:
                    stars = "●" * interest.importance + "○" * (5 - interest.importance)
                    words = {"issue": interest.label, "count": interest.importance}
                    with elements.part("li", interest.label + " "):
                        elements.part("span", stars, aria_hidden="true")
                        elements.part("span", say(lang, "play.importance", **words), "unseen")
            if card.tips:
                elements.part("h3", say(lang, "play.card_tips"))
                with elements.part("ul"):
                    for tip in card.tips:
                        elements.part("li", tip)


def before(view: list[Inherited], lang: str) -> None:
    """Draw the lessons of groups before, by chapter; open only on demand."""
    label = say(lang, "play.inherited")
    with elements.part("section", None, "card-box", aria_label=label):
        elements.part("h2", label)
        elements.part("p", say(lang, "play.inherited_text"), "help")
        for chapter in view:
            with elements.details(chapter.title), elements.part("ul"):
                for lesson in chapter.lessons:
                    elements.part("li", lesson)


def puzzle(view: Board, lang: str) -> None:
    """Draw the puzzle board: whose piece is where."""
    label = view.title
    with elements.part("section", None, "card-box", aria_label=label):
        elements.part("h2", label)
        with elements.part("div", None, "pieces"):
            for place in ("yours", "shared", "theirs"):
                with elements.part("div"):
                    elements.part("h3", say(lang, f"play.pieces_{place}"))
                    here = [piece for piece in view.pieces if piece.place == place]
                    for piece in here:
                        elements.part("p", piece.label, "piece")
                    if not here:
                        elements.part("p", say(lang, "play.pieces_none"), "quiet")
