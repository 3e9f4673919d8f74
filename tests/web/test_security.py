"""What stands before every page turns away what does not come from our own pages."""

import asyncio

import pytest

from simulator.web.security import HEADERS, Guard

HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
OWN = {"host": "127.0.0.1:8080"}


def answered(headers, kind="http", method="GET", path="/", secure=False, proxied=False, times=1):
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


def test_over_tls_browsers_are_told_to_stay_there():
    assert "strict-transport-security" in answered(OWN, secure=True)[1]
    assert "strict-transport-security" not in answered(OWN)[1]
