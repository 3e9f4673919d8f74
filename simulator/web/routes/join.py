"""Joining a room: a code, a name for the team, a role. An ordinary form, so any phone can."""

from typing import Any

from fastapi import Request
from nicegui import app, ui
from starlette.responses import Response

from simulator.training.game.room import OBSERVER, RoleChoice
from simulator.training.server import tokens
from simulator.training.server.live_room import MOST_TEAMS, FullError, Live, NotKeptError
from simulator.web.site import (
    SLOWEST,
    Site,
    address_of,
    no_room,
    page,
    room_of,
    sent,
    team_of,
    to,
)
from simulator.web.ui import elements
from simulator.web.ui.words import say

LONGEST_NAME = 40


def add_pages(site: Site) -> None:
    """The form, what it sends, and coming back on another device."""
    _add_form(site)
    _add_join(site)
    _add_return(site)


def _add_form(site: Site) -> None:
    @app.get("/kamer")
    def asked(code: str = "") -> Response:
        typed = tokens.typed(code)
        return to(f"/kamer/{typed}" if typed else "/")

    @ui.page("/kamer/{code}", response_timeout=SLOWEST)
    async def form(request: Request, code: str, fout: str = "") -> Response | None:
        lang, typed = site.lang(request), tokens.typed(code)
        live = await room_of(site, request, typed)
        if isinstance(live, str):
            again = typed if live == "elsewhere" else ""
            _no_room(request, lang, await no_room(site, typed, live, lang), again)
            return None
        lang = site.lang(request, live.setup.lang)
        if await team_of(site, request, live):
            return to(f"/spel/{live.code}")
        with page(request, lang, say(lang, "play.join_title"), "narrow"):
            _form(live, lang, fout)
        return None


def _add_join(site: Site) -> None:
    @app.post("/kamer/{code}")
    async def join(request: Request, code: str) -> Response:
        live = await room_of(site, request, tokens.typed(code))
        if isinstance(live, str):
            return to(f"/kamer/{tokens.typed(code)}")
        known = await team_of(site, request, live)
        if known:
            return to(f"/spel/{live.code}")
        form = await sent(request)
        data = joining(form, live)
        if isinstance(data, str):
            return to(f"/kamer/{live.code}?fout={data}")
        if not site.joins.allows(address_of(request)):
            return to(f"/kamer/{live.code}?fout=busy")
        # Sent twice, by a double click or after a lost answer, a page joins once.
        token = form.get("once", "") if tokens.is_token(form.get("once", "")) else tokens.token()
        team = tokens.name_of(token)
        try:
            refused = await live.act(team, 0, "joined", data, tokens.hashed(token))
        except FullError:
            return to(f"/kamer/{live.code}?fout=full")
        except NotKeptError:
            return to(f"/kamer/{live.code}?fout=store")
        if refused is not None:
            return to(f"/kamer/{live.code}?fout=refused")
        answer = to(f"/spel/{live.code}")
        site.cookie(answer, f"team_{live.code}", token)
        return answer


def _add_return(site: Site) -> None:
    @ui.page("/terug/{code}/{token}", response_timeout=SLOWEST)
    async def back(request: Request, code: str, token: str) -> None:
        lang = site.lang(request)
        live = await room_of(site, request, tokens.typed(code))
        lang = lang if isinstance(live, str) else site.lang(request, live.setup.lang)
        with page(request, lang, say(lang, "play.back_title"), "narrow"):
            elements.part("h1", say(lang, "play.back_title"))
            if isinstance(live, str):
                elements.part("p", await no_room(site, tokens.typed(code), live, lang))
                return
            elements.part("p", say(lang, "play.back_text"))
            with elements.part("form", action=f"/terug/{live.code}/{token[:80]}", method="post"):
                elements.part(
                    "button", say(lang, "play.back_go"), "button primary big", type="submit"
                )

    @app.post("/terug/{code}/{token}")
    async def returned(request: Request, code: str, token: str) -> Response:
        live = await room_of(site, request, tokens.typed(code))
        if isinstance(live, str):
            return to("/")
        team = await site.house.write(site.house.store.team, live.code, tokens.hashed(token))
        if team is None:
            return to(f"/kamer/{live.code}?fout=link")
        fresh = tokens.token()  # the link works once
        if not await live.hand_over(team, tokens.hashed(fresh), tokens.hashed(token)):
            return to(f"/kamer/{live.code}?fout=link")
        answer = to(f"/spel/{live.code}")
        site.cookie(answer, f"team_{live.code}", fresh)
        return answer


