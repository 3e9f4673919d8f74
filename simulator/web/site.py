"""What all pages of one server share: its settings, its rooms, and the frame around each page."""

import asyncio
import contextlib
import copy
import functools
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from fastapi import Request
from nicegui import context, ui
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import RedirectResponse, Response

from simulator import i18n
from simulator.training.case.checks import ScenarioError
from simulator.training.game.refused import OtherVersion
from simulator.training.server import tokens
from simulator.training.server.live_room import House, Live
from simulator.training.server.rate_limit import Limit
from simulator.version import MODEL_VERSION, __version__
from simulator.web.security import foreign
from simulator.web.ui import background, elements
from simulator.web.ui.words import say

log = logging.getLogger("gunfactor")
LANG_COOKIE = "taal"
NOT_YET = "/nog-niet"  # why a page cannot be shown yet
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
    ailing: str = ""  # why it is not, if that went wrong
    tasks: set[Any] = field(default_factory=set)  # of upkeep, so that nobody takes them away

    async def warm(self) -> bool:
        """Wait until rooms can be entered; False if that takes too long, or goes wrong."""
        await background.until(lambda: self.ready or bool(self.ailing))
        return self.ready

    async def warm_demo(self) -> bool:
        """Wait until the sandbox can be used; False if that takes too long, or goes wrong."""
        await background.until(lambda: self.demo is not None or bool(self.ailing))
        return self.demo is not None

    def lang(self, request: Request, room: str = "") -> str:
        """The visitor's language: of the address, else as chosen before, else the room's."""
        for asked in (request.query_params.get("taal"), request.cookies.get(LANG_COOKIE), room):
            if asked in i18n.LANGUAGES:
                return asked
        return self.settings.lang

    def is_trainer(self, request: Request) -> bool:
        """Whether this browser gave the trainer code today."""
        return self.leads(trainer_of(request))

    def leads(self, token_hash: str) -> bool:
        """Whether a browser with this token may act as the trainer, now."""
        now = self.house.clock.now()
        try:
            return bool(token_hash) and self.house.store.is_trainer(token_hash, now)
        except SQLAlchemyError:
            log.exception("it cannot be told who is the trainer")
            return False

    def leader(self, request: Request) -> Callable[[], bool]:
        """Whether who opened this page may act as the trainer; asked each time."""
        return functools.partial(self.leads, trainer_of(request))

    def cookie(self, response: Response, name: str, value: str, seconds: int = DAY) -> None:
        """Set a cookie that scripts cannot read and other sites do not send."""
        response.set_cookie(
            name, value, max_age=seconds, httponly=True, samesite="lax",
            secure=self.settings.secure, path="/",
        )  # fmt: skip


def trainer_of(request: Request) -> str:
    """The token of a trainer, hashed; empty = none."""
    token = request.cookies.get(TRAINER_COOKIE, "")
    return tokens.hashed(token) if token else ""


def address_of(request: Request) -> str:
    """Where a request came from."""
    return request.client.host if request.client else "?"


def to(place: str) -> Response:
    """Send the browser to another page of ours."""
    return RedirectResponse(place, status_code=303)


def here(place: str | None) -> str:
    """An address of our own; anything else becomes the start page."""
    good = place and place.startswith("/") and not place.startswith(("//", "/\\"))
    return str(place) if good and str(place).isprintable() else "/"


async def sent(request: Request) -> dict[str, str]:
    """The texts of a form."""
    form = await request.form(max_fields=40, max_files=0)
    return {name: value for name, value in form.items() if isinstance(value, str)}


async def room_of(site: Site, request: Request, code: str) -> Live | str:
    """The room of a code; or why not.

    That is unknown, slow (too many guesses), old (of another model), changed (its case or debrief
    is another now), damaged, elsewhere (another site made the browser ask), warming (the model is
    not ready). `no_room` says it in a sentence.
    """
    if not await site.warm():
        return "warming"
    address, known = address_of(request), await _knows(site, request, code)
    if not known and foreign(request.headers):
        return "elsewhere"  # neither looked up nor counted
    if not known and site.guesses.waits(address) > 0:
        return "slow"
    try:
        live = await site.house.live(code)
    except OtherVersion:
        return "changed" if await _model_of(site, code) == MODEL_VERSION else "old"
    except (ValueError, TypeError, LookupError, AttributeError, ScenarioError):
        if await _model_of(site, code) not in ("", MODEL_VERSION):
            return "old"
        log.exception("room %s cannot be read", code)
        return "damaged"
    if live is None:
        if not known:
            site.guesses.allows(address)
        return "unknown"
    return live


async def _knows(site: Site, request: Request, code: str) -> bool:
    """Whether this browser has a token of the room or is the trainer's, so that it guesses not."""
    if await asyncio.to_thread(site.is_trainer, request):
        return True
    token = request.cookies.get(f"team_{code}", "")
    if not token:
        return False
    return await site.house.write(site.house.store.team, code, tokens.hashed(token)) is not None


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
    token = token_of(request, live)
    if not token:
        return None
    team: str | None = await site.house.write(site.house.store.team, live.code, token)
    known = live.now.teams.get(team) if team else None
    return None if known is None or known.removed else team


def token_of(request: Request, live: Live) -> str:
    """The token of a team that this browser has for a room, hashed; empty = none."""
    token = request.cookies.get(f"team_{live.code}", "")
    return tokens.hashed(token) if token else ""


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
