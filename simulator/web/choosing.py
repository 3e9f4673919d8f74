"""The team's own what-if at the turning point: which one move would you have made differently?"""

from typing import TYPE_CHECKING, Any

from simulator.exercise import moves
from simulator.exercise.scenario import MEETINGS
from simulator.exercise.story import text
from simulator.web import filling, kit
from simulator.web.words import say

if TYPE_CHECKING:
    from simulator.web.playing import Playing


def own_choice(playing: "Playing") -> None:
    """A small form."""
    lang = playing.lang
    draft = filling.draft_of(playing, "choice")
    with kit.part("div", None, "note"):
        kit.part("h3", say(lang, "play.choose_turning"))
        meetings = [
            {"value": m, "label": say(lang, "play.at_meeting", meeting=m).rstrip(":")}
            for m in range(1, MEETINGS + 1)
        ]
        kit.field(
            "select", say(lang, "play.choose_when"), draft["meeting"],
            lambda v: draft.update(meeting=_whole(v)), options=meetings,
        )  # fmt: skip
        options = [{"value": key, "label": text(f"move.{key}", lang)} for key in moves.TABLE]
        kit.field(
            "select", say(lang, "play.choose_move"), draft["move"], lambda v: draft.update(move=v),
            options=options,
        )  # fmt: skip

        async def send() -> None:
            data = {"meeting": draft["meeting"], "kind": "table", "move": draft["move"]}
            await playing.send("choice", 0, data)

        kit.button(say(lang, "play.choose_go"), send, "primary")


def _whole(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
