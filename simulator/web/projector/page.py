"""The projector of a room: code and QR, counts, the question of now; no names."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulator.training.server.live_room import Live
from simulator.training.views.common import News
from simulator.training.views.projector import Counts, projector_view
from simulator.web.debrief import drawing
from simulator.web.site import Site, grouped
from simulator.web.ui import elements, regions
from simulator.web.ui.subscription import Watch
from simulator.web.ui.words import say


@dataclass(frozen=True)
class Head:
    """What stands above the rest."""

    phase: str  # or gone
    title: str = ""
    question: str = ""
    step: str | None = None
    label: str = ""
    step_phase: str = ""


class Projector:
    """What the whole room sees; counts change where they stand, so the QR code does not blink.

    Call `refresh` to draw it for the first time.
    """

    def __init__(self, site: Site, live: Live, lang: str, leads: Callable[[], bool]) -> None:
        self.site, self.live, self.lang, self.leads = site, live, lang, leads
        self.head = regions.Region(self._head)
        self.clock = regions.Region(self._clock)
        self.body = regions.Shown(self._body, lang)
        self.foot = regions.Region(self._foot)
        self.count: elements.Part | None = None
        Watch(live, lambda _: True, self.refresh, 0.5)

    async def refresh(self) -> None:
        """Draw what has changed."""
        if self.live.gone or not self.leads():
            for part in (self.clock, self.body, self.foot):
                part.show(None)
            self.head.show(Head("gone"))
            return
        view = await asyncio.to_thread(projector_view, self.live.now, self.lang)
        phase, step, counts = view.phase, view.step, view.counts
        question = view.question if phase == "play" else ""
        if self.head.show(Head(phase, view.title, question, step, view.label, view.step_phase)):
            self.body.show(None)  # another step: nothing of the one before stays open
        self.clock.show((view.paused, view.clock) if phase == "play" else None)
        if phase == "play":
            self.body.show(("play", (view.counts, view.cards)))
        else:
            self.body.show((step, view.shown) if step else None)
        self.foot.show(True if phase == "play" else None)
        if self.count is not None:
            words = {"count": counts.teams if phase == "lobby" else counts.bets}
            key = "trainer.teams_in" if phase == "lobby" else "trainer.bets_in"
            self.count.say(say(self.lang, key, teams=counts.teams, **words))

    def _head(self, view: Head) -> None:
        lang, phase = self.lang, view.phase
        self.count = None
        if phase == "gone":
            elements.part("h1", say(lang, "play.gone_title"))
        elif phase == "lobby":
            self._lobby(view.title)
        elif phase == "play":
            elements.part("h1", view.title)
            elements.part("p", view.question, "big")
        else:
            elements.part("p", view.step_phase or view.title, "over")
            title = view.label or say(lang, f"play.phase_{phase}")
            elements.Heading(level=1, words=title, focus=False)
            if view.step is None:
                elements.part("p", say(lang, "trainer.bet_now"), "big")
                self.count = elements.part("p", "", "big", role="status")

    def _lobby(self, title: str) -> None:
        lang, url = self.lang, self.site.settings.url
        elements.part("h1", title)
        with elements.part("div", None, "welcome"):
            with elements.part("div"):
                elements.part("p", say(lang, "trainer.go_to", url=url.partition("//")[2]), "big")
                elements.part("p", say(lang, "trainer.and_type"), "big")
                elements.part("p", grouped(self.live.code), "code-big")
                self.count = elements.part("p", "", "big", role="status")
            alt = say(lang, "trainer.qr_alt", url=f"{url}/kamer/{self.live.code}")
            elements.part("img", None, "qr", src=f"/qr/{self.live.code}.svg", alt=alt)

    def _clock(self, _: Any) -> None:
        lang, setup, now = self.lang, self.live.setup, self.live.now
        left = setup.minutes * 60 + now.extra_seconds - self.live.in_phase()
        with elements.part("p", None, "big"):
            elements.Clock(
                left=left, running=not now.paused, label=say(lang, "play.time_left"),
                over=say(lang, "play.time_over"),
            )  # fmt: skip
        if now.paused:
            elements.part("p", say(lang, "play.paused"), "note big")

    def _body(self, what: tuple[str, Any]) -> None:
        name, shown = what
        if name == "play":
            self._play(*shown)
        else:
            drawing.draw_for_room(name, shown, self.lang)

    def _play(self, counts: Counts, cards: list[News]) -> None:
        lang = self.lang
        with elements.part("ul", None, "numbers"):
            for key, many in (("teams", counts.teams), ("done", counts.done)):
                with elements.part("li"):
                    elements.part("b", str(many))
                    elements.part("span", say(lang, f"trainer.count_{key}"))
            for meeting, count in sorted(counts.meeting.items()):
                with elements.part("li"):
                    elements.part("b", str(count))
                    elements.part("span", say(lang, "trainer.count_meeting", meeting=meeting))
        for card in cards:
            with elements.part("div", None, "note card big"):
                elements.part("h2", card.title)
                elements.part("p", card.text)

    def _foot(self, _: Any) -> None:
        elements.part("p", say(self.lang, "trainer.late", code=grouped(self.live.code)), "quiet")
