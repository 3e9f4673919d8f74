"""One screen for all: the screen says whose turn it is, and shows only that team's cards."""

import asyncio
from collections.abc import Callable
from typing import Any

from simulator.training.game.events import Event
from simulator.training.server.live_room import Live
from simulator.training.views.trainer import trainer_view
from simulator.web.participant.page import Playing
from simulator.web.trainer import overview
from simulator.web.ui import elements, regions
from simulator.web.ui.subscription import Watch
from simulator.web.ui.words import say


class HotSeat:
    """Teams take turns at one screen; rehearsing, the trainer plays alone."""

    def __init__(self, live: Live, lang: str, leads: Callable[[], bool]) -> None:
        self.live, self.lang, self.leads = live, lang, leads
        self.team: str | None = None
        self.meeting = 0  # for which the team sat down
        self.playing: Playing | None = None
        self.hidden: overview.Talks | None = None
        self.card = regions.Region(self._card)
        self.names = regions.Rows(
            lambda one: elements.button(one[1], lambda: self._sit(one[0]), "big")
        )
        self.body = elements.part("div")
        Watch(live, self._concerns, self.refresh, 0.1)

    async def begun(self) -> None:
        """Show whose turn it is."""
        await self.refresh()

    def _concerns(self, event: Event | None) -> bool:
        """While nobody sits here, a team that joins may be the next."""
        return event is None or self.team is None or event.team in ("", self.team)

    async def refresh(self) -> None:
        """Hand over when a team has done what it sat down for."""
        seat = self.live.now.hot_seat()
        turn = self.team if seat is None or self._still() else seat["team"]
        if turn is not None and turn == self.team:
            if seat is not None and seat["team"] == turn:
                self.meeting = self._meeting(turn)
            await self._all()
            return
        self._cleared()
        players = self.live.now.players if not self.live.gone and self.leads() else []
        waits = [(one.name, one.alias) for one in players if seat is None]
        self.card.show((bool(players), (seat["team"], seat["alias"]) if players and seat else None))
        self.names.show({one[0]: one for one in waits})

    def _meeting(self, team: str) -> int:
        return min((one.meeting for one in self.live.now.pending(team)), default=0)

    def _still(self) -> bool:
        """Who sits here decides; a team that comes late and is further behind waits for it."""
        return self.team is not None and 0 < self._meeting(self.team) <= self.meeting

    def _card(self, shown: tuple[bool, tuple[str, str] | None]) -> None:
        anybody, turn = shown
        if turn is None:
            elements.part("h1", say(self.lang, "trainer.hot_seat_title"))
            elements.part("p", say(self.lang, f"trainer.hot_seat_{'wait' if anybody else 'none'}"))
            return
        words = say(self.lang, "trainer.hot_seat_turn", team=turn[1])
        elements.Heading(level=1, words=words, focus=True)
        elements.part("p", say(self.lang, "trainer.hot_seat_look_away"), "lead")
        here = say(self.lang, "trainer.hot_seat_here")
        elements.button(here, lambda: self._sit(turn[0]), "primary big")

    async def _sit(self, team: str) -> None:
        self._cleared()
        if not self.leads():
            await self.refresh()
            return
        self.card.show(None)
        self.names.show({})
        self.team, self.meeting = team, self._meeting(team)
        with self.body:
            elements.button(say(self.lang, "trainer.hot_seat_leave"), self._leave, "small")
            self.playing = Playing(self.live, team, self.lang, self.leads)
            self.playing.handout = f"/stoel/{self.live.code}/afdruk/{team}"
            await self.playing.begun()
            if self.live.setup.rehearse:
                self.hidden = overview.Talks(self.lang, self._all)
                self.hidden.opened = {self.live.now.teams[team].table}
                await self._all()

    async def _all(self) -> None:
        """Rehearsing, the trainer also sees what is hidden from teams."""
        if self.hidden is None or self.live.gone:
            return
        opened = frozenset(self.hidden.opened)
        view = await asyncio.to_thread(trainer_view, self.live.now, self.lang, opened)
        names = {team["id"]: team["alias"] for team in view["teams"]}
        here: list[Any] = [one for one in view["tables"] if self.team in one["teams"].values()]
        if self.hidden is not None:
            self.hidden.show(here, names, True)

    def _cleared(self) -> None:
        if self.playing is not None:
            self.playing.watch.stop()
            self.playing = None
        self.team = self.hidden = None
        self.body.clear()

    async def _leave(self) -> None:
        self._cleared()
        await self.refresh()
