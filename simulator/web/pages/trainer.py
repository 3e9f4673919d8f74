"""The trainer's desk: give the code, open a room, go on with one."""

import asyncio
import time
from typing import Any

from fastapi import Request
from nicegui import app, ui
from starlette.responses import Response

from simulator.exercise import catalogue
from simulator.exercise.setup import Setup
from simulator.exercise.soundness import ScenarioError
from simulator.rooms import keys
from simulator.rooms.live import FullError
from simulator.web import kit, waiting
from simulator.web.pages.join import SLOWEST, sent
from simulator.web.pages.start import shown
from simulator.web.site import DAY, TRAINER_COOKIE, Site, address_of, here, page, to
from simulator.web.words import say

SLOW = 1.0  # seconds that a wrong code takes
DIFFICULTIES = ("easy", "normal", "hard")
PACES = ("free", "together")
MOST_SEED = 999_999


def added(site: Site) -> None:
    """Logging in, the desk, and a new room."""

    @ui.page("/trainer", response_timeout=SLOWEST)
    async def desk(request: Request, fout: str = "") -> None:
        lang = site.lang(request)
        with page(
            request, lang, say(lang, "trainer.title"), "" if site.is_trainer(request) else "narrow"
        ):
            kit.part("h1", say(lang, "trainer.title"))
            if not site.is_trainer(request):
                _code_form(lang, fout)
                return
            if fout:
                with kit.part("div", None, "note warn", role="alert"):
                    kit.part("p", fout[:500])
            await asyncio.to_thread(catalogue.names)
            with kit.part("div", None, "columns"):
                with kit.part("section", None, "card-box", aria_label=say(lang, "trainer.new")):
                    _new_form(lang)
                with kit.part("div"):
                    await _rooms(site, lang)
                    _materials(lang)

    @app.get("/trainer/open")
    async def by_link(request: Request, code: str = "") -> Response:
        return await _let_in(site, request, code, "/trainer")

    @app.post("/trainer/open")
    async def by_form(request: Request, naar: str = "/trainer") -> Response:
        return await _let_in(site, request, (await sent(request)).get("code", ""), here(naar))

    @app.post("/trainer/nieuw")
    async def new(request: Request) -> Response:
        if not site.is_trainer(request):
            return to("/trainer")
        form = await sent(request)
        await waiting.until(lambda: site.ready)
        try:
            live = await site.house.create(setup_of(form, site.lang(request)))
        except (ScenarioError, ValueError) as problem:
            return to(f"/trainer?fout={_quoted(str(problem))}")
        except FullError:
            return to(f"/trainer?fout={_quoted(say(site.lang(request), 'trainer.full'))}")
        return to(f"/trainer/kamer/{live.code}")


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text[:400])


async def _let_in(site: Site, request: Request, code: str, naar: str) -> Response:
    """Give the browser a token if the code is right; slower after five wrong ones."""
    address = address_of(request)
    if not site.codes.allows(address):
        return to("/trainer?fout=slow")
    if not keys.same(keys.typed(code), site.trainer_hash):
        await asyncio.sleep(SLOW)
        return to("/trainer?fout=wrong")
    site.codes.forget(address)
    token = keys.token()
    await site.house.write(site.house.store.add_trainer, keys.hashed(token), time.time() + DAY / 2)
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
    kit.part("p", say(lang, "trainer.code_lead"))
    if wrong in ("wrong", "slow"):
        with kit.part("div", None, "note warn", role="alert"):
            kit.part("p", say(lang, f"trainer.code_{wrong}"))
    with kit.part("form", action="/trainer/open", method="post"):
        with kit.part("div", None, "field"):
            kit.part("label", say(lang, "trainer.code"), for_="code")
            kit.part(
                "input", None, "code", id="code", name="code", type="password", required="",
                autocomplete="off", maxlength="60",
            )  # fmt: skip
        kit.part("button", say(lang, "trainer.code_go"), "button primary", type="submit")


def _new_form(lang: str) -> None:
    kit.part("h2", say(lang, "trainer.new"))
    with kit.part("form", action="/trainer/nieuw", method="post"):
        _scenarios(lang)
        _radios("mode", ("model", "teams", "three"), lang)
        with kit.details(say(lang, "trainer.more")):
            _select("difficulty", DIFFICULTIES, "normal", lang)
            _select("pace", PACES, "free", lang)
            _number("minutes", "25", lang)
            _number("seed", "", lang)
            _select("lang", ("nl", "en"), lang, lang)
            for name in ("hot_seat", "rehearse", "research"):
                _check(name, lang)
            kit.part("p", say(lang, "trainer.research_help"), "help")
        kit.part("button", say(lang, "trainer.open"), "button primary big", type="submit")
    kit.part("p")
    kit.link(say(lang, "trainer.own_case"), "/trainer/eigen-zaak")


