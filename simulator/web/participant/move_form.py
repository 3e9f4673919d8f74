"""The choice of a round: a move and an offer at the table, and something between the meetings.

First choose, then confirm: a double click cannot play two rounds, because in the next one nothing
is chosen yet.
"""

from dataclasses import dataclass
from typing import Any

from simulator.training.views.choices import Decision, Package
from simulator.training.views.common import AtStake
from simulator.training.views.participant import ParticipantView
from simulator.web.ui import elements, regions
from simulator.web.ui.words import say
from simulator.web.visitor import Visitor


@dataclass(frozen=True)
class Asked:
    """A decision with what is needed to fill it in."""

    decision: Decision
    issues: list[AtStake]
    standing: Package | None


def decisions_of(view: ParticipantView | None) -> dict[str, Asked]:
    """What can be decided now, by a name, each with what is needed to fill it in."""
    if view is None or view.phase != "play" or view.paused:
        return {}
    talks = {talk.relation: talk for talk in view.talks}
    return {
        _name(decision): Asked(
            decision, talks[decision.relation].issues, talks[decision.relation].standing
        )
        for decision in view.decisions
    }


def _name(one: Decision) -> str:
    return f"{one.kind}/{one.meeting}"


class Decisions:
    """A form for each decision; what happens at another table leaves it as it is."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.first = ""  # of the new ones, which takes the focus
        self.rows = regions.Rows(self._draw)

    def show(self, shown: dict[str, Asked]) -> None:
        """Draw what has changed."""
        self.first = next((name for name in shown if name not in self.rows.rows), "")
        self.rows.show(shown)

    def _draw(self, view: Asked) -> None:
        decision, lang = view.decision, self.visitor.lang
        focus = _name(decision) == self.first
        with elements.part("section", None, "card-box decision", aria_label=_title(decision, lang)):
            elements.Heading(level=2, words=_title(decision, lang), focus=focus)
            if decision.kind.startswith("answer"):
                _answer(self.visitor, decision, view)
            elif decision.kind == "between":
                _between(self.visitor, decision)
            else:
                _table(self.visitor, decision, view)


def _title(decision: Decision, lang: str) -> str:
    kind = decision.kind.partition("-")[0]
    words = {"meeting": min(8, decision.meeting), "who": decision.counterpart}
    return say(lang, f"play.decide_{kind}", **words)


def _moves(decision: Decision, legend: str, draft: dict[str, Any], lang: str) -> None:
    options = [
        {
            "value": move.key,
            "label": move.label,
            "explained": move.explained,
            "disabled": not move.open,
            "why": move.why_not,
        }
        for move in decision.moves
    ]
    known = {move.key for move in decision.moves}

    def chosen(value: Any) -> None:
        if value in known:
            draft["move"] = value

    elements.choice(legend, options, draft.get("move"), chosen)
    said = [words for move in decision.moves for words in (move.label, move.explained)]
    elements.terms(say(lang, "words"), said, lang)


def _table(visitor: Visitor, decision: Decision, view: Asked) -> None:
    lang, draft = visitor.lang, visitor.draft(decision.kind, decision.meeting)
    labels = {issue.key: issue.label for issue in view.issues}
    _standing(view, lang)
    _moves(decision, say(lang, "play.which_move"), draft, lang)
    options = [
        {
            "value": offer.key,
            "label": offer.label,
            "rows": [[labels[issue], value] for issue, value in offer.offer.items()],
            "explained": say(lang, "play.points", points=offer.points),
        }
        for offer in decision.offers
    ]
    draft.setdefault("offer", decision.offers[0].key if decision.offers else "hold")
    known = {offer.key for offer in decision.offers}

    def chosen(value: Any) -> None:
        if value in known:
            draft["offer"] = value
            package.show(value == "package" or None)

    if options:
        elements.choice(say(lang, "play.which_offer"), options, draft["offer"], chosen)
    package = regions.Region(lambda _: _package(draft, decision, view, lang))
    package.show(draft["offer"] == "package" or None)
    with elements.part("div", None, "bar"):
        elements.button(
            say(lang, "play.do_it"), lambda: _send(visitor, decision, draft), "primary big"
        )
        if decision.can_accept:
            elements.button(say(lang, "play.accept"), lambda: _accept(visitor, decision), "")


def _standing(view: Asked, lang: str) -> None:
    standing = view.standing
    if standing:
        with elements.still(explain=lang), elements.part("div", None, "note"):
            elements.part("h3", say(lang, "play.standing"))
            with elements.part("ul"):
                for issue in view.issues:
                    elements.part("li", f"{issue.label}: {standing.offer[issue.key]}")
            elements.part("p", say(lang, "play.points", points=standing.points))


def _package(draft: dict[str, Any], decision: Decision, view: Asked, lang: str) -> None:
    """A number for each issue."""
    start = decision.offers[0].values if decision.offers else {}
    values = draft.setdefault("package", {})
    with elements.part("fieldset"):
        elements.part("legend", say(lang, "play.package"))
        for issue in view.issues:
            key, low, high = issue.key, issue.low, issue.high
            values.setdefault(key, start.get(key, low))
            best = say(lang, f"play.best_{issue.best}")

            def typed(got: Any, key: str = key, low: float = low, high: float = high) -> None:
                try:
                    values[key] = min(high, max(low, float(str(got).replace(",", "."))))
                except ValueError:
                    return

            elements.field(
                "number", f"{issue.label} ({issue.unit})", values[key], typed,
                min=low, max=high, step=issue.step,
                help=say(lang, "play.between_values", low=low, high=high, best=best),
            )  # fmt: skip


async def _send(visitor: Visitor, decision: Decision, draft: dict[str, Any]) -> None:
    if "move" not in draft:
        visitor.warn(say(visitor.lang, "play.choose_first"))
        return
    data = {"move": draft["move"], "offer": draft["offer"]}
    if draft["offer"] == "package":
        data["package"] = dict(draft["package"])
    await visitor.send(decision.kind, decision.meeting, data)


async def _accept(visitor: Visitor, decision: Decision) -> None:
    await visitor.send(decision.kind, decision.meeting, {"accept": True})


def _between(visitor: Visitor, decision: Decision) -> None:
    lang, draft = visitor.lang, visitor.draft(decision.kind, decision.meeting)
    _moves(decision, say(lang, "play.which_between"), draft, lang)
    if len(decision.relations) > 1:
        options = [{"value": r.relation, "label": r.label} for r in decision.relations]
        elements.choice(
            say(lang, "play.which_relation"), options, draft.get("relation", 0),
            lambda v: draft.update(relation=v), look="row",
        )  # fmt: skip

    async def send() -> None:
        if "move" not in draft:
            visitor.warn(say(lang, "play.choose_first"))
            return
        data = {"move": draft["move"], "relation": draft.get("relation", decision.relation)}
        await visitor.send(decision.kind, decision.meeting, data)

    with elements.part("div", None, "bar"):
        elements.button(say(lang, "play.do_it"), send, "primary big")


def _answer(visitor: Visitor, decision: Decision, view: Asked) -> None:
    lang = visitor.lang
    _standing(view, lang)
    elements.part("p", say(lang, "play.last_word"))

    async def answer(yes: bool) -> None:
        await visitor.send(decision.kind, decision.meeting, {"accept": yes})

    with elements.part("div", None, "bar"):
        elements.button(say(lang, "play.do_yes"), lambda: answer(True), "primary big")
        elements.button(say(lang, "play.do_no"), lambda: answer(False), "big")
