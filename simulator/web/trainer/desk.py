"""What a trainer may do in one room, and where the page says that it could not be done.

Every part of the trainer's page needs this and nothing else of the page.
"""

from collections.abc import Callable
from typing import Any

from simulator.training.server.live_room import FullError, Live, NotKeptError
from simulator.web.site import Site
from simulator.web.ui import elements
from simulator.web.ui.words import not_kept, say

NUMBERED = (
    "start", "pause", "resume", "extend", "advance", "bets", "reveal", "close", "card", "nudge",
)  # fmt: skip


class Desk:
    """A trainer at one room; made where on the page the alert is to stand.

    Args:
        site: the server.
        live: the room.
        lang: of this visitor.
        leads: whether this browser may still act as the trainer.
    """

    def __init__(self, site: Site, live: Live, lang: str, leads: Callable[[], bool]) -> None:
        self.site, self.live, self.lang, self.leads = site, live, lang, leads
        self.seen: dict[str, int] = {}  # numbers of the next events, as they were when shown
        self.alert = elements.part("p", "", "note warn unseen", role="alert")

    def number(self) -> None:
        """Two clicks before the page shows what the first did have one number: they count once."""
        self.seen = {kind: self.live.now.next_number(kind) for kind in NUMBERED}

    def may(self) -> bool:
        """Whether this browser may still act as the trainer; says so if not."""
        if not self.leads():
            self.warn(say(self.lang, "trainer.day_over"))
            return False
        return True

    async def act(self, kind: str, data: dict[str, Any] | None = None) -> bool:
        """Do something as the trainer; True if it was done."""
        if not self.may():
            return False
        meeting = self.seen.get(kind) or self.live.now.next_number(kind)
        try:
            refused = await self.live.act("", meeting, kind, data or {})
        except FullError:
            self.warn(say(self.lang, "play.wrong_full"))
            return False
        except NotKeptError as problem:
            self.warn(not_kept(problem, self.lang))
            return False
        self.warn("" if refused is None else refused.sentence(self.lang))
        return refused is None

    def warn(self, text: str) -> None:
        """Say what went wrong, or nothing any more."""
        self.alert.say(text)
        self.alert.classes(**({"remove": "unseen"} if text else {"add": "unseen"}))
