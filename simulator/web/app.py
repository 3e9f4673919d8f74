"""The web server: NiceGUI with our guard in front, our pages, and our store behind."""

from pathlib import Path

from fastapi import Request
from nicegui import app, ui
from nicegui.translations import translations
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import HTMLResponse, Response

from simulator import templates
from simulator.training.server import tokens
from simulator.training.server.live_room import House, NotKeptError
from simulator.training.server.store import Store
from simulator.web import logs, patience, upkeep
from simulator.web.routes import catalogue
from simulator.web.security import Guard
from simulator.web.site import NOT_YET, SPOKEN, Settings, Site
from simulator.web.ui.words import reconnecting, say

STATIC = Path(__file__).parent / "static"
PLAIN = "web/plain.html"  # a page without our scripts: something is wrong
ICON = STATIC / "icon.svg"


def built(settings: Settings, store: Store, trainer_code: str) -> Site:
    """The server with all its pages, ready to run."""
    site = Site(settings, House(store, settings.days), tokens.hashed(tokens.typed(trainer_code)))
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

    @app.get(NOT_YET)
    def not_yet(request: Request) -> Response:
        return _plain(site.lang(request), "failing" if site.ailing else "warming", 503)

    app.on_startup(lambda: upkeep.begun(site))
    app.on_shutdown(site.house.close)
    return site


def run(site: Site) -> None:
    """Serve until somebody stops it."""
    settings = site.settings
    logs.begun()
    ui.run(
        host=settings.host, port=settings.port, title="gunfactor", favicon=ICON,
        language=SPOKEN[settings.lang], reload=False, show=False, tailwind=False,  # type: ignore[arg-type]
        show_welcome_message=False,  # no storage secret: no session cookie
        binding_refresh_interval=None, reconnect_timeout=30.0, uvicorn_logging_level="error",
        server_header=False, ws_max_size=200_000, h11_max_incomplete_event_size=32_768,
        http=patience.protocol(), log_config=None,
    )  # fmt: skip


def _plain(lang: str, key: str, status: int) -> Response:
    said = {name: say(lang, f"{key}_{name}") for name in ("title", "text", "back")}
    return HTMLResponse(templates.filled(PLAIN, lang=lang, **said), status_code=status)


def _not_found(site: Site):  # type: ignore[no-untyped-def]
    async def answer(request: Request, _: Exception) -> Response:
        return _plain(site.lang(request), "not_found", 404)

    return answer


def _broken(site: Site):  # type: ignore[no-untyped-def]
    async def answer(request: Request, problem: Exception) -> Response:
        of_store = isinstance(problem, NotKeptError | SQLAlchemyError)
        return _plain(site.lang(request), "store_broken" if of_store else "broken", 500)

    return answer
