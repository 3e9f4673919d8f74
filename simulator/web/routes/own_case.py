"""A form for a participant's own case: parties, interests, BATNA, history.

Anybody may fill it in and keep the case as a file; a trainer opens a room with it, or with a file.
"""

from collections.abc import Callable
from typing import Any

import yaml
from fastapi import Request
from nicegui import ui
from starlette.responses import Response

from simulator.training.case import own_case, own_file
from simulator.training.case.checks import ScenarioError
from simulator.training.case.own_form import Field, IssueFields
from simulator.training.case.scenario import Scenario
from simulator.training.server.live_room import FullError, NotKeptError
from simulator.web.routes.trainer import setup_of
from simulator.web.site import NOT_YET, SLOWEST, Site, address_of, page, to
from simulator.web.ui import background, elements, regions
from simulator.web.ui.words import not_kept, say

FILE = "eigen-casus.yaml"


def add_pages(site: Site) -> None:
    """The form of the own case, for all and for the trainer."""

    @ui.page("/eigen-zaak", response_timeout=SLOWEST)
    async def for_all(request: Request) -> Response | None:
        lang = site.lang(request)
        if not await site.warm():
            return to(NOT_YET)
        with page(request, lang, say(lang, "trainer.own_case"), "narrow"):
            _Form(site, lang, address_of(request))
        return None

    @ui.page("/trainer/eigen-zaak", response_timeout=SLOWEST)
    async def form(request: Request) -> Response | None:
        lang = site.lang(request)
        if not site.is_trainer(request):
            return to("/trainer")
        if not await site.warm():
            return to(NOT_YET)
        with page(request, lang, say(lang, "trainer.own_case"), "narrow"):
            _Form(site, lang, address_of(request), site.leader(request))
        return None


class _Form:
    """Somebody filling in a case."""

    def __init__(
        self, site: Site, lang: str, address: str, leads: Callable[[], bool] | None = None
    ) -> None:
        self.site, self.lang, self.address, self.leads = site, lang, address, leads
        self.answers: dict[str, Any] = {}
        elements.part("h1", say(lang, "trainer.own_case"))
        elements.part("p", say(lang, "trainer.own_case_lead"), "lead")
        self.wrong = regions.Region(self._wrong)
        if leads:
            self._from_file()
        for question in own_case.form(lang):
            if isinstance(question, IssueFields):
                self._issue(question)
            else:
                self._field(question)
        with elements.part("div", None, "bar"):
            if leads:
                elements.button(say(lang, "trainer.own_case_open"), self._open, "primary big")
            keep = say(lang, "trainer.own_case_keep")
            elements.button(keep, self._keep, "big" if leads else "primary big")
        self.done = elements.part("p", "", "note good unseen", role="status")

    def _from_file(self) -> None:
        lang, kilo = self.lang, own_file.MOST // 1000
        with elements.details(say(lang, "trainer.own_case_file")):
            pick = elements.Pick(
                label=say(lang, "trainer.own_case_pick"), most=own_file.MOST, accept=".yaml,.yml",
                help=say(lang, "trainer.own_case_pick_help", most=kilo),
            )  # fmt: skip
            pick.on("value", lambda event: self._picked(event.args))

    def _issue(self, issue: IssueFields) -> None:
        with elements.part("fieldset"):
            elements.part("legend", issue.label)
            elements.part("p", issue.help, "help")
            for field in issue.fields:
                self._field(field)

    def _field(self, question: Field) -> None:
        key = question.key
        self.answers.setdefault(key, "" if question.kind in ("text", "long") else question.value)

        def changed(value: Any) -> None:
            self.answers[key] = value

        words: dict[str, Any] = {"help": question.help or None}
        if question.kind == "choice":
            self.answers[key] = question.choices[0]["value"]
            elements.field(
                "select",
                question.label,
                self.answers[key],
                changed,
                options=question.choices,
                **words,
            )
        elif question.kind == "number":
            elements.field(
                "number", question.label, question.value, lambda v: changed(_number(v)), **words
            )
        else:
            shape, limit = "area" if question.kind == "long" else "text", question.limit
            elements.field(
                shape, question.label, "", lambda v: changed(str(v)[:limit]), limit=limit, **words
            )  # fmt: skip

    def _wrong(self, problems: list[str] | None) -> None:
        if not problems:
            return
        with elements.part("div", None, "note warn", role="alert"):
            elements.Heading(level=2, words=say(self.lang, "trainer.own_case_wrong"), focus=True)
            with elements.part("ul"):
                for problem in problems:
                    elements.part("li", problem)

    async def _made(self) -> Scenario | None:
        """The case as filled in; None with what is wrong on the page."""
        try:
            made: Scenario = await background.read(own_case.scenario, dict(self.answers), self.lang)
        except ScenarioError as error:
            self.wrong.show(list(error.problems))
            return None
        self.wrong.show(None)
        return made

    async def _picked(self, text: Any) -> None:
        if not isinstance(text, str):
            self.wrong.show([say(self.lang, "trainer.lessons_in_big", most=own_file.MOST // 1000)])
            return
        try:
            made = await background.read(own_file.read, text, self.lang)
        except ScenarioError as error:
            self.wrong.show(list(error.problems))
            return
        await self._open_room(made)

    async def _open(self) -> None:
        made = await self._made()
        if made is not None:
            await self._open_room(made)

    async def _open_room(self, made: Scenario) -> None:
        if self.leads is None or not self.leads():
            self.wrong.show([say(self.lang, "trainer.day_over")])
            return
        try:
            case = await background.read(_as_file, made)
            live = await self.site.house.create(
                setup_of({"scenario": own_case.NAME}, self.lang, case)
            )
        except ScenarioError as error:
            self.wrong.show(list(error.problems))
            return
        except NotKeptError as problem:
            self.wrong.show([not_kept(problem, self.lang)])
            return
        except FullError:
            self.wrong.show([say(self.lang, "trainer.full")])
            return
        except ValueError as error:
            self.wrong.show([str(error)])
            return
        ui.navigate.to(f"/trainer/kamer/{live.code}")

    async def _keep(self) -> None:
        if not self.site.cases.allows(self.address):
            self.wrong.show([say(self.lang, "play.wrong_busy")])
            return
        made = await self._made()
        if made is not None:
            ui.download.content(own_file.written(made), FILE, "application/yaml")
            self.done.say(say(self.lang, "trainer.own_case_kept", file=FILE))
            self.done.classes(remove="unseen")


def _as_file(made: Scenario) -> Any:
    return yaml.safe_load(own_file.written(made))


def _number(value: Any) -> float | None:
    try:
        return float(str(value).replace(",", "."))
    except ValueError:
        return None