def _scenarios(lang: str) -> None:
    with kit.part("fieldset", None, "choice"):
        kit.part("legend", say(lang, "trainer.scenario"))
        with kit.part("div", None, "options"):
            for i, name in enumerate(catalogue.names()):
                one = catalogue.scenario(name)
                with kit.part("label", None, "card", for_=f"scenario-{i}"):
                    kit.part(
                        "input", type="radio", id=f"scenario-{i}", name="scenario", value=name,
                        required="", checked="" if i == 0 else None,
                    )  # fmt: skip
                    kit.part("span", getattr(one.title, lang), "name")
                    modes = ", ".join(say(lang, f"trainer.mode_{m}_short") for m in one.modes)
                    summary = getattr(one.summary, lang)
                    kit.part("span", f"{summary} ({modes})", "more")


def _radios(name: str, values: tuple[str, ...], lang: str) -> None:
    with kit.part("fieldset", None, "choice"):
        kit.part("legend", say(lang, f"trainer.{name}"))
        with kit.part("div", None, "options"):
            for i, value in enumerate(values):
                with kit.part("label", None, "card", for_=f"{name}-{value}"):
                    kit.part(
                        "input", type="radio", id=f"{name}-{value}", name=name, value=value,
                        checked="" if i == 0 else None,
                    )  # fmt: skip
                    kit.part("span", say(lang, f"trainer.{name}_{value}"), "name")


def _select(name: str, values: tuple[str, ...], chosen: str, lang: str) -> None:
    with kit.part("div", None, "field"):
        kit.part("label", say(lang, f"trainer.{name}"), for_=name)
        with kit.part("select", id=name, name=name):
            for value in values:
                kit.part(
                    "option", say(lang, f"trainer.{name}_{value}"), value=value,
                    selected="" if value == chosen else None,
                )  # fmt: skip


def _number(name: str, value: str, lang: str) -> None:
    with kit.part("div", None, "field field-number"):
        kit.part("label", say(lang, f"trainer.{name}"), for_=name)
        kit.part(
            "input", id=name, name=name, type="text", inputmode="numeric", pattern="[0-9]*",
            value=value, maxlength="6", aria_describedby=f"{name}-help",
        )  # fmt: skip
        kit.part("p", say(lang, f"trainer.{name}_help"), "help", id=f"{name}-help")


def _check(name: str, lang: str) -> None:
    with kit.part("div", None, "field field-check"):
        kit.part("input", id=name, name=name, type="checkbox", value="1")
        kit.part("label", say(lang, f"trainer.{name}"), for_=name)


def _title(setup: Setup, lang: str) -> str:
    """What a room plays, as people call it."""
    if setup.case is not None:
        return str(setup.case["title"][lang])
    known = setup.scenario in catalogue.names()
    return str(getattr(catalogue.scenario(setup.scenario).title, lang)) if known else setup.scenario


async def _rooms(site: Site, lang: str) -> None:
    rows = await site.house.write(site.house.store.rooms)
    with kit.part("section", None, "card-box", aria_label=say(lang, "trainer.rooms")):
        kit.part("h2", say(lang, "trainer.rooms"))
        if not rows:
            kit.part("p", say(lang, "trainer.no_rooms"))
        with kit.part("ul"):
            for row in rows[:30]:
                setup = Setup.from_json(row.setup)
                when = time.strftime("%d-%m %H:%M", time.localtime(row.created))
                with kit.part("li"):
                    kit.link(shown(row.code), f"/trainer/kamer/{row.code}")
                    kit.part("span", f" – {_title(setup, lang)}, {when}")


def _materials(lang: str) -> None:
    with kit.part("section", None, "card-box", aria_label=say(lang, "trainer.print")):
        kit.part("h2", say(lang, "trainer.print"))
        kit.part("p", say(lang, "trainer.print_text"), "help")
        for name in catalogue.names():
            title = getattr(catalogue.scenario(name).title, lang)
            with kit.details(title), kit.part("ul"):
                for what in ("rollen", "observator", "kaarten", "tekst"):
                    with kit.part("li"):
                        words = say(lang, f"trainer.print_{what}")
                        kit.link(words, f"/afdruk/{name}/{what}?taal={lang}")
        kit.link(say(lang, "trainer.print_begrippen"), f"/afdruk/begrippen?taal={lang}")
