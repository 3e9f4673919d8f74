"""The first page: join with a code, or go to the demo, a lesson or the trainer's desk."""

from fastapi import Request
from nicegui import app, ui
from starlette.responses import Response

from simulator import i18n
from simulator.web.site import DAY, LANG_COOKIE, Site, here, page, to
from simulator.web.ui import elements
from simulator.web.ui.words import say


def add_pages(site: Site) -> None:
    """The start page and the choice of language."""

    @ui.page("/")
    def start(request: Request) -> None:
        lang = site.lang(request)
        with page(request, lang, say(lang, "start_title"), "start"):
            elements.Heading(level=1, words=say(lang, "start_title"), focus=False)
            elements.part("p", say(lang, "start_lead"), "lead")
            with elements.part("div", None, "doors"):
                _join_door(lang)
                _door(lang, "demo", "/demo")
                _door(lang, "lessons", "/lessen")
                _door(lang, "trainer", "/trainer")

    @app.get("/taal/{lang}")
    def language(lang: str, naar: str = "/") -> Response:
        answer = to(here(naar))
        if lang in i18n.LANGUAGES:
            site.cookie(answer, LANG_COOKIE, lang, 365 * DAY)
        return answer


def _join_door(lang: str) -> None:
    with elements.part("form", None, "door door-first", action="/kamer", method="get"):
        elements.part("h2", say(lang, "door_join_title"))
        elements.part("label", say(lang, "room_code"), for_="code")
        elements.part(
            "input", None, "code", id="code", name="code", type="text", required="", maxlength="12",
            autocomplete="off", autocapitalize="characters", spellcheck="false",
        )  # fmt: skip
        elements.part("button", say(lang, "door_join_go"), "button primary", type="submit")
        elements.link(say(lang, "door_own_case"), "/eigen-zaak", "quiet")


def _door(lang: str, name: str, to_: str) -> None:
    with elements.part("div", None, "door"):
        elements.part("h2", say(lang, f"door_{name}_title"))
        elements.part("p", say(lang, f"door_{name}_text"))
        elements.link(say(lang, f"door_{name}_go"), to_, "button")
