"""Lessons of a class before, taken back in: chosen as a file or pasted, checked, then shown."""

from collections.abc import Callable
from typing import Any

from fastapi import Request
from nicegui import ui
from starlette.responses import Response

from simulator.training.game import booklet
from simulator.training.game.booklet import LessonsError
from simulator.training.server import tokens
from simulator.training.server.live_room import FullError, Live, NotKeptError
from simulator.web.site import SLOWEST, Site, page, room_of, to
from simulator.web.ui import background, elements, regions
from simulator.web.ui.words import not_kept, say

MOST = 60_000  # letters of a book


def add_pages(site: Site) -> None:
    """The page of a room on which its trainer loads lessons."""

    @ui.page("/trainer/kamer/{code}/lessen", response_timeout=SLOWEST)
    async def loading(request: Request, code: str) -> Response | None:
        lang = site.lang(request)
        live = await room_of(site, request, tokens.typed(code))
        if not site.is_trainer(request) or isinstance(live, str):
            return to("/trainer")
        with page(request, lang, say(lang, "trainer.lessons_in"), "narrow"):
            _LessonsForm(live, lang, site.leader(request))
        return None


class _LessonsForm:
    """One trainer loading a book."""

    def __init__(self, live: Live, lang: str, leads: Callable[[], bool]) -> None:
        self.live, self.lang, self.leads, self.text = live, lang, leads, ""
        kilo = MOST // 1000
        elements.part("h1", say(lang, "trainer.lessons_in"))
        elements.part("p", say(lang, "trainer.lessons_in_lead"), "lead")
        self.answer = regions.Region(self._answer)
        pick = elements.Pick(
            label=say(lang, "trainer.lessons_in_file"), most=MOST, accept=".md,.txt,text/*",
            help=say(lang, "trainer.lessons_in_file_help", most=kilo),
        )  # fmt: skip
        pick.on("value", lambda event: self._picked(event.args))
        self.area = elements.field(
            "area", say(lang, "trainer.lessons_in_text"), "", self._typed, limit=MOST, rows=12
        )
        with elements.part("div", None, "bar"):
            elements.button(say(lang, "trainer.lessons_in_do"), self._load, "primary")
            back = say(lang, "trainer.lessons_in_back")
            elements.link(back, f"/trainer/kamer/{live.code}", "button")

    def _picked(self, text: Any) -> None:
        if not isinstance(text, str) or len(text) > MOST:
            self.answer.show([say(self.lang, "trainer.lessons_in_big", most=MOST // 1000)])
            return
        self.text = text
        self.area.give(value=text)
        self.answer.show(None)

    def _typed(self, text: Any) -> None:
        self.text = str(text)[:MOST]

    async def _load(self) -> None:
        if not self.leads():
            self.answer.show([say(self.lang, "trainer.day_over")])
            return
        try:
            chapters = await background.read(booklet.read, self.text, self.lang)
            data = {"chapters": {str(i): kept for i, kept in chapters.items()}}
            number = self.live.now.next_number("lessons")
            refused = await self.live.act("", number, "lessons", data)
        except LessonsError as error:
            self.answer.show(error.problems)
            return
        except FullError:
            self.answer.show([say(self.lang, "play.wrong_full")])
            return
        except NotKeptError as problem:
            self.answer.show([not_kept(problem, self.lang)])
            return
        if refused is not None:
            self.answer.show([refused.sentence(self.lang)])
            return
        self.answer.show(sum(map(len, chapters.values())))

    def _answer(self, answer: list[str] | int) -> None:
        if isinstance(answer, int):
            said = say(self.lang, "trainer.lessons_in_done", count=answer)
            elements.part("p", said, "note good", role="status")
            return
        with elements.part("div", None, "note warn", role="alert"):
            elements.part("h2", say(self.lang, "trainer.lessons_in_wrong"))
            with elements.part("ul"):
                for problem in answer:
                    elements.part("li", problem)
