"""What stands before every page: host, origin, size and pace of requests, and headers.

Socket.IO as NiceGUI starts it accepts any origin; here a browser on another site is turned away
before it gets there.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from simulator.training.server.rate_limit import Limit
from simulator.web import addresses

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BODY = 64_000  # bytes of a request; forms are far smaller, and nothing is uploaded
LONGEST_SILENCE = 20.0  # seconds in which nothing of a body comes
SOCKET = "/_nicegui_ws/"
BUSY = "Too many requests; wait a moment."
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; font-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with no-referrer a form would come from "null"
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """ASGI middleware that turns away what does not come from our own pages.

    Args:
        hosts: names that this server answers to; "*" = any (the proxy in front checks).
        secure: pages are reached over TLS.
        proxied: the address of a visitor is in X-Forwarded-For, put there by our own proxy.
    """

    def __init__(self, app: App, hosts: frozenset[str], secure: bool, proxied: bool) -> None:
        self.app, self.hosts, self.secure, self.proxied = app, hosts, secure, proxied
        self.pages = Limit(rate=20.0, burst=400.0)  # a class behind one address opens many
        self.links = Limit(rate=20.0, burst=400.0)  # followed from other sites
        self.sockets = Limit(rate=5.0, burst=300.0)  # new sessions of the socket

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        if self.proxied:
            _believe(scope, headers)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await _refuse(scope, send, *refusal)
            return
        if scope["type"] == "websocket":
            await self.app(scope, receive, send)
            return
        answer = _Answer(self._with_headers(scope, send))
        try:
            await self.app(scope, _bounded(receive, _most(scope["path"])), answer)
        except _TooLongError:
            if not answer.begun:
                await _refuse(scope, send, 413, "This is more than the server takes.")
        except _TooSlowError:
            if not answer.begun:
                await _refuse(scope, send, 408, "This took too long to come in.")

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if "*" not in self.hosts and _name(host) not in self.hosts:
            return 421, "This server does not answer to that name."
        if foreign(headers) and not _followed(headers):
            return 403, "This was asked for by another site."
        origin = headers.get("origin")
        if origin is not None and not self._own(origin, host):
            return 403, "This comes from another site."
        posts = scope["type"] == "http" and scope["method"] not in ("GET", "HEAD", "OPTIONS")
        socket = scope["path"].startswith(SOCKET)
        if origin is None and posts and not socket:
            return 403, "The browser does not say which site this comes from."
        if scope["type"] == "websocket" and origin is None and "sec-websocket-key" not in headers:
            return 403, "This is no browser."
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MOST_BODY:
            return 413, "This is more than the server takes."
        client = str((scope.get("client") or ("?", 0))[0])
        return None if self._paced(scope, client, headers) else (429, BUSY)

    def _paced(self, scope: Scope, client: str, headers: dict[str, str]) -> bool:
        """Whether a visitor asks for no more than so many pages, and new sockets, a second."""
        path = scope["path"]
        if path.startswith(SOCKET):
            known = b"sid=" in scope.get("query_string", b"")
            return known or self.sockets.allows(client)
        if path.startswith(("/_nicegui", "/static")):
            return True
        return (self.links if foreign(headers) else self.pages).allows(client)

    def _own(self, origin: str, host: str) -> bool:
        parts = urlsplit(origin)
        scheme = "https" if self.secure else "http"
        return parts.scheme == scheme and parts.netloc.lower() == host.lower()

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        more = dict(HEADERS)
        if self.secure:
            more["strict-transport-security"] = "max-age=31536000"
        cacheable = scope["path"].startswith(("/_nicegui", "/static"))
        if not cacheable:
            more["cache-control"] = "no-store"

        async def sent(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                kept = [(k, v) for k, v in message["headers"] if k.decode().lower() not in more]
                message["headers"] = [*kept, *((k.encode(), v.encode()) for k, v in more.items())]
            await send(message)

        return sent


def foreign(headers: Mapping[str, str]) -> bool:
    """Whether a browser says that another site made it ask for this."""
    site = headers.get("sec-fetch-site")
    if site is None:  # an old browser: pictures are what a site can have it ask for
        return headers.get("accept", "").startswith("image/") and "referer" not in headers
    return site in ("cross-site", "same-site")


def _followed(headers: Mapping[str, str]) -> bool:
    """Whether somebody followed a link to a page, rather than a page asking for a part of it."""
    whole = headers.get("sec-fetch-dest", "document") == "document"
    return headers.get("sec-fetch-mode") == "navigate" and whole


def _name(host: str) -> str:
    if host.startswith("["):
        return addresses.plain(host[1 : host.find("]")])
    return addresses.plain(host.rpartition(":")[0] if ":" in host else host)


def _believe(scope: Scope, headers: dict[str, str]) -> None:
    """The visitor's address as our proxy says it: the last one, which the proxy added itself."""
    said = headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    if said:
        scope["client"] = (said, 0)


class _TooLongError(Exception):
    """A body that goes on beyond what is taken."""


class _TooSlowError(Exception):
    """A body of which nothing came for too long."""


class _Answer:
    """Knows whether an answer was begun: then there can be no other."""

    def __init__(self, send: Send) -> None:
        self.send, self.begun = send, False

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        self.begun = True
        await self.send(message)


def _most(path: str) -> int:
    """Bytes of a body; the polling transport of the socket has large ones."""
    return MOST_BODY * 20 if path.startswith(SOCKET) else MOST_BODY


def _bounded(receive: Receive, most: int) -> Receive:
    """A body that ends with an error once it is too long or too slow, whatever its header said."""
    got, whole = 0, False

    async def received() -> MutableMapping[str, Any]:
        nonlocal got, whole
        if whole:  # now it waits for the visitor to go
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), LONGEST_SILENCE)
        except TimeoutError:
            raise _TooSlowError from None
        got += len(message.get("body", b""))
        if got > most:
            raise _TooLongError
        whole = not message.get("more_body", False)
        return message

    return received


async def _refuse(scope: Scope, send: Send, status: int, why: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": why})
        return
    body = why.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    headers += [(k.encode(), v.encode()) for k, v in HEADERS.items()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
