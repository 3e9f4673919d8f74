"""Rooms that are being played: an event is checked, stored, and only then counted and shown.

One lock a room, one thread for all writing: what is acknowledged is on the disk, in this order.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from simulator.training.debrief.agenda import names
from simulator.training.game import reducer as rooms
from simulator.training.game.events import Event
from simulator.training.game.refused import OtherVersion, Refused
from simulator.training.game.room import Room
from simulator.training.game.setup import Setup
from simulator.training.server import tokens
from simulator.training.server.clock import Clock
from simulator.training.server.store import RoomRow, Store

Watcher = Callable[[Event | None], None]  # None: the room is gone

log = logging.getLogger("gunfactor")
MOST_TEAMS = 60  # in one room
MOST_ROOMS = 200  # on one server
MOST_EVENTS = 20_000  # of one room


_JUDGE = ThreadPoolExecutor(2, thread_name_prefix="judge")  # what happens, beside the pages


class FullError(Exception):
    """No more rooms, teams or events are taken."""


class NotKeptError(Exception):
    """It could not be kept, so it did not happen; `kind` says why: full, locked or broken."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


_WHY = {"full": "disk is full", "locked": "database is locked", "read_only": "readonly database"}


async def _kept(writer: Any, function: Callable[..., Any], *arguments: Any) -> Any:
    """Call the store in the one thread that writes.

    Raises:
        NotKeptError: the store could not do it.
    """
    try:
        return await asyncio.get_running_loop().run_in_executor(writer, function, *arguments)
    except (SQLAlchemyError, OSError) as problem:
        said = str(problem).lower()
        kind = next((kind for kind, words in _WHY.items() if words in said), "broken")
        log.error("the store failed: %s", problem)
        raise NotKeptError(kind, str(problem)) from problem


