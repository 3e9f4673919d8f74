"""Rooms that are being played: an event is checked, stored, and only then counted and shown.

One lock a room, one thread for all writing: what is acknowledged is on the disk, in this order.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from simulator.training.debrief.agenda import names
from simulator.training.game import reducer as rooms
from simulator.training.game.events import Event
from simulator.training.game.refused import OtherVersion, Refused
from simulator.training.game.room import Room
from simulator.training.game.setup import Setup
from simulator.training.server import tokens
from simulator.training.server.store import RoomRow, Store

Watcher = Callable[[Event | None], None]  # None: the room is gone

MOST_TEAMS = 60  # in one room
MOST_ROOMS = 200  # on one server
MOST_EVENTS = 20_000  # of one room


class FullError(Exception):
    """No more rooms, teams or events are taken."""


class Live:
    """A room in memory: the fold of its events, and who looks on."""

    def __init__(self, setup: Setup, now: Room, created: float, store: Store, writer: Any) -> None:
        self.setup, self.now, self.created = setup, now, created
        self.code = setup.room
        self.watchers: set[Watcher] = set()
        self.seen: dict[str, float] = {}  # team: when a page of it was last open
        self.open: dict[str, int] = {}  # team: pages open now
        self.kept: dict[Any, Any] = {}  # what is costly to work out, by what it depends on
        self.version = 0
        self.phase_since = time.time()
        self.gone = False
        self._store, self._writer = store, writer
        self._lock = asyncio.Lock()
        self._count = 0

    async def act(
        self,
        team: str,
        meeting: int,
        kind: str,
        data: dict[str, Any],
        token_hash: str | None = None,
    ) -> Refused | None:
        """Let something happen; why it could not, or None.

        The same event a second time is no mistake: it happened, once.

        Raises:
            FullError: the room has more events than anybody would play.
        """
        now = time.time()
        event = Event(self.code, team, meeting, kind, data, round(now - self.created, 3))
        async with self._lock:
            if self.gone:
                return Refused("closed")
            if self._count > MOST_EVENTS:
                raise FullError("event")
            try:
                after = rooms.after(self.now, event)
            except Refused as refused:
                return None if refused.key == "already" else refused
            loop = asyncio.get_running_loop()
            stored = await loop.run_in_executor(
                self._writer, self._store.add_event, event, now, token_hash
            )
            if not stored:
                return None  # it was there already
            before, self.now = self.now, after
            self._count += 1
            self.version += 1
            if before.phase != after.phase:
                self.phase_since = now
        self.tell(event)
        return None

    def tell(self, event: Event | None) -> None:
        """Tell all who look on."""
        for watcher in list(self.watchers):
            watcher(event)

    def there(self, team: str) -> bool:
        """Whether a page of this team is open."""
        return self.open.get(team, 0) > 0


class House:
    """All rooms of this server: those in memory, and the store behind them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.rooms: dict[str, Live] = {}
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._loading = asyncio.Lock()

    async def write(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call the store in the one thread that writes."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, function, *arguments)

    async def create(self, setup: Setup) -> Live:
        """Open a new room with a code of its own.

        Raises:
            FullError: the server has as many rooms as it takes.
            ValueError, ScenarioError: a setting or scenario that does not exist.
        """
        if len(await self.write(self.store.rooms)) >= MOST_ROOMS:
            raise FullError("room")
        while True:
            sealed = replace(setup, room=tokens.code(), steps=names()).sealed()
            version, _, digest = sealed.version.partition("-")
            now = time.time()
            row = RoomRow(sealed.room, sealed.to_json(), version, digest, now, now)
            if await self.write(self.store.add_room, row):
                live = Live(sealed, rooms.opened(sealed), now, self.store, self._writer)
                self.rooms[sealed.room] = live
                return live

    async def live(self, code: str) -> Live | None:
        """The room of a code, read from the store if it is not in memory.

        Raises:
            OtherVersion: it was played with another version of the model or scenario.
        """
        if code in self.rooms:
            return self.rooms[code]
        if len(code) != tokens.CODE_LENGTH or set(code) - set(tokens.LETTERS):
            return None
        async with self._loading:
            if code in self.rooms:
                return self.rooms[code]
            row = await self.write(self.store.room, code)
            if row is None:
                return None
            events = await self.write(self.store.events, code)
            live = await asyncio.to_thread(self._folded, row, events)
            self.rooms[code] = live
            return live

    def _folded(self, row: RoomRow, events: list[Event]) -> Live:
        setup = _with_steps(Setup.from_json(row.setup))
        live = Live(setup, rooms.folded(setup, events), row.created, self.store, self._writer)
        live._count = len(events)
        changed = [e for e in events if e.kind in ("start", "bets", "close")]
        if changed:
            live.phase_since = row.created + changed[-1].at
        return live

    async def delete(self, code: str) -> None:
        """Delete a room now, with everything in it."""
        live = self.rooms.pop(code, None)
        await self.write(self.store.delete_room, code)
        if live is not None:
            live.gone = True
            live.tell(None)

    async def expire(self, days: float) -> list[str]:
        """Delete rooms unused for so many days; their codes."""
        gone: list[str] = await self.write(self.store.expire, time.time(), days)
        for code in gone:
            if live := self.rooms.pop(code, None):
                live.gone = True
                live.tell(None)
        return gone

    def close(self) -> None:
        """Finish writing and let go of the store."""
        self._writer.shutdown(wait=True)
        self.store.close()


def _with_steps(setup: Setup) -> Setup:
    """A room from before steps were written down has those there are now.

    Raises:
        OtherVersion: its debrief has a step that is no more.
    """
    gone = set(setup.steps) - set(names())
    if gone:
        raise OtherVersion(", ".join(names()), ", ".join(sorted(gone)))
    return setup if setup.steps else replace(setup, steps=names())


__all__ = ["FullError", "House", "Live", "OtherVersion"]
