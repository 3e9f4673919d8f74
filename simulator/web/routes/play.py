"""The participant's page: card, talk, choice, bet and debrief, each part drawn when it changes."""

import functools

from fastapi import Request
from nicegui import ui
from starlette.responses import Response

from simulator.training.game.room import OBSERVER
from simulator.training.server import tokens
from simulator.web.participant.observer import ObserverPage
from simulator.web.participant.page import TeamPage
from simulator.web.site import SLOWEST, Site, page, room_of, team_of, to, token_of
from simulator.web.ui import elements
from simulator.web.ui.words import say
from simulator.web.visitor import Visitor


def add_pages(site: Site) -> None:
    """The page of a team."""

    @ui.page("/spel/{code}", response_timeout=SLOWEST, reconnect_timeout=60)
    async def spel(request: Request, code: str) -> Response | None:
        live = await room_of(site, request, tokens.typed(code))
        if isinstance(live, str):
            return to(f"/kamer/{tokens.typed(code)}")
        lang = site.lang(request, live.setup.lang)
        team = await team_of(site, request, live)
        if team is None:
            return to(f"/kamer/{live.code}")
        title = getattr(live.now.case.scenario.title, lang)
        with page(request, lang, title, "play"):
            holds = functools.partial(live.holds, team, token_of(request, live))
            if live.now.teams[team].role == OBSERVER:
                await ObserverPage(live, team, lang, holds).refresh()
            else:
                await TeamPage(Visitor(live, team, lang, holds)).refresh()
        return None

    @ui.page("/weg")
    def gone(request: Request) -> None:
        lang = site.lang(request)
        with page(request, lang, say(lang, "play.gone_title"), "narrow"):
            elements.part("h1", say(lang, "play.gone_title"))
            elements.part("p", say(lang, "play.gone_text"))
            elements.link(say(lang, "not_found_back"), "/", "button")
