"""Connections on which a request was begun and never ended are shut."""

import asyncio
from importlib import import_module
from importlib.util import find_spec
from typing import Any

LONGEST = 20.0  # seconds for the head of a request


def protocol() -> type[Any]:
    """The protocol of uvicorn, with a clock on the head of each request."""
    name = "httptools" if find_spec("httptools") else "h11"
    module = import_module(f"uvicorn.protocols.http.{name}_impl")
    base: Any = getattr(module, {"httptools": "HttpToolsProtocol", "h11": "H11Protocol"}[name])

    class Patient(base):  # type: ignore[misc]
        late: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._wait()

        def data_received(self, data: bytes) -> None:
            if self.late is None:
                self._wait()
            super().data_received(data)

        def connection_lost(self, problem: Exception | None) -> None:
            if self.late is not None:
                self.late.cancel()
            super().connection_lost(problem)

        def _wait(self) -> None:
            self.late = self.loop.call_later(LONGEST, self._too_late)

        def _too_late(self) -> None:
            self.late = None
            ours = self.transport.get_protocol() is self  # not the socket's by now
            if ours and (self.cycle is None or self.cycle.response_complete):
                self.transport.close()

    return Patient
