"""One screen for all: the screen says whose turn it is, and shows only that team's cards."""

import asyncio
from collections.abc import Callable

from simulator.training.game.events import Event
from simulator.training.server.live_room import Live
from simulator.training.views.trainer import trainer_view
from simulator.web.participant.page import TeamPage
from simulator.web.trainer import overview
from simulator.web.ui import elements, regions
from simulator.web.ui.subscription import Watch
from simulator.web.ui.words import say
from simulator.web.visitor import Visitor


class HotSeat:
    """Teams take turns at one screen; rehearsing, the trainer plays alone.

    Call `refresh` to show whose turn it is for the first time.
    """

    def __init__(self, live: Live, lang: str, leads: Callable[[], bool]) -> None:
        self.live, self.lang, self.leads = live, lang, leads
        self.team: str | None = None
        self.meeting = 0  # for which the team sat down
        self.page: TeamPage | None = None
        self.hidden: overview.Talks | None = None
        self.card = regions.Region(self._card)
        self.names = regions.Rows(
            lambda team: elements.button(team[1], lambda: self._sit(team[0]), "big")
        )
        self.body = elements.part("div")
        Watch(live, self._concerns, self.refresh, 0.1)

    def _concerns(self, event: Event | None) -> bool:
        """While nobody sits here, a team that joins may be the next."""
        return event is None or self.team is None or event.team in ("", self.team)

    async def refresh(self) -> None:
        """Hand over when a team has done what it sat down for."""
        seat = self.live.now.hot_seat()
        turn = self.team if seat is None or self._still() else seat.name
        if turn is not None and turn == self.team:
            if seat is not None and seat.name == turn:
                self.meeting = self._meeting(turn)
            await self._all()
            return
        self._clear()
        players = self.live.now.players if not self.live.gone and self.leads() else []
        waits = [(player.name, player.alias) for player in players if seat is None]
        self.card.show((bool(players), (seat.name, seat.alias) if players and seat else None))
        self.names.show({player[0]: player for player in waits})

    def _meeting(self, team: str) -> int:
        return min((decision.meeting for decision in self.live.now.pending(team)), default=0)

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
        self._clear()
        if not self.leads():
            await self.refresh()
            return
        self.card.show(None)
        self.names.show({})
        self.team, self.meeting = team, self._meeting(team)
        with self.body:
            elements.button(say(self.lang, "trainer.hot_seat_leave"), self._leave, "small")
            handout = f"/stoel/{self.live.code}/afdruk/{team}"
            self.page = TeamPage(Visitor(self.live, team, self.lang, self.leads, handout))
            await self.page.refresh()
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
        names = {team.id: team.alias for team in view.teams}
        here = [table for table in view.tables if self.team in table.teams.values()]
        if self.hidden is not None:
            self.hidden.show(here, names, True)

    def _clear(self) -> None:
        if self.page is not None:
            self.page.watch.stop()
            self.page = None
        self.team = self.hidden = None
        self.body.clear()

    async def _leave(self) -> None:
        self._clear()
        await self.refresh()
