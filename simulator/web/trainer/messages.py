"""What a trainer sends to teams: event cards, and a message that only one team reads.

Who joins or leaves changes the lists of teams where they stand, so a card that is open stays open
and a message half written stays as it is.
"""

from dataclasses import replace
from functools import partial
from typing import Any

from simulator.training.views.trainer import CardToSend
from simulator.web.trainer.desk import Desk
from simulator.web.ui import elements, regions
from simulator.web.ui.words import say

Names = list[tuple[str, str]]  # teams, by key and name


class _To:
    """The choice of a team; `first` is for when none is chosen, or the chosen one has left."""

    def __init__(self, label: str, before: list[dict[str, str]]) -> None:
        self.label, self.before, self.team = label, before, ""
        self.field: elements.Field | None = None

    def draw(self) -> None:
        """Make the field where the page is being drawn."""
        self.field = elements.field("select", self.label, self.team, self._chosen, options=[])

    def _chosen(self, team: Any) -> None:
        self.team = str(team)

    def show(self, names: Names) -> None:
        """Offer these teams; who is chosen stays chosen while it is there."""
        options = self.before + [{"value": team, "label": alias} for team, alias in names]
        if self.team not in [option["value"] for option in options]:
            self.team = options[0]["value"]
        if self.field is not None:
            self.field.give(options=options, value=self.team)


class Cards:
    """While they play: a card for one team or all."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.lang = desk, desk.lang
        everybody = [{"value": "", "label": say(self.lang, "trainer.everybody")}]
        self.to = _To(say(self.lang, "trainer.card_to"), everybody)
        self.region = regions.Region(self._draw)

    def show(self, cards: list[CardToSend], names: Names) -> None:
        """Draw what has changed; nobody = nothing."""
        shown = [replace(card, sent=0) for card in cards]  # how often changes nothing here
        self.region.show(shown if names else None)
        if names:
            self.to.show(names)

    def _draw(self, cards: list[CardToSend]) -> None:
        lang = self.lang
        with elements.part("section", None, "card-box", aria_label=say(lang, "trainer.cards")):
            elements.part("h2", say(lang, "trainer.cards"))
            self.to.draw()
            for card in cards:
                with elements.details(card.title):
                    elements.part("p", card.text)
                    elements.button(
                        say(lang, "trainer.do_card"), partial(self._send, card), "small"
                    )

    async def _send(self, card: CardToSend) -> None:
        await self.desk.act("card", {"card": card.key, "team": self.to.team})


class Message:
    """While they play: a message for one team."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.lang, self.text = desk, desk.lang, ""
        self.to = _To(say(self.lang, "trainer.nudge_to"), [])
        self.names: Names = []
        self.sent = 0
        self.region = regions.Region(self._draw)

    def show(self, names: Names) -> None:
        """Draw what has changed; nobody = nothing."""
        self.names = names
        self.region.show(self.sent if names else None)
        if names:
            self.to.show(names)

    def _draw(self, _: int) -> None:
        lang = self.lang
        with elements.part("section", None, "card-box", aria_label=say(lang, "trainer.nudge")):
            elements.part("h2", say(lang, "trainer.nudge"))
            self.to.draw()
            elements.field(
                "area", say(lang, "trainer.nudge_text"), self.text, self._typed, limit=300, rows=2
            )
            elements.button(say(lang, "trainer.do_nudge"), self._send, "small")

    def _typed(self, text: Any) -> None:
        self.text = str(text)[:300]

    async def _send(self) -> None:
        if await self.desk.act("nudge", {"team": self.to.team, "text": self.text}):
            self.text = ""
            self.sent += 1
            self.show(self.names)