class Live:
    """A room in memory: the fold of its events, and who looks on."""

    def __init__(
        self, setup: Setup, now: Room, opened: float, store: Store, writer: Any, clock: Clock
    ) -> None:
        self.setup, self.now = setup, now
        self.opened, self.clock = opened, clock  # when it was made, on that clock
        self.code = setup.room
        self.watchers: set[Watcher] = set()
        self.seen: dict[str, float] = {}  # team: when a page of it was last open
        self.open: dict[str, int] = {}  # team: pages open now
        self.kept: dict[Any, Any] = {}  # what is costly to work out, by what it depends on
        self.version = 0
        self.phase_since = 0.0  # seconds since it was made
        self.gone = False
        self.tokens: dict[str, str] = {}  # of each team, hashed: who has it may act
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
            NotKeptError: it could not be stored, and so did not happen.
        """
        async with self._lock:
            now = self.clock.now()
            event = Event(self.code, team, meeting, kind, data, round(self.age(), 3))
            if self.gone:
                return Refused("closed")
            if self._count >= MOST_EVENTS:
                raise FullError("event")
            loop = asyncio.get_running_loop()
            try:
                after = await loop.run_in_executor(_JUDGE, rooms.after, self.now, event)
            except Refused as refused:
                return None if refused.key == "already" else refused
            stored = await _kept(self._writer, self._store.add_event, event, now, token_hash)
            if not stored:
                return None  # it was there already
            if token_hash is not None:
                self.tokens[team] = token_hash
            before, self.now = self.now, after
            self._count += 1
            self.version += 1
            if before.phase != after.phase:
                self.phase_since = event.at
        self.tell(event)
        return None

    def holds(self, team: str, token_hash: str) -> bool:
        """Whether a browser with this token may act as a team, now."""
        known = self.now.teams.get(team)
        may = not self.gone and known is not None and not known.removed
        return may and bool(token_hash) and self.tokens.get(team) == token_hash

    async def hand_over(self, team: str, token_hash: str, old: str | None = None) -> bool:
        """Let another browser be a team; pages of the old one end. See `Store.give_token`."""
        give = self._store.give_token
        async with self._lock:
            given: bool = await _kept(self._writer, give, self.code, team, token_hash, old)
            if given:
                self.tokens[team] = token_hash
        self.tell(Event(self.code, team, 0, "handed"))
        return given

    async def end(self, team: str) -> None:
        """Let no browser be a team any more."""
        async with self._lock:
            self.tokens.pop(team, None)
            await _kept(self._writer, self._store.remove_token, self.code, team)
        self.tell(Event(self.code, team, 0, "handed"))

    def age(self) -> float:
        """Seconds since it was made, as far as they can be counted; it never goes back."""
        last = self.now.log[-1].at if self.now.log else 0.0
        return max(last, self.clock.now() - self.opened)

    def in_phase(self) -> float:
        """Seconds since this phase began."""
        return self.age() - self.phase_since

    def tell(self, event: Event | None) -> None:
        """Tell all who look on."""
        for watcher in list(self.watchers):
            watcher(event)

    def there(self, team: str) -> bool:
        """Whether a page of this team is open."""
        return self.open.get(team, 0) > 0


class House:
    """All rooms of this server: those in memory, and the store behind them.

    Args:
        days: how long rooms are kept that nobody uses.
    """

    def __init__(self, store: Store, days: float = 30.0) -> None:
        self.store = store
        self.clock = Clock(*store.clock(time.time()), days)
        self.rooms: dict[str, Live] = {}
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._loading = asyncio.Lock()

    async def write(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call the store in the one thread that writes; raises NotKeptError if it cannot."""
        return await _kept(self._writer, function, *arguments)

    async def create(self, setup: Setup) -> Live:
        """Open a new room with a code of its own.

        Raises:
            FullError: the server has as many rooms as it takes.
            ValueError, ScenarioError: a setting or scenario that does not exist.
        """
        if len(await self.write(self.store.rooms)) >= MOST_ROOMS:
            raise FullError("room")
        while True:
            asked = replace(setup, room=tokens.code(), steps=names())
            sealed = await asyncio.to_thread(asked.sealed)
            version, _, digest = sealed.version.partition("-")
            now = self.clock.now()
            row = RoomRow(sealed.room, sealed.to_json(), version, digest, time.time(), now)
            if await self.write(self.store.add_room, row):
                live = self._alive(sealed, await asyncio.to_thread(rooms.opened, sealed), now)
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
            live.tokens = await self.write(self.store.tokens, code)
            self.rooms[code] = live
            return live

    def _folded(self, row: RoomRow, events: list[Event]) -> Live:
        setup = _with_steps(Setup.from_json(row.setup))
        last = max((one.at for one in events), default=0.0)
        live = self._alive(setup, rooms.folded(setup, events), row.used - last)
        live._count = len(events)
        changed = [e for e in events if e.kind in ("start", "bets", "close")]
        if changed:
            live.phase_since = changed[-1].at
        return live

    def _alive(self, setup: Setup, now: Room, opened: float) -> Live:
        return Live(setup, now, opened, self.store, self._writer, self.clock)

    async def delete(self, code: str) -> None:
        """Delete a room now, with everything in it."""
        await self.write(self.store.delete_room, code)
        live = self.rooms.pop(code, None)
        if live is not None:
            live.gone = True
            live.tell(None)

    async def expire(self, days: float) -> list[str]:
        """Delete rooms unused for so many days; their codes."""
        now = self.clock.now()
        await self.write(self.store.keep_clock, now, time.time())
        gone: list[str] = await self.write(self.store.expire, now, days)
        for code in gone:
            if live := self.rooms.pop(code, None):
                live.gone = True
                live.tell(None)
        return gone

    def close(self) -> None:
        """Finish writing and let go of the store."""
        self._writer.submit(self.store.keep_clock, self.clock.now(), time.time())
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


__all__ = ["FullError", "House", "Live", "NotKeptError", "OtherVersion"]
