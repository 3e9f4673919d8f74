"""The projector of a room: code and QR, counts, the question of now; no names."""

import asyncio
import time
from typing import Any

from simulator.exercise.views.projector import projector_view
from simulator.rooms.live import Live
from simulator.web import kit, regions, wall
from simulator.web.pages.start import shown
from simulator.web.site import Site
from simulator.web.watching import Watch
from simulator.web.words import say


class Projector:
    """What the whole room sees."""

    def __init__(self, site: Site, live: Live, lang: str) -> None:
        self.site, self.live, self.lang = site, live, lang
        self.body = regions.Region(self._draw)
        Watch(live, lambda _: True, self.refresh, 0.5)

    async def begun(self) -> None:
        """Draw it for the first time."""
        await self.refresh()

    async def refresh(self) -> None:
        """Draw what has changed."""
        if self.live.gone:
            self.body.show({"phase": "gone"})
            return
        view = await asyncio.to_thread(projector_view, self.live.now, self.lang)
        self.body.show(view)

    def _draw(self, view: dict[str, Any]) -> None:
        lang = self.lang
        if view["phase"] == "gone":
            kit.part("h1", say(lang, "play.gone_title"))
            return
        if view["phase"] == "lobby":
            self._lobby(view)
        elif view["phase"] == "play":
            self._play(view)
        else:
            self._after(view)

    def _lobby(self, view: dict[str, Any]) -> None:
        lang, url = self.lang, self.site.settings.url
        kit.part("h1", view["title"])
        with kit.part("div", None, "welcome"):
            with kit.part("div"):
                kit.part("p", say(lang, "trainer.go_to", url=url.partition("//")[2]), "big")
                kit.part("p", say(lang, "trainer.and_type"), "big")
                kit.part("p", shown(self.live.code), "code-big")
                words = {"count": view["counts"]["teams"]}
                kit.part("p", say(lang, "trainer.teams_in", **words), "big", role="status")
            alt = say(lang, "trainer.qr_alt", url=f"{url}/kamer/{self.live.code}")
            kit.part("img", None, "qr", src=f"/qr/{self.live.code}.svg", alt=alt)

    def _play(self, view: dict[str, Any]) -> None:
        lang, counts = self.lang, view["counts"]
        kit.part("h1", view["title"])
        kit.part("p", view.get("question") or "", "big")
        setup, now = self.live.setup, self.live.now
        left = setup.minutes * 60 + now.extra_seconds - (time.time() - self.live.phase_since)
        with kit.part("p", None, "big"):
            kit.Clock(
                left=left, running=not now.paused, label=say(lang, "play.time_left"),
                over=say(lang, "play.time_over"),
            )  # fmt: skip
        if now.paused:
            kit.part("p", say(lang, "play.paused"), "note big")
        with kit.part("ul", None, "numbers"):
            for key in ("teams", "done"):
                with kit.part("li"):
                    kit.part("b", str(counts[key]))
                    kit.part("span", say(lang, f"trainer.count_{key}"))
            for meeting, count in sorted(counts.get("meeting", {}).items()):
                with kit.part("li"):
                    kit.part("b", str(count))
                    kit.part("span", say(lang, "trainer.count_meeting", meeting=meeting))
        for card in view["cards"]:
            with kit.part("div", None, "note card big"):
                kit.part("h2", card["title"])
                kit.part("p", card["text"])
        kit.part("p", say(lang, "trainer.late", code=shown(self.live.code)), "quiet")

    def _after(self, view: dict[str, Any]) -> None:
        lang, step = self.lang, view["step"]
        kit.part("p", view["step_phase"] or view["title"], "over")
        title = view["label"] or say(lang, f"play.phase_{view['phase']}")
        kit.Heading(level=1, words=title, focus=False)
        if step is None:
            kit.part("p", say(lang, "trainer.bet_now"), "big")
            words = {"count": view["counts"]["bets"], "teams": view["counts"]["teams"]}
            kit.part("p", say(lang, "trainer.bets_in", **words), "big", role="status")
            return
        wall.drawn(step, view[step], lang)
