"""What stands before every page turns away what does not come from our own pages."""

import asyncio

import pytest

from simulator.web import security as guard
from simulator.web.security import HEADERS, Guard

HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
OWN = {"host": "127.0.0.1:8080"}


def answered(
    headers, kind="http", method="GET", path="/", secure=False, proxied=False, times=1, query=b""
):
    """What the guard says, last of `times` requests: status, headers, and what the app saw."""
    seen = []

    async def app(scope, receive, send):
        seen.append(scope)
        if scope["type"] == "http":
            await receive()
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"page"})
        else:
            await send({"type": "websocket.accept"})

    guard = Guard(app, HOSTS, secure, proxied)
    said = []

    async def send(message):
        said.append(message)

    async def receive():
        return {"type": "http.request", "body": b""}

    async def ask():
        for _ in range(times):
            said.clear()
            scope = {
                "type": kind, "method": method, "path": path, "client": ("10.0.0.7", 1),
                "query_string": query,
                "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
            }  # fmt: skip
            await guard(scope, receive, send)

    asyncio.run(ask())
    first = said[0]
    status = first.get("status") or {"websocket.accept": 101, "websocket.close": 403}[first["type"]]
    sent = {k.decode(): v.decode() for k, v in first.get("headers", [])}
    return status, sent, seen


def test_our_own_page_comes_through_with_every_header():
    status, sent, _ = answered(OWN)
    assert status == 200
    assert sent.items() >= HEADERS.items()
    assert "unsafe-eval" not in sent["content-security-policy"]
    assert sent["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8080", "", "[::2]:80"])
def test_a_name_that_is_not_ours_is_refused(host):
    """Otherwise another site could point its own name here and read our pages."""
    assert answered({"host": host})[0] == 421


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1:8080", "[::1]:8080"])
def test_our_own_names_are_answered(host):
    assert answered({"host": host})[0] == 200


@pytest.mark.parametrize("path", ["/kamer/BCDF23", "/_nicegui_ws/socket.io/"])
@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:8080"])
def test_another_site_is_refused_on_pages_and_sockets(path, kind, origin):
    method = "POST" if kind == "http" else "GET"
    assert answered({**OWN, "origin": origin}, kind, method, path)[0] == 403


def test_our_own_site_may_post_and_open_sockets():
    own = {**OWN, "origin": "http://127.0.0.1:8080", "sec-websocket-key": "x"}
    assert answered(own, method="POST")[0] == 200
    assert answered(own, "websocket")[0] == 101


def test_a_form_from_nowhere_is_refused():
    assert answered(OWN, method="POST")[0] == 403


def test_a_large_body_is_refused_before_it_is_read():
    big = {**OWN, "origin": "http://127.0.0.1:8080", "content-length": "9999999"}
    status, _, seen = answered(big, method="POST")
    assert status == 413
    assert not seen


def test_a_flood_of_pages_is_slowed_down():
    assert answered(OWN, times=300)[0] == 200
    assert answered(OWN, times=500)[0] == 429


def test_behind_our_proxy_the_visitor_is_who_the_proxy_says():
    told = {**OWN, "x-forwarded-for": "1.2.3.4, 5.6.7.8"}
    assert answered(told, proxied=True)[2][0]["client"] == ("5.6.7.8", 0)
    assert answered(told, proxied=False)[2][0]["client"] == ("10.0.0.7", 1)


CROSS = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
LINK = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


@pytest.mark.parametrize("path", ["/kamer/BCDF23", "/trainer/open", "/_nicegui_ws/socket.io/"])
@pytest.mark.parametrize("headers", [
    CROSS, {**CROSS, "sec-fetch-site": "same-site"}, {**CROSS, "sec-fetch-dest": "script"},
    {**LINK, "sec-fetch-dest": "iframe"}, {"accept": "image/avif,image/webp,*/*"},
])  # fmt: skip
def test_what_another_site_has_a_browser_ask_for_is_refused(headers, path):
    status, _, seen = answered({**OWN, **headers}, path=path)
    assert status == 403
    assert not seen


def test_pictures_on_another_site_use_up_nothing_of_ours():
    """The browser of a trainer asks for a thousand of them; the trainer's own pages still come."""
    seen = []

    async def app(scope, *_):
        seen.append(scope["path"])

    guarded = Guard(app, HOSTS, False, False)

    async def ask(headers, times):
        async def ignored(_):
            pass

        for _ in range(times):
            scope = {
                "type": "http", "method": "GET", "path": "/kamer/BCDF23",
                "client": ("127.0.0.1", 1),
                "headers": [(k.encode(), v.encode()) for k, v in {**OWN, **headers}.items()],
            }  # fmt: skip
            await guarded(scope, None, ignored)

    asyncio.run(ask(CROSS, 1000))
    asyncio.run(ask(LINK, 1000))
    seen.clear()
    asyncio.run(ask({}, 100))
    assert len(seen) == 100


def test_a_link_on_another_site_may_be_followed():
    assert answered({**OWN, **LINK})[0] == 200


def test_new_sessions_of_the_socket_are_slowed_down_and_those_there_are_not():
    place = "/_nicegui_ws/socket.io/"
    assert answered(OWN, path=place, times=250)[0] == 200
    assert answered(OWN, path=place, times=400)[0] == 429
    assert answered(OWN, path=place, times=1000, query=b"EIO=4&sid=abc")[0] == 200


def test_over_tls_browsers_are_told_to_stay_there():
    assert "strict-transport-security" in answered(OWN, secure=True)[1]
    assert "strict-transport-security" not in answered(OWN)[1]


def body_of(parts, path="/kamer/BCDF23"):
    """What is answered to a body in parts, without a length; None = nothing more comes."""
    read, said = [], []
    left = iter(parts)

    async def app(_, receive, send):
        while True:
            message = await receive()
            read.append(len(message.get("body", b"")))
            if message["type"] != "http.request" or not message["more_body"]:
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"page"})

    async def receive():
        part = next(left, None)
        if part is None:
            await asyncio.sleep(3600.0)
        return {"type": "http.request", "body": part, "more_body": True}

    async def send(message):
        said.append(message)

    own = {**OWN, "origin": "http://127.0.0.1:8080", "transfer-encoding": "chunked"}
    scope = {
        "type": "http", "method": "POST", "path": path, "client": ("10.0.0.7", 1),
        "headers": [(k.encode(), v.encode()) for k, v in own.items()],
    }  # fmt: skip
    asyncio.run(asyncio.wait_for(Guard(app, HOSTS, False, False)(scope, receive, send), 10.0))
    return said[0]["status"], sum(read)


@pytest.mark.parametrize("size", [1, 1000, 60_000])
def test_a_body_without_end_is_refused_whatever_its_header_says(size):
    status, read = body_of(b"x" * size for _ in iter(int, 1))
    assert status == 413
    assert read <= 64_000


def test_the_socket_may_have_longer_bodies_but_none_without_end():
    status, read = body_of((b"x" * 10_000 for _ in iter(int, 1)), "/_nicegui_ws/socket.io/")
    assert status == 413
    assert 64_000 < read <= 2_000_000


def test_a_path_that_only_mentions_the_socket_is_no_socket():
    assert answered(OWN, method="POST", path="/kamer/_nicegui_ws/")[0] == 403
    assert body_of((b"x" * 10_000 for _ in iter(int, 1)), "/kamer/_nicegui_ws/x")[1] <= 64_000


def test_half_a_body_does_not_wait_for_ever(monkeypatch):
    monkeypatch.setattr(guard, "LONGEST_SILENCE", 0.05)
    assert body_of([b"half"])[0] == 408
