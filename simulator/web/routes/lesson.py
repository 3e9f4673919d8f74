"""A lesson on the projector: steps that the trainer clicks through with the arrow keys."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from fastapi import Request
from nicegui import ui
from starlette.responses import Response

from simulator import i18n
from simulator.training.demo import lesson as lessons
from simulator.training.demo import sandbox
from simulator.training.demo.lesson import Bet, Explain, Lesson, Say, Show
from simulator.training.demo.settings import YEARS, View, address
from simulator.web.site import NOT_YET, Site, page, to
from simulator.web.ui import elements
from simulator.web.ui.fan_chart import NamedFan, Panel
from simulator.web.ui.words import say


@dataclass
class _Class:
    """A lesson being given on one screen."""

    site: Site
    lang: str
    lesson: Lesson
    name: str
    step: int = 0
    uncovered: int = 0  # years of the step shown so far
    votes: dict[int, Counter[str]] = field(default_factory=dict)
    shown: dict[int, list[NamedFan]] = field(default_factory=dict)
    panel: Panel | None = None
    parts: dict[str, Any] = field(default_factory=dict)


def add_pages(site: Site) -> None:
    """The list of lessons, and a lesson."""

    @ui.page("/lessen")
    def lessen(request: Request) -> None:
        lang = site.lang(request)
        with page(request, lang, say(lang, "demo.lessons"), "narrow"):
            elements.part("h1", say(lang, "demo.lessons"))
            elements.part("p", say(lang, "demo.lessons_lead"), "lead")
            with elements.part("div", None, "doors"):
                for name in lessons.names():
                    _door(name, lang)

    @ui.page("/les/{name}", response_timeout=120)
    async def les(request: Request, name: str, stap: int = 1) -> Response | None:
        lang = site.lang(request)
        if not await site.warm_demo():
            return to(NOT_YET)
        with page(request, lang, say(lang, "demo.lessons"), "lesson"):
            try:
                lesson = lessons.lesson(name, site.demo.strategies)
            except lessons.LessonError as error:
                elements.part("h1", say(lang, "demo.lesson_broken"))
                for problem in error.problems:
                    elements.part("p", problem)
                return None
            given = _Class(site, lang, lesson, name, min(len(lesson.steps), max(1, stap)) - 1)
            given.parts["stage"] = elements.part(
                "section", None, "stage", aria_label=_in(lesson.title, lang)
            )
            with elements.part("div", None, "bar bottom"):
                elements.button(say(lang, "demo.previous"), lambda: _go(given, -1), "small")
                given.parts["where"] = elements.part("span", "", "now", role="status")
                elements.part("span", None, "spread")
                elements.button(say(lang, "demo.next"), lambda: _go(given, 1), "primary")
            given.parts["address"] = elements.Address(url=f"/les/{name}?stap={given.step + 1}")
            elements.keys(
                ("ArrowRight", "ArrowLeft", "PageDown", "PageUp"), lambda k: _key(given, k)
            )
            await _show_step(given, focus=False)
        return None


def _in(text: Any, lang: str) -> str:
    return str(getattr(text, lang))


def _door(name: str, lang: str) -> None:
    with elements.part("div", None, "door"):
        try:
            lesson = lessons.lesson(name, _any())
        except lessons.LessonError as error:
            elements.part("h2", name)
            elements.part("p", "; ".join(error.problems))
            return
        elements.part("h2", _in(lesson.title, lang))
        elements.part("p", _in(lesson.summary, lang))
        elements.part("p", say(lang, "demo.minutes", count=lesson.minutes), "quiet")
        elements.link(say(lang, "demo.begin"), f"/les/{name}", "button")


def _any() -> tuple[str, ...]:
    """All strategies there are; the lesson is checked when it is opened."""
    from simulator.config.catalogue import configs, files

    return tuple(files("strategy", [configs()]))


async def _go(given: _Class, by: int) -> None:
    """The next thing: a step, or the years of this step uncovered one by one."""
    step = given.lesson.steps[given.step]
    if by > 0 and isinstance(step, Show) and given.uncovered < step.years:
        given.uncovered = step.years if given.uncovered else 1
        _uncover(given)
        return
    to = min(len(given.lesson.steps) - 1, max(0, given.step + by))
    if to != given.step:
        given.step, given.uncovered = to, 0
        await _show_step(given)


async def _key(given: _Class, key: str) -> None:
    await _go(given, 1 if key in ("ArrowRight", "PageDown") else -1)


async def _show_step(given: _Class, focus: bool = True) -> None:
    step, lang = given.lesson.steps[given.step], given.lang
    if isinstance(step, Show):
        await _play(given, step)
    stage = given.parts["stage"]
    stage.clear()
    with stage:
        elements.part("p", _in(given.lesson.title, lang), "over")
        elements.Heading(level=1, words=_in(step.title, lang), focus=focus)
        if isinstance(step, Say):
            _text(step.text, lang)
        elif isinstance(step, Bet):
            _bet(given, step)
        elif isinstance(step, Show):
            _show(given, step)
        else:
            _explain(step, lang)
    words = {"step": given.step + 1, "steps": len(given.lesson.steps)}
    given.parts["where"].say(say(lang, "demo.step_of", **words))
    given.parts["address"].give(url=f"/les/{given.name}?stap={given.step + 1}")


def _text(text: Any, lang: str) -> None:
    """A text of a step, with the words of the field explained in it."""
    with elements.still(explain=lang):
        elements.part("p", _in(text, lang), "big")


def _bet(given: _Class, step: Bet) -> None:
    """Hands up: the trainer counts with the buttons."""
    lang, votes = given.lang, given.votes.setdefault(given.step, Counter())
    _text(step.text, lang)
    with elements.part("div", None, "bets"):
        for option in step.choices:
            with elements.part("div", None, "bet"):
                elements.part("h2", _in(option.label, lang))
                count = elements.part("p", str(votes[option.key]), "count", role="status")

                def change(by: int, key: str = option.key, count: elements.Part = count) -> None:
                    votes[key] = max(0, votes[key] + by)
                    count.say(str(votes[key]))

                with elements.part("div", None, "bar"):
                    words = {"choice": _in(option.label, lang)}
                    less = say(lang, "demo.one_less", **words)
                    more = say(lang, "demo.one_more", **words)
                    elements.button("−1", lambda f=change: f(-1), "small", aria_label=less)
                    elements.button("+1", lambda f=change: f(1), "small primary", aria_label=more)
    elements.part("p", say(lang, "demo.hands_up"), "how")


async def _play(given: _Class, step: Show) -> None:
    if given.step in given.shown:
        return
    table, view = given.site.demo, _view(step, 0)
    plays = [step.play.play(), *([step.other.play()] if step.other else [])]

    def fans() -> list[sandbox.Fan]:
        return [sandbox.fan(sandbox.lived(table, play, step.seed), view) for play in plays]

    lived = await asyncio.to_thread(fans)
    names = [
        say(
            given.lang, "demo.against",
            own=i18n.in_language(table.labels[play.provider], given.lang),
            other=i18n.in_language(table.labels[play.funder], given.lang),
        )
        for play in plays
    ]  # fmt: skip
    given.shown[given.step] = [NamedFan(*named) for named in zip(names, "ab", lived, strict=False)]


def _view(step: Show, year: int) -> View:
    other = step.other.play() if step.other else None
    return View(step.play.play(), other, step.measure, step.seed, 0, year, step.side)


def _show(given: _Class, step: Show) -> None:
    _text(step.text, given.lang)
    given.panel = Panel(given.lang)
    where = address(replace(_view(step, YEARS)))
    elements.link(say(given.lang, "demo.try_it"), f"/demo?{where}", "quiet")
    _uncover(given)


def _uncover(given: _Class) -> None:
    step = given.lesson.steps[given.step]
    if isinstance(step, Show) and given.panel is not None:
        given.panel.show(given.shown[given.step], None, _view(step, given.uncovered))


def _explain(step: Explain, lang: str) -> None:
    with elements.still(explain=lang):
        with elements.part("ul", None, "big"):
            for point in step.points:
                elements.part("li", _in(point, lang))
        with elements.part("div", None, "beware"):
            elements.part("h2", say(lang, "demo.beware"))
            elements.part("p", _in(step.beware, lang))
