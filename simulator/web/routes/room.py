"""The pages of a room for the trainer: monitor, projector, and one shared screen."""

import io

import segno
from fastapi import Request
from nicegui import app, ui
from starlette.responses import Response

from simulator.training.server import tokens
from simulator.web.projector.page import Projector
from simulator.web.site import SLOWEST, Site, no_room, page, room_of, to
from simulator.web.trainer.hot_seat import HotSeat
from simulator.web.trainer.page import Monitor
from simulator.web.ui import elements
from simulator.web.ui.words import say


def add_pages(site: Site) -> None:
    """All of them ask for the trainer."""
    _add_monitor(site)
    _add_screens(site)


def _add_monitor(site: Site) -> None:

    @ui.page("/trainer/kamer/{code}", response_timeout=SLOWEST, reconnect_timeout=60)
    async def monitor(request: Request, code: str) -> Response | None:
        lang = site.lang(request)
        if not site.is_trainer(request):
            return to("/trainer")
        live = await room_of(site, request, tokens.typed(code))
        if isinstance(live, str):
            with page(request, lang, say(lang, "play.no_room_title"), "narrow"):
                elements.part("h1", say(lang, "play.no_room_title"))
                elements.part("p", await no_room(site, tokens.typed(code), live, lang))
                if live in ("old", "changed", "damaged"):
                    elements.button(
                        say(lang, "trainer.delete_yes"), lambda: _delete_old(site, request, code)
                    )
            return None
        with page(request, lang, say(lang, "trainer.room", code=live.code), "trainer"):
            Monitor(site, live, lang, site.leader(request))
        return None


def _add_screens(site: Site) -> None:
    @ui.page("/scherm/{code}", response_timeout=SLOWEST, reconnect_timeout=60)
    async def projector(request: Request, code: str) -> Response | None:
        if not site.is_trainer(request):
            return to("/trainer")
        live = await room_of(site, request, tokens.typed(code))
        if isinstance(live, str):
            return to("/trainer")
        lang = site.lang(request, live.setup.lang)
        with page(request, lang, say(lang, "trainer.projector"), "projector"):
            await Projector(site, live, lang, site.leader(request)).refresh()
        return None

    @ui.page("/stoel/{code}", response_timeout=SLOWEST, reconnect_timeout=60)
    async def hot_seat(request: Request, code: str) -> Response | None:
        live = await room_of(site, request, tokens.typed(code))
        if not site.is_trainer(request) or isinstance(live, str):
            return to("/trainer")
        lang = site.lang(request, live.setup.lang)
        if not (live.setup.hot_seat or live.setup.rehearse):
            return to(f"/trainer/kamer/{live.code}")
        with page(request, lang, say(lang, "trainer.hot_seat_title"), "play"):
            await HotSeat(live, lang, site.leader(request)).refresh()
        return None

    @app.get("/qr/{code}.svg")
    async def qr(code: str) -> Response:
        typed = tokens.typed(code)[:12]
        drawn = io.BytesIO()
        made = segno.make(f"{site.settings.url}/kamer/{typed}", micro=False)
        made.save(drawn, kind="svg", scale=6, border=2, xmldecl=False)
        return Response(drawn.getvalue(), media_type="image/svg+xml")


async def _delete_old(site: Site, request: Request, code: str) -> None:
    if site.is_trainer(request):
        await site.house.delete(tokens.typed(code))
    ui.navigate.to("/trainer")
