"""What all pages of one server share: its settings, its rooms, and the frame around each page."""

import contextlib
import copy
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from fastapi import Request
from nicegui import context, ui
from starlette.responses import RedirectResponse, Response

from simulator import i18n
from simulator.training.case.checks import ScenarioError
from simulator.training.game.refused import OtherVersion
from simulator.training.server import tokens
from simulator.training.server.live_room import House, Live
from simulator.training.server.rate_limit import Limit
from simulator.version import MODEL_VERSION, __version__
from simulator.web.ui import background, elements
from simulator.web.ui.words import say

LANG_COOKIE = "taal"
TRAINER_COOKIE = "trainer"
DAY = 86_400
SLOWEST = 120  # seconds that a page may take: the first start compiles the model
SPOKEN = {"nl": "nl", "en": "en-GB"}  # as NiceGUI names its languages


@dataclass(frozen=True)
class Settings:
    """How the server was started."""

    host: str = "127.0.0.1"
    port: int = 8080
    url: str = "http://127.0.0.1:8080"  # what participants type
    hosts: frozenset[str] = frozenset({"127.0.0.1", "localhost", "::1"})
    lan: bool = False
    secure: bool = False
    proxied: bool = False
    days: float = 30.0
    lang: str = "nl"


@dataclass
class Site:
    """The server: what pages need."""

    settings: Settings
    house: House
    trainer_hash: str
    joins: Limit = field(default_factory=lambda: Limit(rate=1.0, burst=70.0))
    guesses: Limit = field(default_factory=lambda: Limit(rate=1 / 30, burst=10.0))
    cases: Limit = field(default_factory=lambda: Limit(rate=0.2, burst=30.0))
    codes: Limit = field(default_factory=lambda: Limit(rate=1 / 10, burst=5.0))
    demo: Any = None  # demo.sandbox.Start, once it is ready
    ready: bool = False  # the model is compiled; before that rooms wait

    def lang(self, request: Request, room: str = "") -> str:
        """The visitor's language: of the address, else as chosen before, else the room's."""
        for asked in (request.query_params.get("taal"), request.cookies.get(LANG_COOKIE), room):
            if asked in i18n.LANGUAGES:
                return asked
        return self.settings.lang

    def is_trainer(self, request: Request) -> bool:
        """Whether this browser gave the trainer code today."""
        token = request.cookies.get(TRAINER_COOKIE, "")
        return bool(token) and self.house.store.is_trainer(tokens.hashed(token), time.time())

    def cookie(self, response: Response, name: str, value: str, seconds: int = DAY) -> None:
        """Set a cookie that scripts cannot read and other sites do not send."""
        response.set_cookie(
            name, value, max_age=seconds, httponly=True, samesite="lax",
            secure=self.settings.secure, path="/",
        )  # fmt: skip


def address_of(request: Request) -> str:
    """Where a request came from."""
    return request.client.host if request.client else "?"


def to(place: str) -> Response:
    """Send the browser to another page of ours."""
    return RedirectResponse(place, status_code=303)


def here(place: str | None) -> str:
    """An address of our own; anything else becomes the start page."""
    good = place and place.startswith("/") and not place.startswith(("//", "/\\"))
    return str(place) if good and "\n" not in str(place) and "\r" not in str(place) else "/"


async def sent(request: Request) -> dict[str, str]:
    """The texts of a form."""
    form = await request.form(max_fields=40, max_files=0)
    return {name: value for name, value in form.items() if isinstance(value, str)}


async def room_of(site: Site, request: Request, code: str) -> Live | str:
    """The room of a code; or why not.

    unknown, slow (too many guesses), old (of another model), changed (its case or debrief is
    another now). `no_room` says it in a sentence.
    """
    await background.until(lambda: site.ready)
    address = address_of(request)
    if site.guesses.waits(address) > 0:
        return "slow"
    try:
        live = await site.house.live(code)
    except (OtherVersion, ScenarioError, ValueError):
        return "changed" if await _model_of(site, code) == MODEL_VERSION else "old"
    if live is None:
        site.guesses.allows(address)
        return "unknown"
    return live


async def _model_of(site: Site, code: str) -> str:
    """The model with which a stored room is played."""
    row = await site.house.write(site.house.store.room, code)
    return row.model_version if row else ""


async def no_room(site: Site, code: str, why: str, lang: str) -> str:
    """Why there is no page of this room, and what to do about it."""
    came = await _model_of(site, code) if why == "old" else ""
    return say(lang, f"play.no_room_{why}", code=code[:12], came=came, here=MODEL_VERSION)


async def team_of(site: Site, request: Request, live: Live) -> str | None:
    """The team this browser plays, if it may still play."""
    token = request.cookies.get(f"team_{live.code}", "")
    if not token:
        return None
    team: str | None = await site.house.write(
        site.house.store.team, live.code, tokens.hashed(token)
    )
    known = live.now.teams.get(team) if team else None
    return None if known is None or known.removed else team


def grouped(code: str) -> str:
    """A room code as it is read aloud: in two groups."""
    return f"{code[: tokens.CODE_LENGTH // 2]} {code[tokens.CODE_LENGTH // 2 :]}"


@contextlib.contextmanager
def page(
    request: Request, lang: str, title: str, cls: str = "", bare: bool = False
) -> Iterator[elements.Part]:
    """The frame of a page: language, title, style, a way to skip to the content, the footer."""
    client = context.client
    client.page = copy.copy(client.page)
    client.page.language = SPOKEN[lang]  # type: ignore[assignment]
    client.title = f"{title} – gunfactor"
    ui.add_head_html(f'<link rel="stylesheet" href="/static/style.css?v={__version__}">')
    with elements.part("div", None, f"page {cls}".strip()):
        elements.link(say(lang, "skip"), "#inhoud", "skip")
        if not bare:
            _top(request, lang)
        with elements.part("div", None, "content", id="inhoud", tabindex="-1") as content:
            yield content
        if not bare:
            _foot(lang)


def _top(request: Request, lang: str) -> None:
    with elements.part("nav", None, "top", aria_label=say(lang, "navigation")):
        elements.link("gunfactor", "/", "brand")
        with elements.part("span", None, "spread"):
            pass
        other = "en" if lang == "nl" else "nl"
        where = quote(
            str(request.url.path) + ("?" + request.url.query if request.url.query else "")
        )
        elements.link(
            say(other, "language"),
            f"/taal/{other}?naar={where}",
            "quiet",
            lang=other,
            hreflang=other,
        )


def _foot(lang: str) -> None:
    with elements.part("div", None, "foot"):
        elements.part("span", say(lang, "honest"))
        elements.link(say(lang, "accessibility"), "/toegankelijkheid", "quiet")
        elements.link(say(lang, "privacy"), "/privacy", "quiet")
        elements.link(say(lang, "glossary"), "/begrippen", "quiet")
