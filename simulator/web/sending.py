"""What a trainer sends to teams: event cards, and a message that only one team reads."""

from functools import partial
from typing import TYPE_CHECKING, Any

from simulator.web import kit
from simulator.web.words import say

if TYPE_CHECKING:
    from simulator.web.monitoring import Monitor


def form(monitor: "Monitor", shown_: tuple[Any, ...]) -> None:
    """While they play: a card for one team or all, and a message for one."""
    phase, cards, names, _ = shown_
    if phase != "play" or not names:
        return
    lang = monitor.lang
    everybody = [{"value": "", "label": say(lang, "trainer.everybody")}]
    options = [{"value": i, "label": alias} for i, alias in names]
    with kit.part("section", None, "card-box", aria_label=say(lang, "trainer.cards")):
        kit.part("h2", say(lang, "trainer.cards"))
        kit.field(
            "select", say(lang, "trainer.card_to"), monitor.chosen["card_team"],
            lambda v: monitor.chosen.update(card_team=v), options=everybody + options,
        )  # fmt: skip
        for card in cards:
            with kit.details(card["title"]):
                kit.part("p", card["text"])
                number = monitor.live.now.next_number("card")
                send = partial(_send_card, monitor, card["key"], number)
                kit.button(say(lang, "trainer.do_card"), send, "small")
        kit.part("h2", say(lang, "trainer.nudge"))
        said = {"text": ""}
        monitor.chosen["nudge_team"] = names[0][0]
        kit.field("select", say(lang, "trainer.nudge_to"), names[0][0],
                  lambda v: monitor.chosen.update(nudge_team=v), options=options)  # fmt: skip
        kit.field(
            "area",
            say(lang, "trainer.nudge_text"),
            "",
            lambda v: said.update(text=str(v)[:300]),
            0.3,
            limit=300,
            rows=2,
        )
        number = monitor.live.now.next_number("nudge")

        async def nudge() -> None:
            data = {"team": monitor.chosen["nudge_team"], "text": said["text"]}
            await monitor.act("nudge", data, number)

        kit.button(say(lang, "trainer.do_nudge"), nudge, "small")


async def _send_card(monitor: "Monitor", card: str, number: int) -> None:
    await monitor.act("card", {"card": card, "team": monitor.chosen["card_team"]}, number)
