"""From the words of the command line to a running server: address, code, store."""

import os
import secrets
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from simulator.training.server import tokens
from simulator.training.server.hold import HeldError
from simulator.training.server.migrations import NewerError
from simulator.training.server.store import Store
from simulator.web import addresses
from simulator.web.site import Settings
from simulator.web.ui.words import say

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SHORTEST_CODE = 8
FAR = "192.0.2.1"  # kept for documentation
HOTSPOTS = (  # a phone on the hotspot of Linux, Windows, a Mac, an iPhone, Android
    "10.42.0.254", "192.168.137.254", "192.168.2.254", "172.20.10.14", "192.168.43.254",
)  # fmt: skip


class CannotStart(Exception):  # noqa: N818
    """Why the server cannot start, for the person who started it."""


class Wish(NamedTuple):
    """What was asked for on the command line."""

    port: int = 8080
    lan: bool = False
    address: str | None = None
    public_url: str | None = None
    behind: str | None = None
    store: str | None = None
    days: float = 30.0
    trainer_code: str | None = None
    lang: str = "nl"
    browser: bool = True


def serve(wish: Wish, folder: Path, tell: Callable[[str], object]) -> None:
    """Start, say where, and serve until stopped.

    Raises:
        CannotStart: with what to do about it.
    """
    settings = chosen(wish)
    _check_free(settings)
    code = wish.trainer_code or tokens.trainer_code()
    if len(tokens.typed(code)) < SHORTEST_CODE:
        raise CannotStart(say(wish.lang, "start_code_short", least=SHORTEST_CODE))
    os.environ["NICEGUI_STORAGE_PATH"] = str(_hidden())
    from simulator.web import app

    store = opened(wish.store, folder, wish.lang)
    site = app.built(settings, store, code)
    _announce(settings, code, wish, tell)
    app.run(site)


def chosen(wish: Wish) -> Settings:
    """Where to listen, and which names to answer to.

    Raises:
        CannotStart: a wish that cannot be.
    """
    if wish.public_url is not None:
        public = addresses.public(wish.public_url)
        if public is None:
            raise CannotStart(say(wish.lang, "start_bad_url", url=wish.public_url))
        return Settings(
            wish.behind or "127.0.0.1", wish.port, public.url, public.hosts, False, public.secure,
            True, wish.days, wish.lang,
        )  # fmt: skip
    if wish.lan:
        address = wish.address or own_address()
        if not address:
            raise CannotStart(say(wish.lang, "start_no_lan"))
        lan = addresses.lan(address, wish.port)
        if lan is None:
            raise CannotStart(say(wish.lang, "start_bad_address", address=address))
        every = "::" if ":" in address else "0.0.0.0"
        return Settings(
            every, wish.port, lan.url, LOOPBACK | lan.hosts, True, False, False, wish.days,
            wish.lang,
        )  # fmt: skip
    url = f"http://127.0.0.1:{wish.port}"
    return Settings("127.0.0.1", wish.port, url, LOOPBACK, days=wish.days, lang=wish.lang)


def own_address() -> str:
    """The address of this machine on its network, empty = none; no packet is sent to find it.

    Without internet there is no way to an address far off, but there is one to the phones on the
    own hotspot: these are tried after.
    """
    for there in (FAR, *HOTSPOTS):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((there, 9))
            except OSError:
                continue
            return str(probe.getsockname()[0])
    try:
        named = socket.gethostbyname(socket.gethostname())
    except OSError:
        return ""
    return "" if named.startswith("127.") else named


def opened(store: str | None, folder: Path, lang: str) -> Store:
    """The store of a file name or address.

    Raises:
        CannotStart: it cannot be opened.
    """
    own = URL.create("sqlite", database=str(_file(store, folder)))  # whatever signs its name has
    try:
        return Store(store if store and "://" in store else own, alone=True)
    except HeldError:
        place = _without_password(store if store and "://" in store else str(own))
        raise CannotStart(say(lang, "start_held", store=place)) from None
    except NewerError as newer:
        raise CannotStart(str(newer)) from None
    except (SQLAlchemyError, OSError, ModuleNotFoundError) as problem:
        reason = str(problem).splitlines()[0]
        raise CannotStart(say(lang, "start_no_store", reason=reason)) from None


def _without_password(url: str) -> str:
    return make_url(url).render_as_string(hide_password=True).removeprefix("sqlite:///")


def _file(store: str | None, folder: Path) -> Path:
    if store:
        return (folder / store).absolute()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", str(Path.home())))
    else:
        base = Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share")))
    return base / "gunfactor" / "rooms.db"


def _hidden() -> Path:
    """NiceGUI's own folder for files, which we do not use: away from the working folder."""
    return _file(None, Path.cwd()).parent / "nicegui"


def _check_free(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as problem:
            words = {"port": settings.port, "next": settings.port + 1, "reason": problem.strerror}
            raise CannotStart(say(settings.lang, "start_port_taken", **words)) from None


def _announce(settings: Settings, code: str, wish: Wish, tell: Callable[[str], object]) -> None:
    lang, local = settings.lang, f"http://127.0.0.1:{settings.port}"
    direct = settings.url if settings.proxied else local
    tell(say(lang, "start_open", url=settings.url))
    tell(say(lang, "start_trainer", code=code))
    if settings.lan:
        tell(say(lang, "start_lan", url=settings.url))
        tell(_qr(settings.url))
    tell(say(lang, "start_stop"))
    if wish.browser and not settings.proxied:
        opening = (f"{direct}/trainer/open?code={code}", settings.port)
        threading.Thread(target=_browse, args=opening, daemon=True).start()


def _browse(url: str, port: int) -> None:
    """Open the browser once the server answers."""
    for _ in range(100):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                webbrowser.open(url)
                return
        time.sleep(0.1 + secrets.randbelow(10) / 1000)


def _qr(url: str) -> str:
    import io

    import segno

    drawn = io.StringIO()
    segno.make(url, micro=False).terminal(out=drawn, compact=True)
    return drawn.getvalue()
