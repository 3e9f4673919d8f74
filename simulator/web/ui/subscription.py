"""A page that looks on at a room: told of what happens, drawn again a moment later, once."""

import asyncio
import inspect
import logging
import time
from collections.abc import Callable
from typing import Any

from nicegui import background_tasks, context

from simulator.training.game.events import Event
from simulator.training.server.live_room import Live

REST = 4.0  # times as long as a drawing took, a costly page waits before the next
log = logging.getLogger("gunfactor")


class Watch:
    """Calls `refresh` in the page after events that concern it.

    Args:
        live: the room.
        concerns: whether an event changes what this page shows; None = the room is gone.
        refresh: draws what has changed; may be a coroutine function.
        pause: seconds to wait, so that many events at once are one drawing.
    """

    def __init__(
        self,
        live: Live,
        concerns: Callable[[Event | None], bool],
        refresh: Callable[[], Any],
        pause: float = 0.05,
        team: str | None = None,
    ) -> None:
        self.live, self.concerns, self.refresh, self.pause = live, concerns, refresh, pause
        self.client = context.client
        self.due = False
        self.running = False
        self.cost = 0.0  # seconds that the last drawing took
        self.team = team
        self.counted = False
        live.watchers.add(self.heard)
        self.client.on_connect(self._came)
        if self.client.has_socket_connection:
            self._came()
        self.client.on_disconnect(self._went)
        self.client.on_delete(self._gone)

    def heard(self, event: Event | None) -> None:
        """Something happened in the room."""
        if self.concerns(event):
            self.due = True
            if not self.running:
                self.running = True
                background_tasks.create(self._later(), name="watch")

    async def _later(self) -> None:
        try:
            while self.due and not self.client.is_deleted:
                await asyncio.sleep(max(self.pause, REST * self.cost))
                self.due = False
                began = time.monotonic()
                try:
                    with self.client:
                        done = self.refresh()
                        if inspect.isawaitable(done):
                            await done
                except Exception:
                    log.exception("a page could not be drawn")
                self.cost = time.monotonic() - began
        finally:
            self.running = False

    def stop(self) -> None:
        """Look on no longer."""
        self._gone()

    def _came(self) -> None:
        if self.team is not None and not self.counted:
            self.counted = True
            self.live.open[self.team] = self.live.open.get(self.team, 0) + 1

    def _went(self) -> None:
        if self.team is not None and self.counted:
            self.counted = False
            self.live.open[self.team] = max(0, self.live.open.get(self.team, 0) - 1)

    def _gone(self) -> None:
        self._went()
        self.live.watchers.discard(self.heard)
