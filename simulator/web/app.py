"""The web server: NiceGUI with our guard in front, our pages, and our store behind."""

import asyncio
import contextlib
import logging
import threading
from pathlib import Path

from fastapi import Request
from nicegui import app, ui
from nicegui.translations import translations
from starlette.responses import HTMLResponse, Response

from simulator import templates
from simulator.training.server import tokens
from simulator.training.server.live_room import House
from simulator.training.server.store import Store
from simulator.web.routes import catalogue
from simulator.web.security import Guard
from simulator.web.site import SPOKEN, Settings, Site
from simulator.web.ui.words import reconnecting, say

STATIC = Path(__file__).parent / "static"
PLAIN = "web/plain.html"  # a page without our scripts: something is wrong
ICON = STATIC / "icon.svg"
EVERY = 3600.0  # seconds between looks for rooms whose time is over
log = logging.getLogger("gunfactor")


def built(settings: Settings, store: Store, trainer_code: str) -> Site:
    """The server with all its pages, ready to run."""
    site = Site(settings, House(store), tokens.hashed(tokens.typed(trainer_code)))
    store.end_trainers()
    for lang, words in reconnecting().items():
        translations[SPOKEN[lang]] = words  # type: ignore[index]
    app.add_middleware(
        Guard, hosts=settings.hosts, secure=settings.secure, proxied=settings.proxied
    )
    app.add_static_files("/static", STATIC)
    app.add_exception_handler(404, _not_found(site))
    app.add_exception_handler(500, _broken(site))
    catalogue.add_pages(site)
    app.on_startup(lambda: _start(site))
    app.on_shutdown(site.house.close)
    return site


def run(site: Site) -> None:
    """Serve until somebody stops it."""
    settings = site.settings
    ui.run(
        host=settings.host, port=settings.port, title="gunfactor", favicon=ICON,
        language=SPOKEN[settings.lang], reload=False, show=False, tailwind=False,  # type: ignore[arg-type]
        show_welcome_message=False,  # no storage secret: no session cookie
        binding_refresh_interval=None, reconnect_timeout=30.0, uvicorn_logging_level="error",
        server_header=False, ws_max_size=200_000, h11_max_incomplete_event_size=32_768,
    )  # fmt: skip


async def _start(site: Site) -> None:
    asyncio.get_running_loop().create_task(_keep_clean(site))
    threading.Thread(target=_warm, args=(site,), daemon=True, name="warm").start()


def _warm(site: Site) -> None:
    """Compose all configs and compile the model, once, while the first page is read."""
    from simulator.training.demo import sandbox, settings
    from simulator.training.game.warm_up import warm_up

    table = sandbox.prepared()
    sandbox.lived(table, settings.Play(), 1, runs=2)
    site.demo = table
    warm_up()
    site.ready = True


async def _keep_clean(site: Site) -> None:
    while True:
        with contextlib.suppress(OSError):
            gone = await site.house.expire(site.settings.days)
            if gone:
                log.info("deleted %d rooms whose time was over", len(gone))
        await asyncio.sleep(EVERY)


def _plain(lang: str, key: str, status: int) -> Response:
    said = {name: say(lang, f"{key}_{name}") for name in ("title", "text", "back")}
    return HTMLResponse(templates.filled(PLAIN, lang=lang, **said), status_code=status)


def _not_found(site: Site):  # type: ignore[no-untyped-def]
    async def answer(request: Request, _: Exception) -> Response:
        return _plain(site.lang(request), "not_found", 404)

    return answer


def _broken(site: Site):  # type: ignore[no-untyped-def]
    async def answer(request: Request, _: Exception) -> Response:
        return _plain(site.lang(request), "broken", 500)

    return answer
