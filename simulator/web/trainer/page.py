"""The trainer's monitor: who is where, who holds up, and everything a trainer may do."""

import asyncio
from collections.abc import Callable
from typing import Any

from nicegui import ui

from simulator.training.server.live_room import FullError, Live, NotKeptError
from simulator.training.views.trainer import trainer_view
from simulator.web.routes.start import shown
from simulator.web.site import Site
from simulator.web.trainer import downloads, messages, overview, seating
from simulator.web.ui import elements, regions
from simulator.web.ui.subscription import Watch
from simulator.web.ui.words import not_kept, say

NUMBERED = (
    "start", "pause", "resume", "extend", "advance", "bets", "reveal", "close", "card", "nudge",
)  # fmt: skip
EXTRA = 300  # seconds that "extend" gives


class Monitor:
    """One trainer's page of one room."""

    def __init__(self, site: Site, live: Live, lang: str, leads: Callable[[], bool]) -> None:
        self.site, self.live, self.lang, self.leads = site, live, lang, leads
        self.numbers = True  # show tension, trust, goodwill
        self.seen: dict[str, int] = {}  # numbers of the next events, as they were when shown
        self.added = 0  # teams at this screen
        self.alert = elements.part("p", "", "note warn unseen", role="alert")
        elements.part("h1", say(lang, "trainer.room", code=shown(live.code)))
        self.bar = regions.Region(self._bar)
        self.seats = regions.Region(lambda _: seating.form(self))
        with elements.part("div", None, "columns"):
            with elements.part("div"):
                self._teams()
                self.menus = seating.Menus(self)
                self.talks = overview.Talks(lang, self.refresh)
            with elements.part("div"):
                self.steps = regions.Region(self._steps)
                self.cards = messages.Cards(self)
                self.message = messages.Message(self)
                self.files = downloads.Files(live, lang, self._delete)
        Watch(live, lambda _: True, self.refresh, 0.4)
        ui.timer(5.0, self._presence)
        self._number()
        self._drawn(trainer_view(live.now, lang, frozenset()))

    async def refresh(self) -> None:
        """Draw what has changed."""
        if self.live.gone or not self.leads():
            ui.navigate.to("/trainer")
            return
        opened = frozenset(self.talks.opened)
        self._number()
        self._drawn(await asyncio.to_thread(trainer_view, self.live.now, self.lang, opened))

    def _drawn(self, view: dict[str, Any]) -> None:
        here = {team["id"]: self.live.there(team["id"]) for team in view["teams"]}
        self.view = view
        self.bar.show((view["phase"], view["paused"]))
        self.nobody.show(view["phase"] == "lobby" and not view["teams"])
        local = self.live.setup.hot_seat or self.live.setup.rehearse
        self.seats.show(self.added if local and view["phase"] in ("lobby", "play") else None)
        since = {team["id"]: self._since(team) for team in view["teams"]}
        self.turn.say(say(self.lang, "trainer.hide" if self.numbers else "trainer.show"))
        self.teams.show((view["teams"], here, since, self.numbers))
        self.menus.show([team for team in view["teams"] if not team["removed"]])
        names = {team["id"]: team["alias"] for team in view["teams"]}
        self.talks.show(view["tables"], names, self.numbers)
        self.steps.show((view["phase"], view["steps"], view["next_step"]))
        playing = [(t["id"], t["alias"]) for t in view["teams"] if t["state"] != "removed"]
        playing = playing if view["phase"] == "play" else []
        self.cards.show(view["cards"], playing)
        self.message.show(playing)
        self.files.show()

    def _number(self) -> None:
        """Two clicks before the page shows what the first did have one number: they count once."""
        self.seen = {kind: self.live.now.next_number(kind) for kind in NUMBERED}

    def _presence(self) -> None:
        if not self.live.gone:
            self._drawn(self.view)

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

    def _button(self, kind: str, cls: str = "", data: dict[str, Any] | None = None) -> None:
        elements.button(say(self.lang, f"trainer.do_{kind}"), lambda: self.act(kind, data), cls)

    def _bar(self, shown_: tuple[Any, ...]) -> None:
        phase, paused = shown_
        lang, code = self.lang, self.live.code
        with elements.part("div", None, "bar"):
            elements.part("span", say(lang, f"trainer.phase_{phase}"), "tag", role="status")
            if phase == "lobby":
                self._button("start", "primary")
            self.nobody = elements.part("span", say(lang, "trainer.nobody_yet"), "quiet")
            if phase == "play":
                self._button("resume" if paused else "pause", "primary")
                self._button("extend", "", {"seconds": EXTRA})
                elements.button(say(lang, "trainer.do_advance"), self._advance)
                self._button("bets")
            elements.part("span", None, "spread")
            elements.link(
                say(lang, "trainer.projector"), f"/scherm/{code}", "button", target="_blank"
            )
            if self.live.setup.hot_seat or self.live.setup.rehearse:
                elements.link(say(lang, "trainer.hot_seat_open"), f"/stoel/{code}", "button")

    async def _advance(self) -> None:
        """Everybody goes past the meeting of the slowest."""
        waiting = [t["meeting"] for t in self.view["teams"] if t["state"] in ("plays", "waits")]
        await self.act("advance", {"meeting": min(waiting, default=1)})

    def _since(self, team: dict[str, Any]) -> int:
        """Whole minutes that a team has been at it."""
        if team["state"] != "plays":
            return 0
        ats = [event.at for event in self.live.now.log if event.team in (team["id"], "")]
        return int((self.live.age() - max(ats, default=0.0)) / 60.0)

    def _teams(self) -> None:
        """The table of teams changes all the time; its button stands apart and stays."""
        label = say(self.lang, "trainer.teams")
        with elements.part("section", None, "card-box", aria_label=label):
            with elements.part("div", None, "bar"):
                elements.part("h2", label)
                elements.part("span", None, "spread")
                self.turn = elements.button("", self._toggle, "small")
            label = say(self.lang, "trainer.teams")
            with elements.part(
                "div", None, "scroll", tabindex="0", role="region", aria_label=label
            ):
                self.teams = regions.Shown(self._table)

    def _table(self, shown_: tuple[Any, ...]) -> None:
        teams, here, since, numbers = shown_
        if teams:
            overview.teams(teams, here, since, numbers, self.lang)
        else:
            elements.part("p", say(self.lang, "trainer.nobody_yet"))

    def _toggle(self) -> None:
        self.numbers = not self.numbers
        self._drawn(self.view)

    def _steps(self, shown_: tuple[Any, ...]) -> None:
        phase, steps, following = shown_
        lang = self.lang
        if phase not in ("bets", "debrief"):
            return
        with elements.part("section", None, "card-box", aria_label=say(lang, "trainer.steps")):
            elements.part("h2", say(lang, "trainer.steps"))
            with elements.part("ol"):
                for step in steps:
                    with elements.part("li", None, "done" if step["done"] else ""):
                        elements.part("span", step["label"])
                        if step["done"]:
                            elements.part(
                                "span", " ✓", aria_label=say(lang, "trainer.shown"), role="img"
                            )
            if following:
                index = [s["key"] for s in steps].index(following)
                label = steps[index]["label"]
                elements.button(
                    say(lang, "trainer.do_reveal", step=label),
                    lambda: self.act("reveal", {"step": index + 1}),
                    "primary",
                )  # fmt: skip
            else:
                self._button("close")

    async def _delete(self) -> None:
        if not self.may():
            return
        try:
            await self.site.house.delete(self.live.code)
        except NotKeptError as problem:
            self.warn(not_kept(problem, self.lang))
