"""What a trainer sends to teams: event cards, and a message that only one team reads.

Two parts, so that a message half written stays when a card is sent.
"""

from functools import partial
from typing import TYPE_CHECKING, Any

from simulator.web import kit
from simulator.web.words import say

if TYPE_CHECKING:
    from simulator.web.monitoring import Monitor


def cards(monitor: "Monitor", shown_: tuple[Any, ...]) -> None:
    """While they play: a card for one team or all."""
    phase, found, names, number = shown_
    if phase != "play" or not names:
        return
    lang = monitor.lang
    everybody = [{"value": "", "label": say(lang, "trainer.everybody")}]
    with kit.part("section", None, "card-box", aria_label=say(lang, "trainer.cards")):
        kit.part("h2", say(lang, "trainer.cards"))
        kit.field(
            "select", say(lang, "trainer.card_to"), _known(monitor, "card_team", names, ""),
            lambda v: monitor.chosen.update(card_team=v), options=everybody + _options(names),
        )  # fmt: skip
        for card in found:
            with kit.details(card["title"]):
                kit.part("p", card["text"])
                send = partial(_send_card, monitor, card["key"], number)
                kit.button(say(lang, "trainer.do_card"), send, "small")


def message(monitor: "Monitor", shown_: tuple[Any, ...]) -> None:
    """While they play: a message for one team; what is half written stays."""
    phase, names, number = shown_
    if phase != "play" or not names:
        return
    lang, chosen = monitor.lang, monitor.chosen
    with kit.part("section", None, "card-box", aria_label=say(lang, "trainer.nudge")):
        kit.part("h2", say(lang, "trainer.nudge"))
        kit.field(
            "select", say(lang, "trainer.nudge_to"),
            _known(monitor, "nudge_team", names, names[0][0]),
            lambda v: chosen.update(nudge_team=v), options=_options(names),
        )  # fmt: skip
        kit.field(
            "area", say(lang, "trainer.nudge_text"), chosen["nudge"],
            lambda v: chosen.update(nudge=str(v)[:300]), limit=300, rows=2,
        )  # fmt: skip
        kit.button(say(lang, "trainer.do_nudge"), lambda: _nudge(monitor, number), "small")


def _options(names: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"value": team, "label": alias} for team, alias in names]


def _known(monitor: "Monitor", name: str, names: list[tuple[str, str]], first: str) -> str:
    """The team chosen before, if it is still there."""
    if monitor.chosen[name] not in [team for team, _ in names]:
        monitor.chosen[name] = first
    return monitor.chosen[name]


async def _send_card(monitor: "Monitor", card: str, number: int) -> None:
    await monitor.act("card", {"card": card, "team": monitor.chosen["card_team"]}, number)


async def _nudge(monitor: "Monitor", number: int) -> None:
    data = {"team": monitor.chosen["nudge_team"], "text": monitor.chosen["nudge"]}
    if await monitor.act("nudge", data, number):
        monitor.chosen["nudge"] = ""
