"""Cookies that scripts cannot read, addresses that stay here, codes that cannot be guessed."""

import asyncio
import time

import pytest

pytest.importorskip("nicegui")

from fastapi import Request
from starlette.responses import Response

from simulator.training.server import tokens
from simulator.training.server.live_room import House
from simulator.training.server.store import Store
from simulator.web.routes import trainer
from simulator.web.site import TRAINER_COOKIE, Settings, Site, here

CODE = "BCDFG-HJKLM"


@pytest.fixture
def site(tmp_path):
    house = House(Store(f"sqlite:///{tmp_path / 'rooms.db'}"))
    yield Site(Settings(), house, tokens.hashed(tokens.typed(CODE)))
    house.close()


def request(address="10.0.0.7", cookie="", headers=()):
    named = [(b"cookie", cookie.encode())] if cookie else []
    return Request({
        "type": "http", "client": (address, 1), "query_string": b"", "path": "/", "method": "GET",
        "headers": [*named, *headers],
    })  # fmt: skip


@pytest.mark.parametrize("secure", [False, True])
def test_cookies_cannot_be_read_by_scripts_nor_sent_by_other_sites(site, secure):
    site = Site(Settings(secure=secure), site.house, "")
    answer = Response()
    site.cookie(answer, "team_BCDF23", "token")
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=lax" in said
    assert "path=/" in said
    assert ("; secure" in said) == secure


@pytest.mark.parametrize("place", [
    "//evil.example", "/\\evil.example", "https://evil.example", "evil.example", "", None,
    "javascript:alert(1)", "\\\\evil.example", "/\t/evil.example", "/\n/evil.example",
    "/a\r\nset-cookie: x=1", " //evil.example", "/\x00/evil.example",
])  # fmt: skip
def test_nobody_is_sent_to_another_site(place):
    assert here(place) == "/"


@pytest.mark.parametrize("place", ["/", "/trainer", "/kamer/BCDF23?taal=en", "/demo?a=hard&b=//x"])
def test_addresses_of_our_own_are_kept(place):
    assert here(place) == place


def let_in(site, code, address="10.0.0.7"):
    answer = asyncio.run(trainer._let_in(site, request(address), code, "/trainer"))
    return answer.headers["location"], answer.headers.get("set-cookie", "")


def test_the_trainer_code_can_be_tried_five_times(site, monkeypatch):
    monkeypatch.setattr(trainer, "SLOW", 0.0)
    for _ in range(5):
        assert let_in(site, "WRONG-WRONG")[0].endswith("fout=wrong")
    assert let_in(site, "WRONG-WRONG")[0].endswith("fout=slow")
    place, cookie = let_in(site, CODE)
    assert (place, cookie) == ("/trainer?fout=slow", ""), "the right one is not heard either"
    assert let_in(site, CODE, "10.0.0.8")[0] == "/trainer", "another address may"


def test_who_is_let_in_may_lead_until_the_day_is_over(site, monkeypatch):
    _, cookie = let_in(site, CODE)
    token = cookie.partition("=")[2].partition(";")[0]
    visitor = request(cookie=f"{TRAINER_COOKIE}={token}")
    leads = site.leader(visitor)
    assert site.is_trainer(visitor)
    assert leads()
    assert not site.is_trainer(request(cookie=f"{TRAINER_COOKIE}=other"))
    assert not site.is_trainer(request())
    began = site.house.clock.now()
    monkeypatch.setattr(site.house.clock, "now", lambda: began + 13 * 3600.0)
    assert not leads(), "asked when it acts, not when the page was opened"


def test_a_wrong_code_takes_a_while(site):
    began = time.monotonic()
    let_in(site, "WRONG-WRONG")
    assert time.monotonic() - began > 0.9
