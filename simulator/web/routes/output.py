"""What leaves the server as a page to print or a file to keep."""

import asyncio
from collections.abc import Callable

from fastapi import Request
from nicegui import app
from starlette.responses import HTMLResponse, Response

from simulator.training.case import scenarios
from simulator.training.case.checks import ScenarioError
from simulator.training.debrief.anonymity import FEWEST
from simulator.training.game import lessons
from simulator.training.paper import export, offline, research, sheets
from simulator.training.server import tokens
from simulator.training.server.live_room import Live
from simulator.web.site import Site, room_of, team_of, to
from simulator.web.ui.words import say

LATE = ("debrief", "closed")  # when there is something to take home
SHEETS = {
    "rollen": sheets.role_cards,
    "observator": sheets.observer_sheet,
    "kaarten": offline.paper_cards,
    "tekst": offline.spoken_lines,
}


def add_pages(site: Site) -> None:
    """Printed sheets for all, exports for the trainer, the handout for its team."""
    _add_sheets(site)
    _add_handouts(site)
    _add_exports(site)


def _add_sheets(site: Site) -> None:

    @app.get("/afdruk/begrippen")
    async def glossary(request: Request) -> Response:
        return HTMLResponse(await asyncio.to_thread(sheets.glossary, site.lang(request)))

    @app.get("/afdruk/{scenario}/{what}")
    async def sheet(request: Request, scenario: str, what: str) -> Response:
        if not site.is_trainer(request):
            return to("/trainer")
        if what not in SHEETS or scenario not in scenarios.names():
            return Response(status_code=404)
        try:
            case = scenarios.scenario(scenario)
        except ScenarioError:
            return Response(status_code=404)
        return HTMLResponse(await asyncio.to_thread(SHEETS[what], case, site.lang(request)))

    @app.get("/trainer/{code}/afdruk/{what}")
    async def of_room(request: Request, code: str, what: str) -> Response:
        """The sheets of the case that a room plays, an own case too."""
        live = await room_of(site, request, tokens.typed(code))
        if not site.is_trainer(request) or isinstance(live, str):
            return to("/trainer")
        if what not in SHEETS:
            return Response(status_code=404)
        lang = site.lang(request, live.setup.lang)
        made = await asyncio.to_thread(SHEETS[what], live.now.case.scenario, lang)
        return HTMLResponse(made)


def _add_handouts(site: Site) -> None:
    @app.get("/stoel/{code}/afdruk/{team}")
    async def at_one_screen(request: Request, code: str, team: str) -> Response:
        """The handout of a team that has no screen of its own."""
        live = await room_of(site, request, tokens.typed(code))
        if not site.is_trainer(request) or isinstance(live, str):
            return to("/trainer")
        shared = live.setup.hot_seat or live.setup.rehearse
        if not shared or team not in live.now.teams or live.now.phase not in LATE:
            return to(f"/trainer/kamer/{live.code}")
        lang = site.lang(request, live.setup.lang)
        return HTMLResponse(await asyncio.to_thread(sheets.handout, live.now, team, lang))

    @app.get("/spel/{code}/afdruk")
    async def handout(request: Request, code: str) -> Response:
        live = await room_of(site, request, tokens.typed(code))
        if isinstance(live, str):
            return to("/")
        team = await team_of(site, request, live)
        if team is None or live.now.phase not in LATE:
            return to(f"/spel/{live.code}")
        lang = site.lang(request, live.setup.lang)
        return HTMLResponse(await asyncio.to_thread(sheets.handout, live.now, team, lang))


def _attached(name: str, kind: str, text: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8"), media_type=kind, headers=headers)


def _add_exports(site: Site) -> None:
    def file(name: str, kind: str, made: Callable[[Live, str], str]) -> None:
        @app.get("/trainer/{code}/" + name)
        async def exported(request: Request, code: str) -> Response:
            if not site.is_trainer(request):
                return to("/trainer")
            live = await room_of(site, request, tokens.typed(code))
            if isinstance(live, str):
                return to("/trainer")
            text = await asyncio.to_thread(made, live, site.lang(request))
            return _attached(name, kind, text)

    @app.get("/trainer/{code}/onderzoek.jsonl")
    async def for_research(request: Request, code: str) -> Response:
        if not site.is_trainer(request):
            return to("/trainer")
        live = await room_of(site, request, tokens.typed(code))
        if isinstance(live, str):
            return to("/trainer")
        try:
            text = await asyncio.to_thread(research.lines, live.now)
        except research.NotAllowed as reason:
            said = say(site.lang(request), f"trainer.research_{reason.key}", least=FEWEST)
            return Response(said, 409, media_type="text/plain; charset=utf-8")
        return _attached("onderzoek.jsonl", "application/x-ndjson", text)

    file("verloop.csv", "text/csv; charset=utf-8", lambda live, _: export.csv_text(live.now))
    file(
        "verloop-met-teksten.csv",
        "text/csv; charset=utf-8",
        lambda live, _: export.csv_text(live.now, free_text=True),
    )
    file("verloop.jsonl", "application/x-ndjson", lambda live, _: export.json_lines(live.now))
    file("lessen.md", "text/markdown", lambda live, lang: lessons.book([live.now], lang))
