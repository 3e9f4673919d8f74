"""Who plays a team in one browser: in which language, with what half filled in, sending what.

Every form of a team's page needs this and nothing else of the page.
"""

import copy
from collections.abc import Callable
from typing import Any

from simulator.training.server.live_room import FullError, Live, NotKeptError
from simulator.web.ui import elements
from simulator.web.ui.words import not_kept, say

FRESH: dict[str, dict[Any, Any]] = {  # what is filled in before anybody did
    "preparation": {"guess": {}, "guess_batna": 50},
    "resolve": {"share": False},
    "lesson": {"share": False},
    "choice": {"meeting": 3, "move": "stilte"},
}


class Visitor:
    """A team in one browser; made where on the page the alert is to stand.

    Args:
        live: the room.
        team: who this is; on one shared screen each turn is another visitor.
        lang: of this visitor.
        holds: whether this browser may still act for the team.
        handout: address of what the team takes home; empty = that of its own screen.
    """

    def __init__(
        self, live: Live, team: str, lang: str, holds: Callable[[], bool], handout: str = ""
    ) -> None:
        self.live, self.team, self.lang, self.holds = live, team, lang, holds
        self.leave: Callable[[], None] = self._say_gone  # its page takes away what it shows
        self.handout = handout or f"/spel/{live.code}/afdruk"
        self.drafts: dict[str, Any] = {}  # what was filled in and not yet sent
        self.alert = elements.part("p", "", "note warn unseen", role="alert")

    def begun(self, kind: str, number: int = 0) -> bool:
        """Whether somebody filled in a part of this, and did not send it."""
        return self.drafts.get(f"{kind}/{number}", {}) not in ({}, FRESH.get(kind))

    def draft(self, kind: str, number: int = 0) -> dict[Any, Any]:
        """What was filled in and not yet sent; forms write in it."""
        draft: dict[Any, Any] = self.drafts.setdefault(
            f"{kind}/{number}", copy.deepcopy(FRESH.get(kind, {}))
        )
        return draft

    def warn(self, text: str) -> None:
        """Say what went wrong, or nothing any more."""
        self.alert.say(text)
        if text:
            self.alert.classes(remove="unseen")
        else:
            self.alert.classes(add="unseen")

    def _say_gone(self) -> None:
        self.warn(say(self.lang, "play.gone_text"))

    async def send(self, kind: str, meeting: int, data: dict[str, Any]) -> bool:
        """Let the team do something; True if it was done."""
        if not self.holds():
            self.leave()
            return False
        try:
            refused = await self.live.act(self.team, meeting, kind, data)
        except FullError:
            self.warn(say(self.lang, "play.wrong_full"))
            return False
        except NotKeptError as problem:
            self.warn(not_kept(problem, self.lang))
            return False
        self.warn("" if refused is None else refused.sentence(self.lang))
        if refused is None:
            self.drafts.pop(f"{kind}/{meeting}", None)
        return refused is None
