"""The trainer's desk: give the code, open a room, go on with one."""

import asyncio
import json
import time
from typing import Any

from fastapi import Request
from nicegui import app, ui
from starlette.responses import Response

from simulator.training.case import scenarios
from simulator.training.case.case import DIFFICULTIES
from simulator.training.case.checks import ScenarioError
from simulator.training.game.setup import LANGUAGES, MODES, PACES, Setup
from simulator.training.server import tokens
from simulator.training.server.live_room import FullError, NotKeptError
from simulator.training.server.store import RoomRow
from simulator.version import MODEL_VERSION
from simulator.web.security import foreign
from simulator.web.site import (
    DAY,
    NOT_YET,
    SLOWEST,
    TRAINER_COOKIE,
    Site,
    address_of,
    grouped,
    here,
    page,
    sent,
    to,
)
from simulator.web.ui import elements
from simulator.web.ui.words import not_kept, say

SLOW = 1.0  # seconds that a wrong code takes
MOST_SEED = 999_999


def add_pages(site: Site) -> None:
    """Logging in, the desk, and a new room."""

    @ui.page("/trainer", response_timeout=SLOWEST)
    async def desk(request: Request, fout: str = "") -> None:
        lang = site.lang(request)
        with page(
            request, lang, say(lang, "trainer.title"), "" if site.is_trainer(request) else "narrow"
        ):
            elements.part("h1", say(lang, "trainer.title"))
            if not site.is_trainer(request):
                _code_form(lang, fout)
                return
            if fout:
                with elements.part("div", None, "note warn", role="alert"):
                    elements.part("p", fout[:500])
            await asyncio.to_thread(scenarios.names)
            with elements.part("div", None, "columns"):
                with elements.part(
                    "section", None, "card-box", aria_label=say(lang, "trainer.new")
                ):
                    _new_form(lang)
                with elements.part("div"):
                    await _rooms(site, lang)
                    _materials(lang)

    @app.get("/trainer/open")
    async def by_link(request: Request, code: str = "") -> Response:
        if foreign(request.headers):
            return to("/trainer")  # another site cannot use up the tries
        return await _let_in(site, request, code, "/trainer")

    @app.post("/trainer/open")
    async def by_form(request: Request, naar: str = "/trainer") -> Response:
        return await _let_in(site, request, (await sent(request)).get("code", ""), here(naar))

    _new(site)


def _new(site: Site) -> None:
    @app.post("/trainer/nieuw")
    async def new(request: Request) -> Response:
        if not site.is_trainer(request):
            return to("/trainer")
        form = await sent(request)
        if not await site.warm():
            return to(NOT_YET)
        try:
            live = await site.house.create(setup_of(form, site.lang(request)))
        except (ScenarioError, ValueError) as problem:
            return to(f"/trainer?fout={_quoted(str(problem))}")
        except FullError:
            return to(f"/trainer?fout={_quoted(say(site.lang(request), 'trainer.full'))}")
        except NotKeptError as problem:
            return to(f"/trainer?fout={_quoted(not_kept(problem, site.lang(request)))}")
        return to(f"/trainer/kamer/{live.code}")


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text[:400])


