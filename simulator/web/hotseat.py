"""One screen for all: the screen says whose turn it is, and shows only that team's cards."""

import asyncio

from simulator.exercise.views.trainer import trainer_view
from simulator.rooms.live import Live
from simulator.web import kit, telling
from simulator.web.playing import Playing
from simulator.web.watching import Watch
from simulator.web.words import say


class HotSeat:
    """Teams take turns at one screen; rehearsing, the trainer plays alone."""

    def __init__(self, live: Live, lang: str) -> None:
        self.live, self.lang = live, lang
        self.team: str | None = None
        self.playing: Playing | None = None
        self.hidden: telling.Talks | None = None
        self.body = kit.part("div")
        Watch(live, lambda event: event is None or event.team in ("", self.team), self.refresh, 0.1)

    async def begun(self) -> None:
        """Show whose turn it is."""
        await self.refresh()

    async def refresh(self) -> None:
        """Hand over when the turn goes to another team."""
        seat = self.live.now.hot_seat()
        turn = seat["team"] if seat else self.team
        if turn is not None and turn == self.team:
            await self._all()
            return
        self.team = None
        self._cleared()
        with self.body:
            if self.live.gone or not self.live.now.players:
                kit.part("h1", say(self.lang, "trainer.hot_seat_title"))
                kit.part("p", say(self.lang, "trainer.hot_seat_none"))
            elif seat is None:
                kit.part("h1", say(self.lang, "trainer.hot_seat_title"))
                kit.part("p", say(self.lang, "trainer.hot_seat_wait"))
                for one in self.live.now.players:
                    kit.button(one.alias, lambda t=one.name: self._sit(t), "big")
            else:
                kit.Heading(
                    level=1,
                    words=say(self.lang, "trainer.hot_seat_turn", team=seat["alias"]),
                    focus=True,
                )
                kit.part("p", say(self.lang, "trainer.hot_seat_look_away"), "lead")
                kit.button(
                    say(self.lang, "trainer.hot_seat_here"),
                    lambda: self._sit(seat["team"]),
                    "primary big",
                )

    async def _sit(self, team: str) -> None:
        self.team = team
        self._cleared()
        with self.body:
            kit.button(say(self.lang, "trainer.hot_seat_leave"), self._leave, "small")
            self.playing = Playing(self.live, team, self.lang)
            self.playing.handout = f"/stoel/{self.live.code}/afdruk/{team}"
            await self.playing.begun()
            if self.live.setup.rehearse:
                self.hidden = telling.Talks(self.lang, self._all)
                self.hidden.opened = {self.live.now.teams[team].table}
                await self._all()

    async def _all(self) -> None:
        """Rehearsing, the trainer also sees what is hidden from teams."""
        if self.hidden is None or self.live.gone:
            return
        opened = frozenset(self.hidden.opened)
        view = await asyncio.to_thread(trainer_view, self.live.now, self.lang, opened)
        names = {team["id"]: team["alias"] for team in view["teams"]}
        here = [one for one in view["tables"] if self.team in one["teams"].values()]
        if self.hidden is not None:
            self.hidden.show(here, names, True)

    def _cleared(self) -> None:
        if self.playing is not None:
            self.playing.watch.stop()
            self.playing = None
        self.hidden = None
        self.body.clear()

    async def _leave(self) -> None:
        self.team = None
        await self.refresh()
