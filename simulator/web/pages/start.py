"""The first page: join with a code, or go to the demo, a lesson or the trainer's desk."""

from fastapi import Request
from nicegui import app, ui
from starlette.responses import Response

from simulator import texts
from simulator.rooms import keys
from simulator.web import kit
from simulator.web.site import DAY, LANG_COOKIE, Site, here, page, to
from simulator.web.words import say


def added(site: Site) -> None:
    """The start page and the choice of language."""

    @ui.page("/")
    def start(request: Request) -> None:
        lang = site.lang(request)
        with page(request, lang, say(lang, "start_title"), "start"):
            kit.Heading(level=1, words=say(lang, "start_title"), focus=False)
            kit.part("p", say(lang, "start_lead"), "lead")
            with kit.part("div", None, "doors"):
                _join_door(lang)
                _door(lang, "demo", "/demo")
                _door(lang, "lessons", "/lessen")
                _door(lang, "trainer", "/trainer")

    @app.get("/taal/{lang}")
    def language(lang: str, naar: str = "/") -> Response:
        answer = to(here(naar))
        if lang in texts.LANGUAGES:
            site.cookie(answer, LANG_COOKIE, lang, 365 * DAY)
        return answer


def _join_door(lang: str) -> None:
    with kit.part("form", None, "door door-first", action="/kamer", method="get"):
        kit.part("h2", say(lang, "door_join_title"))
        kit.part("label", say(lang, "room_code"), for_="code")
        kit.part(
            "input", None, "code", id="code", name="code", type="text", required="", maxlength="12",
            autocomplete="off", autocapitalize="characters", spellcheck="false",
        )  # fmt: skip
        kit.part("button", say(lang, "door_join_go"), "button primary", type="submit")
        kit.link(say(lang, "door_own_case"), "/eigen-zaak", "quiet")


def _door(lang: str, name: str, to_: str) -> None:
    with kit.part("div", None, "door"):
        kit.part("h2", say(lang, f"door_{name}_title"))
        kit.part("p", say(lang, f"door_{name}_text"))
        kit.link(say(lang, f"door_{name}_go"), to_, "button")


def shown(code: str) -> str:
    """A room code as it is read aloud: in two groups."""
    return f"{code[: keys.CODE_LENGTH // 2]} {code[keys.CODE_LENGTH // 2 :]}"