async def _let_in(site: Site, request: Request, code: str, naar: str) -> Response:
    """Give the browser a token if the code is right; slower after five wrong ones."""
    address = address_of(request)
    if not site.codes.allows(address):
        return to("/trainer?fout=slow")
    if not tokens.same(tokens.typed(code), site.trainer_hash):
        await asyncio.sleep(SLOW)
        return to("/trainer?fout=wrong")
    site.codes.forget(address)
    token = tokens.token()
    until = site.house.clock.now() + DAY / 2
    await site.house.write(site.house.store.add_trainer, tokens.hashed(token), until)
    answer = to(naar)
    site.cookie(answer, TRAINER_COOKIE, token, DAY // 2)
    return answer


def setup_of(form: dict[str, str], lang: str, case: dict[str, Any] | None = None) -> Setup:
    """The setup that a form asks for.

    Raises:
        ValueError: a number that is none.
    """
    seed = form.get("seed", "").strip()
    number = int(seed) if seed.isdecimal() else any_seed()
    minutes = form.get("minutes", "25").strip()
    return Setup(
        room="", scenario=form.get("scenario", ""), seed=min(number, MOST_SEED),
        mode=form.get("mode", "model"), difficulty=form.get("difficulty", "normal"),
        pace=form.get("pace", "free"), lang=form.get("lang", lang),
        minutes=min(180, max(1, int(minutes) if minutes.isdecimal() else 25)),
        rehearse="rehearse" in form, hot_seat="hot_seat" in form, research="research" in form,
        case=case,
    )  # fmt: skip


def any_seed() -> int:
    """A seed nobody chose."""
    import secrets

    return secrets.randbelow(MOST_SEED) + 1


def _code_form(lang: str, wrong: str) -> None:
    elements.part("p", say(lang, "trainer.code_lead"))
    if wrong in ("wrong", "slow"):
        with elements.part("div", None, "note warn", role="alert"):
            elements.part("p", say(lang, f"trainer.code_{wrong}"))
    with elements.part("form", action="/trainer/open", method="post"):
        with elements.part("div", None, "field"):
            elements.part("label", say(lang, "trainer.code"), for_="code")
            elements.part(
                "input", None, "code", id="code", name="code", type="password", required="",
                autocomplete="off", maxlength="60",
            )  # fmt: skip
        elements.part("button", say(lang, "trainer.code_go"), "button primary", type="submit")


def _new_form(lang: str) -> None:
    elements.part("h2", say(lang, "trainer.new"))
    with elements.part("form", action="/trainer/nieuw", method="post"):
        _scenarios(lang)
        _radios("mode", MODES, lang)
        with elements.details(say(lang, "trainer.more")):
            _select("difficulty", DIFFICULTIES, "normal", lang)
            _select("pace", PACES, "free", lang)
            _number("minutes", "25", lang)
            _number("seed", "", lang)
            _select("lang", LANGUAGES, lang, lang)
            for name in ("hot_seat", "rehearse", "research"):
                _check(name, lang)
            elements.part("p", say(lang, "trainer.research_help"), "help")
        elements.part("button", say(lang, "trainer.open"), "button primary big", type="submit")
    elements.part("p")
    elements.link(say(lang, "trainer.own_case"), "/trainer/eigen-zaak")


def _scenarios(lang: str) -> None:
    with elements.part("fieldset", None, "choice"):
        elements.part("legend", say(lang, "trainer.scenario"))
        with elements.part("div", None, "options"):
            for i, name in enumerate(scenarios.names()):
                scenario = scenarios.scenario(name)
                with elements.part("label", None, "card", for_=f"scenario-{i}"):
                    elements.part(
                        "input", type="radio", id=f"scenario-{i}", name="scenario", value=name,
                        required="", checked="" if i == 0 else None,
                    )  # fmt: skip
                    elements.part("span", getattr(scenario.title, lang), "name")
                    modes = ", ".join(say(lang, f"trainer.mode_{m}_short") for m in scenario.modes)
                    summary = getattr(scenario.summary, lang)
                    elements.part("span", f"{summary} ({modes})", "more")


def _radios(name: str, values: tuple[str, ...], lang: str) -> None:
    with elements.part("fieldset", None, "choice"):
        elements.part("legend", say(lang, f"trainer.{name}"))
        with elements.part("div", None, "options"):
            for i, value in enumerate(values):
                with elements.part("label", None, "card", for_=f"{name}-{value}"):
                    elements.part(
                        "input", type="radio", id=f"{name}-{value}", name=name, value=value,
                        checked="" if i == 0 else None,
                    )  # fmt: skip
                    elements.part("span", say(lang, f"trainer.{name}_{value}"), "name")


def _select(name: str, values: tuple[str, ...], chosen: str, lang: str) -> None:
    with elements.part("div", None, "field"):
        elements.part("label", say(lang, f"trainer.{name}"), for_=name)
        with elements.part("select", id=name, name=name):
            for value in values:
                elements.part(
                    "option", say(lang, f"trainer.{name}_{value}"), value=value,
                    selected="" if value == chosen else None,
                )  # fmt: skip


def _number(name: str, value: str, lang: str) -> None:
    with elements.part("div", None, "field field-number"):
        elements.part("label", say(lang, f"trainer.{name}"), for_=name)
        elements.part(
            "input", id=name, name=name, type="text", inputmode="numeric", pattern="[0-9]*",
            value=value, maxlength="6", aria_describedby=f"{name}-help",
        )  # fmt: skip
        elements.part("p", say(lang, f"trainer.{name}_help"), "help", id=f"{name}-help")


def _check(name: str, lang: str) -> None:
    with elements.part("div", None, "field field-check"):
        elements.part("input", id=name, name=name, type="checkbox", value="1")
        elements.part("label", say(lang, f"trainer.{name}"), for_=name)


def _title(row: RoomRow, lang: str) -> str:
    """What a room plays, as people call it; of any version, as far as it can be read."""
    raw = json.loads(row.setup)
    name = raw.get("scenario", "?")
    if raw.get("case") is not None:
        return str(raw["case"].get("title", {}).get(lang, name))
    return str(getattr(scenarios.scenario(name).title, lang)) if name in scenarios.names() else name


def _said_of(row: RoomRow, lang: str) -> str:
    """What a room plays and since when; a row that is damaged says so, and harms no other."""
    try:
        when = time.strftime("%d-%m %H:%M", time.localtime(row.created))
        return f"{_title(row, lang)}, {when}"
    except (ValueError, TypeError, LookupError, OverflowError, OSError, AttributeError):
        return say(lang, "trainer.damaged")


async def _rooms(site: Site, lang: str) -> None:
    rows = await site.house.write(site.house.store.rooms)
    with elements.part("section", None, "card-box", aria_label=say(lang, "trainer.rooms")):
        elements.part("h2", say(lang, "trainer.rooms"))
        if not rows:
            elements.part("p", say(lang, "trainer.no_rooms"))
        with elements.part("ul"):
            for row in rows[:30]:
                with elements.part("li"):
                    elements.link(grouped(row.code), f"/trainer/kamer/{row.code}")
                    elements.part("span", f" – {_said_of(row, lang)}")
                    if row.model_version != MODEL_VERSION:
                        said = say(lang, "trainer.other_model", came=row.model_version)
                        elements.part("span", f" ({said})")


def _materials(lang: str) -> None:
    with elements.part("section", None, "card-box", aria_label=say(lang, "trainer.print")):
        elements.part("h2", say(lang, "trainer.print"))
        elements.part("p", say(lang, "trainer.print_text"), "help")
        for name in scenarios.names():
            title = getattr(scenarios.scenario(name).title, lang)
            with elements.details(title), elements.part("ul"):
                for what in ("rollen", "observator", "kaarten", "tekst"):
                    with elements.part("li"):
                        words = say(lang, f"trainer.print_{what}")
                        elements.link(words, f"/afdruk/{name}/{what}?taal={lang}")
        elements.link(say(lang, "trainer.print_begrippen"), f"/afdruk/begrippen?taal={lang}")
