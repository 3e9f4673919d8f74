"""The team's own what-if at the turning point: which one move would you have made differently?"""

from typing import Any

from simulator.training.case.scenario import MEETINGS
from simulator.training.game import moves
from simulator.training.words import text
from simulator.web.ui import elements
from simulator.web.ui.words import say
from simulator.web.visitor import Visitor


def own_choice(visitor: Visitor) -> None:
    """A small form."""
    lang = visitor.lang
    draft = visitor.draft("choice")
    with elements.part("div", None, "note"):
        elements.part("h3", say(lang, "play.choose_turning"))
        meetings = [
            {"value": m, "label": say(lang, "play.at_meeting", meeting=m).rstrip(":")}
            for m in range(1, MEETINGS + 1)
        ]
        elements.field(
            "select", say(lang, "play.choose_when"), draft["meeting"],
            lambda v: draft.update(meeting=_whole(v)), options=meetings,
        )  # fmt: skip
        options = [{"value": key, "label": text(f"move.{key}", lang)} for key in moves.TABLE]
        elements.field(
            "select", say(lang, "play.choose_move"), draft["move"], lambda v: draft.update(move=v),
            options=options,
        )  # fmt: skip

        async def send() -> None:
            data = {"meeting": draft["meeting"], "kind": "table", "move": draft["move"]}
            await visitor.send("choice", 0, data)

        elements.button(say(lang, "play.choose_go"), send, "primary")


def _whole(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
