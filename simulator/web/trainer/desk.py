"""What a trainer may do in one room, and where the page says that it could not be done.

Every part of the trainer's page needs this and nothing else of the page.
"""

from typing import Any

from simulator.training.server.live_room import FullError, Live
from simulator.web.site import Site
from simulator.web.ui import elements
from simulator.web.ui.words import say

NUMBERED = (
    "start", "pause", "resume", "extend", "advance", "bets", "reveal", "close", "card", "nudge",
)  # fmt: skip


class Desk:
    """A trainer at one room; made where on the page the alert is to stand."""

    def __init__(self, site: Site, live: Live, lang: str) -> None:
        self.site, self.live, self.lang = site, live, lang
        self.seen: dict[str, int] = {}  # numbers of the next events, as they were when shown
        self.alert = elements.part("p", "", "note warn unseen", role="alert")

    def number(self) -> None:
        """Two clicks before the page shows what the first did have one number: they count once."""
        self.seen = {kind: self.live.now.next_number(kind) for kind in NUMBERED}

    async def act(self, kind: str, data: dict[str, Any] | None = None) -> bool:
        """Do something as the trainer; True if it was done."""
        meeting = self.seen.get(kind) or self.live.now.next_number(kind)
        try:
            refused = await self.live.act("", meeting, kind, data or {})
        except FullError:
            self.warn(say(self.lang, "play.wrong_full"))
            return False
        self.warn("" if refused is None else refused.sentence(self.lang))
        return refused is None

    def warn(self, text: str) -> None:
        """Say what went wrong, or nothing any more."""
        self.alert.say(text)
        self.alert.classes(**({"remove": "unseen"} if text else {"add": "unseen"}))