def joining(form: dict[str, str], live: Live) -> dict[str, Any] | str:
    """The data of the event, or what is wrong."""
    alias = " ".join(form.get("alias", "").split())[:LONGEST_NAME]
    if not alias:
        return "name"
    if live.now.there >= MOST_TEAMS:
        return "full"
    role = form.get("role", "")
    if role not in [one.key for one in choosable(live, live.setup.lang)]:
        return "role"
    data: dict[str, Any] = {"alias": alias, "role": role}
    if role == OBSERVER:
        if not live.now.watchable:
            return "nobody"
        data["observes"] = form.get("observes", live.now.watchable[0])
        if data["observes"] not in live.now.watchable:
            return "role"
    return data


def choosable(live: Live, lang: str) -> list[RoleChoice]:
    """What somebody who joins may be, for the form and for what it sends."""
    label, watching = say(lang, "play.observer"), say(lang, "play.observer_text")
    return [*live.now.roles(lang), RoleChoice(OBSERVER, label, watching, 0, False)]


def _no_room(request: Request, lang: str, why: str, code: str) -> None:
    with page(request, lang, say(lang, "play.no_room_title"), "narrow"):
        elements.part("h1", say(lang, "play.no_room_title"))
        elements.part("p", why)
        with elements.part("form", action="/kamer", method="get"):
            elements.part("label", say(lang, "room_code"), for_="code")
            elements.part(
                "input", None, "code", id="code", name="code", type="text", required="",
                maxlength="12", autocomplete="off", autocapitalize="characters",
                value=code[:12] or None,
            )  # fmt: skip
            with elements.part("p"):
                elements.part("button", say(lang, "play.again"), "button primary", type="submit")


def _form(live: Live, lang: str, wrong: str) -> None:
    scenario = live.now.case.scenario
    elements.part("h1", say(lang, "play.join_title"))
    elements.part("p", getattr(scenario.title, lang), "lead")
    if wrong in ("name", "role", "full", "busy", "refused", "link", "nobody", "store"):
        with elements.part("div", None, "note warn", role="alert"):
            elements.part("p", say(lang, f"play.wrong_{wrong}"))
    with elements.part("form", action=f"/kamer/{live.code}", method="post"):
        elements.part("input", type="hidden", name="once", value=tokens.token())
        with elements.part("div", None, "field"):
            elements.part("label", say(lang, "play.alias"), for_="alias")
            elements.part(
                "input", id="alias", name="alias", type="text", required="", autocomplete="off",
                maxlength=str(LONGEST_NAME), aria_describedby="alias-help",
            )  # fmt: skip
            elements.part("p", say(lang, "play.alias_help"), "help", id="alias-help")
        with elements.part("fieldset", None, "choice"):
            elements.part("legend", say(lang, "play.role"))
            with elements.part("div", None, "options"):
                _roles(live, lang)
        _observed(live, lang)
        if live.setup.research:
            elements.part("p", say(lang, "play.research_join"), "note")
        with elements.part("p", None, "help"):
            elements.part("span", say(lang, "play.purpose") + " ")
            elements.link(say(lang, "privacy"), "/privacy")
        elements.part("button", say(lang, "play.join_go"), "button primary big", type="submit")


def _roles(live: Live, lang: str) -> None:
    for i, role in enumerate(choosable(live, lang)):
        with elements.part("label", None, "card", for_=f"role-{i}"):
            elements.part(
                "input", id=f"role-{i}", type="radio", name="role", value=role.key, required="",
                checked="" if i == 0 else None,
            )  # fmt: skip
            elements.part("span", role.label, "name")
            more = role.who
            if role.taken:
                more += " " + say(lang, "play.taken", count=role.taken)
            elements.part("span", more, "more")


def _observed(live: Live, lang: str) -> None:
    if not live.now.watchable:
        return
    with elements.part("div", None, "field"):
        elements.part("label", say(lang, "play.observes"), for_="observes")
        with elements.part("select", id="observes", name="observes"):
            for name in live.now.watchable:
                elements.part("option", live.now.teams[name].alias, value=name)
