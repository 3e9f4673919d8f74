"""What stands before every page: host, origin, size and pace of requests, and headers.

Socket.IO as NiceGUI starts it accepts any origin; here a browser on another site is turned away
before it gets there.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from simulator.training.server.rate_limit import Limit
from simulator.web import addresses

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BODY = 64_000  # bytes of a request; forms are far smaller, and nothing is uploaded
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
        await self.app(scope, _bounded(receive), self._with_headers(scope, send))

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if "*" not in self.hosts and _name(host) not in self.hosts:
            return 421, "This server does not answer to that name."
        origin = headers.get("origin")
        if origin is not None and not self._own(origin, host):
            return 403, "This comes from another site."
        posts = scope["type"] == "http" and scope["method"] not in ("GET", "HEAD", "OPTIONS")
        socket = "/_nicegui_ws/" in scope["path"]
        if origin is None and posts and not socket:
            return 403, "The browser does not say which site this comes from."
        if scope["type"] == "websocket" and origin is None and "sec-websocket-key" not in headers:
            return 403, "This is no browser."
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MOST_BODY:
            return 413, "This is more than the server takes."
        if not scope["path"].startswith("/_nicegui") and not scope["path"].startswith("/static"):
            client = scope.get("client") or ("?", 0)
            if not self.pages.allows(str(client[0])):
                return 429, "Too many requests; wait a moment."
        return None

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


def _name(host: str) -> str:
    if host.startswith("["):
        return addresses.plain(host[1 : host.find("]")])
    return addresses.plain(host.rpartition(":")[0] if ":" in host else host)


def _believe(scope: Scope, headers: dict[str, str]) -> None:
    """The visitor's address as our proxy says it: the last one, which the proxy added itself."""
    said = headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    if said:
        scope["client"] = (said, 0)


def _bounded(receive: Receive) -> Receive:
    """A body that ends with an error once it is too long, whatever its header said."""
    got = 0

    async def received() -> MutableMapping[str, Any]:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > MOST_BODY * 20:  # polling transport of the socket stays below this
            return {"type": "http.disconnect"}
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
