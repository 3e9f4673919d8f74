"""The trainer's monitor: who is where, who holds up, and everything a trainer may do."""

import asyncio
from collections.abc import Callable
from typing import Any

from nicegui import ui

from simulator.training.server.live_room import Live, NotKeptError
from simulator.training.views.trainer import TeamRow, TrainerView, trainer_view
from simulator.web.site import Site, grouped
from simulator.web.trainer import downloads, messages, overview, seating
from simulator.web.trainer.desk import Desk
from simulator.web.ui import elements, regions
from simulator.web.ui.subscription import Watch
from simulator.web.ui.words import not_kept, say

EXTRA = 300  # seconds that "extend" gives


class Monitor:
    """One trainer's page of one room."""

    def __init__(self, site: Site, live: Live, lang: str, leads: Callable[[], bool]) -> None:
        self.desk = Desk(site, live, lang, leads)
        self.live, self.lang, self.leads = live, lang, leads
        self.numbers = True  # show tension, trust, goodwill
        self.added = 0  # teams at this screen
        elements.part("h1", say(lang, "trainer.room", code=grouped(live.code)))
        self.bar = regions.Region(self._bar)
        self.seats = regions.Region(lambda _: seating.form(self.desk, self._seat))
        with elements.part("div", None, "columns"):
            with elements.part("div"):
                self._teams()
                self.menus = seating.Menus(self.desk)
                self.talks = overview.Talks(lang, self.refresh)
            with elements.part("div"):
                self.steps = regions.Region(self._steps)
                self.cards = messages.Cards(self.desk)
                self.message = messages.Message(self.desk)
                self.files = downloads.Files(live, lang, self._delete)
        Watch(live, lambda _: True, self.refresh, 0.4)
        ui.timer(5.0, self._presence)
        self.desk.number()
        self._draw(trainer_view(live.now, lang, frozenset()))

    async def refresh(self) -> None:
        """Draw what has changed."""
        if self.live.gone or not self.leads():
            ui.navigate.to("/trainer")
            return
        opened = frozenset(self.talks.opened)
        self.desk.number()
        self._draw(await asyncio.to_thread(trainer_view, self.live.now, self.lang, opened))

    def _draw(self, view: TrainerView) -> None:
        here = {team.id: self.live.there(team.id) for team in view.teams}
        self.view = view
        self.bar.show((view.phase, view.paused))
        self.nobody.show(view.phase == "lobby" and not view.teams)
        local = self.live.setup.hot_seat or self.live.setup.rehearse
        self.seats.show(self.added if local and view.phase in ("lobby", "play") else None)
        since = {team.id: self._since(team) for team in view.teams}
        self.turn.say(say(self.lang, "trainer.hide" if self.numbers else "trainer.show"))
        self.teams.show((view.teams, here, since, self.numbers))
        self.menus.show([team for team in view.teams if not team.removed])
        names = {team.id: team.alias for team in view.teams}
        self.talks.show(view.tables, names, self.numbers)
        self.steps.show((view.phase, view.steps, view.next_step))
        playing = [(t.id, t.alias) for t in view.teams if t.state != "removed"]
        playing = playing if view.phase == "play" else []
        self.cards.show(view.cards, playing)
        self.message.show(playing)
        self.files.show()

    def _presence(self) -> None:
        if not self.live.gone:
            self._draw(self.view)

    def _button(self, kind: str, cls: str = "", data: dict[str, Any] | None = None) -> None:
        elements.button(
            say(self.lang, f"trainer.do_{kind}"), lambda: self.desk.act(kind, data), cls
        )

    def _bar(self, shown: tuple[Any, ...]) -> None:
        phase, paused = shown
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
        waiting = [t.meeting for t in self.view.teams if t.state in ("plays", "waits")]
        await self.desk.act("advance", {"meeting": min(waiting, default=1)})

    def _since(self, team: TeamRow) -> int:
        """Whole minutes that a team has been at it."""
        if team.state != "plays":
            return 0
        ats = [event.at for event in self.live.now.log if event.team in (team.id, "")]
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

    def _table(self, shown: tuple[Any, ...]) -> None:
        teams, here, since, numbers = shown
        if teams:
            overview.teams(teams, here, since, numbers, self.lang)
        else:
            elements.part("p", say(self.lang, "trainer.nobody_yet"))

    def _seat(self) -> None:
        """A team more at this screen: the form is empty again."""
        self.added += 1
        self.seats.show(self.added)

    def _toggle(self) -> None:
        self.numbers = not self.numbers
        self._draw(self.view)

    def _steps(self, shown: tuple[Any, ...]) -> None:
        phase, steps, following = shown
        lang = self.lang
        if phase not in ("bets", "debrief"):
            return
        with elements.part("section", None, "card-box", aria_label=say(lang, "trainer.steps")):
            elements.part("h2", say(lang, "trainer.steps"))
            with elements.part("ol"):
                for step in steps:
                    with elements.part("li", None, "done" if step.done else ""):
                        elements.part("span", step.label)
                        if step.done:
                            elements.part(
                                "span", " ✓", aria_label=say(lang, "trainer.shown"), role="img"
                            )
            if following:
                index = [s.key for s in steps].index(following)
                label = steps[index].label
                elements.button(
                    say(lang, "trainer.do_reveal", step=label),
                    lambda: self.desk.act("reveal", {"step": index + 1}),
                    "primary",
                )  # fmt: skip
            else:
                self._button("close")

    async def _delete(self) -> None:
        if not self.desk.may():
            return
        try:
            await self.desk.site.house.delete(self.live.code)
        except NotKeptError as problem:
            self.desk.warn(not_kept(problem, self.lang))
