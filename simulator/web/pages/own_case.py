"""A form for a participant's own case: parties, interests, BATNA, history; then play it."""

from typing import Any

import yaml
from fastapi import Request
from nicegui import ui
from starlette.responses import Response

from simulator.exercise import own_case
from simulator.exercise.soundness import ScenarioError
from simulator.rooms.live import FullError
from simulator.web import kit
from simulator.web.pages.trainer import setup_of
from simulator.web.site import Site, page, to
from simulator.web.words import say


def added(site: Site) -> None:
    """The form of the own case."""

    @ui.page("/trainer/eigen-zaak")
    def form(request: Request) -> Response | None:
        lang = site.lang(request)
        if not site.is_trainer(request):
            return to("/trainer")
        with page(request, lang, say(lang, "trainer.own_case"), "narrow"):
            _Form(site, lang)
        return None


class _Form:
    """One trainer filling in a case."""

    def __init__(self, site: Site, lang: str) -> None:
        self.site, self.lang = site, lang
        self.answers: dict[str, Any] = {}
        kit.part("h1", say(lang, "trainer.own_case"))
        kit.part("p", say(lang, "trainer.own_case_lead"), "lead")
        self.wrong = kit.Region(self._wrong)
        for one in own_case.form(lang):
            self._field(one)
        kit.button(say(lang, "trainer.own_case_open"), self._open, "primary big")

    def _field(self, one: dict[str, Any]) -> None:
        key, kind = one["key"], one["kind"]
        self.answers.setdefault(key, one.get("value", "" if kind in ("text", "long") else None))

        def changed(value: Any) -> None:
            self.answers[key] = value

        words: dict[str, Any] = {"help": one.get("help") or None}
        if kind == "choice":
            choices = [
                c if isinstance(c, dict) else {"value": c, "label": c} for c in one["choices"]
            ]
            options = [
                {"value": c.get("value", c.get("key")), "label": c["label"]} for c in choices
            ]
            self.answers[key] = options[0]["value"]
            kit.field(
                "select", one["label"], options[0]["value"], changed, options=options, **words
            )
        elif kind == "number":
            kit.field(
                "number", one["label"], one.get("value"), lambda v: changed(_number(v)), **words
            )
        elif kind == "issues":
            self._issues(one, changed)
        else:
            shape = "area" if kind == "long" else "text"
            limit = one.get("limit") or 600
            kit.field(
                shape,
                one["label"],
                "",
                lambda v: changed(str(v)[:limit]),
                0.2,
                limit=limit,
                **words,
            )

    def _issues(self, one: dict[str, Any], changed: Any) -> None:
        del changed
        with kit.part("fieldset"):
            kit.part("legend", one["label"])
            kit.part("p", one.get("help") or "", "help")
            for part in one.get("fields", []):
                self._field(part)

    def _wrong(self, problems: list[str] | None) -> None:
        if not problems:
            return
        with kit.part("div", None, "note warn", role="alert"):
            kit.part("h2", say(self.lang, "trainer.own_case_wrong"))
            with kit.part("ul"):
                for problem in problems:
                    kit.part("li", problem)

    async def _open(self) -> None:
        try:
            made = own_case.scenario(self.answers, self.lang)
            case = yaml.safe_load(own_case.written(made))
            live = await self.site.house.create(
                setup_of({"scenario": own_case.NAME}, self.lang, case)
            )
        except ScenarioError as error:
            self.wrong.show(list(error.problems))
            return
        except (ValueError, FullError) as error:
            self.wrong.show([str(error)])
            return
        ui.navigate.to(f"/trainer/kamer/{live.code}")


def _number(value: Any) -> float | None:
    try:
        return float(str(value).replace(",", "."))
    except ValueError:
        return None
