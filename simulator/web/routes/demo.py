"""The sandbox on the projector: drag, and see ten years of 500 runs change."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from fastapi import Request
from nicegui import ui
from starlette.responses import Response

from simulator import i18n
from simulator.training.demo import sandbox
from simulator.training.demo.settings import (
    MEASURES,
    RANGES,
    RUNS,
    SIDES,
    YEARS,
    YES_NO,
    Play,
    View,
    address,
    from_address,
    within,
)
from simulator.web.projector.year_player import Years
from simulator.web.site import NOT_YET, Site, page, to
from simulator.web.ui import elements, regions
from simulator.web.ui.fan_chart import NamedFan, Panel
from simulator.web.ui.words import say

PRESETS = ("hard", "argue", "mirror", "calm", "open", "collab")  # as big buttons


@dataclass
class _Screen:
    """One visitor's sandbox."""

    site: Site
    lang: str
    view: View
    frozen: NamedFan | None = None
    kept: dict[tuple[Play, int], Any] = field(default_factory=dict)  # runs of the frozen line
    busy: bool = False
    again: bool = False
    shown: list[NamedFan] = field(default_factory=list)
    regions: dict[str, Any] = field(default_factory=dict)


def add_pages(site: Site) -> None:
    """The sandbox."""

    @ui.page("/demo", response_timeout=120)
    async def demo(request: Request) -> Response | None:
        lang = site.lang(request)
        if not await site.warm_demo():
            return to(NOT_YET)
        view = from_address(request.query_params, site.demo.strategies)
        screen = _Screen(site, lang, view)
        with page(request, lang, say(lang, "demo.title"), "demo"):
            elements.part("h1", say(lang, "demo.title"))
            with elements.part("div", None, "split"):
                with elements.part("section", None, "panel", aria_label=say(lang, "demo.settings")):
                    screen.regions["controls"] = regions.Region(lambda _: _controls(screen))
                with elements.part("section", None, "stage", aria_label=say(lang, "demo.result")):
                    screen.regions["steps"] = elements.part("div", None, "steps")
                    screen.regions["panel"] = Panel(lang)
            screen.regions["address"] = elements.Address(url=f"/demo?{address(view)}")
        screen.regions["controls"].show(_which(screen))
        with screen.regions["steps"]:
            _steps(screen)
        await _work_out(screen)
        return None


def _which(screen: _Screen) -> tuple[Any, ...]:
    return (screen.view.other is None,)


def _controls(screen: _Screen) -> None:
    lang, two = screen.lang, screen.view.other is not None
    measures = [{"value": m, "label": say(lang, f"demo.measure_{m}")} for m in MEASURES]
    shown = elements.field(
        "select", say(lang, "demo.measure"), screen.view.measure, options=measures
    )
    shown.on("value", lambda e: _change(screen, measure=e.args))
    sides = [{"value": s, "label": say(lang, f"demo.side_{s}")} for s in SIDES]
    side = elements.field("select", say(lang, "demo.side"), screen.view.side, options=sides)
    side.on("value", lambda e: _change(screen, side=e.args))
    _presets(screen)
    with elements.part("div", None, "plays" + (" two" if two else "")):
        _play(screen, "play")
        if two:
            _play(screen, "other")
    labels = [say(lang, f"demo.{key}") for key in (*YES_NO, *RANGES)]
    characters = [
        i18n.in_language(character, lang) for character in screen.site.demo.characters.values()
    ]
    sides_ = [option["label"] for option in sides]
    elements.terms(say(lang, "words"), [*sides_, *labels, *characters], lang)
    if two:
        elements.button(say(lang, "demo.one"), lambda: _change(screen, other=None), "quiet")
    else:
        elements.button(say(lang, "demo.two"), lambda: _compare(screen), "quiet")
    elements.link(say(lang, "demo.network"), "/demo/netwerk", "button quiet")


def _play(screen: _Screen, which: str) -> None:
    lang, play = screen.lang, getattr(screen.view, which)
    with elements.part("fieldset", None, f"play play-{which}"):
        elements.part("legend", say(lang, f"demo.{which}" if screen.view.other else "demo.only"))
        for side in SIDES:
            options = [
                {"value": s, "label": i18n.in_language(screen.site.demo.labels[s], lang)}
                for s in screen.site.demo.strategies
            ]
            character = screen.site.demo.characters[getattr(play, side)]
            chosen = elements.field(
                "select", say(lang, f"demo.side_{side}"), getattr(play, side),
                options=options, help=i18n.in_language(character, lang),
            )  # fmt: skip
            chosen.on("value", _setter(screen, which, side, chosen))
            screen.regions[f"{which}-{side}"] = chosen
        with elements.details(say(lang, "demo.instruments"), opened=False):
            for name in YES_NO:
                elements.field(
                    "check", say(lang, f"demo.{name}"), getattr(play, name),
                    _number(screen, which, name, None),
                )  # fmt: skip
            for name, (low, high, step) in RANGES.items():
                value = getattr(play, name)
                slider = elements.field(
                    "range", say(lang, f"demo.{name}"), value,
                    min=low, max=high, step=step, shown=_said(name, value, lang),
                )  # fmt: skip
                slider.on("value", _number(screen, which, name, slider), throttle=0.08)


def _presets(screen: _Screen) -> None:
    """The provider's strategy as big buttons, each with its character."""
    lang, table = screen.lang, screen.site.demo
    with elements.details(say(lang, "demo.presets")):
        options = [
            {
                "value": name,
                "label": i18n.in_language(table.labels[name], lang),
                "explained": i18n.in_language(table.characters[name], lang),
            }
            for name in PRESETS
        ]
        legend, now = say(lang, "demo.presets_of"), screen.view.play.provider
        screen.regions["presets"] = elements.choice(
            legend, options, now, lambda n: _choose_preset(screen, n)
        )


async def _choose_preset(screen: _Screen, name: Any) -> None:
    if name in PRESETS:
        character = i18n.in_language(screen.site.demo.characters[name], screen.lang)
        screen.regions["play-provider"].give(value=name, help=character)
        await _change(screen, play=replace(screen.view.play, provider=name))


def _said(name: str, value: float, lang: str) -> str:
    if name == "contract_years":
        return say(lang, "demo.years_one" if value == 1 else "demo.years", count=int(value))
    return i18n.percentage(value, lang)


def _setter(screen: _Screen, which: str, side: str, shown: elements.Field) -> Callable[[Any], Any]:
    async def chosen(event: Any) -> None:
        if event.args in screen.site.demo.strategies:
            play = replace(getattr(screen.view, which), **{side: event.args})
            character = screen.site.demo.characters[event.args]
            shown.give(value=event.args, help=i18n.in_language(character, screen.lang))
            if (which, side) == ("play", "provider"):
                screen.regions["presets"].give(value=event.args)
            await _change(screen, **{which: play})

    return chosen


def _number(
    screen: _Screen, which: str, name: str, slider: elements.Field | None
) -> Callable[[Any], Any]:
    async def changed(event: Any) -> None:
        got = getattr(event, "args", event)
        value = bool(got) if slider is None else within(name, got, getattr(Play(), name))
        if slider is not None:
            slider.give(value=value, shown=_said(name, value, screen.lang))
        play = replace(getattr(screen.view, which), **{name: value})
        await _change(screen, **{which: play})

    return changed


async def _compare(screen: _Screen) -> None:
    calm = "calm" if screen.view.play.provider != "calm" else "hard"
    await _change(screen, other=replace(screen.view.play, provider=calm))


async def _change(screen: _Screen, **changes: Any) -> None:
    """Show another view; what needs new runs is worked out beside the page."""
    if (
        changes.get("measure", MEASURES[0]) not in MEASURES
        or changes.get("side", SIDES[0]) not in SIDES
    ):
        return
    screen.view = replace(screen.view, **changes)
    screen.regions["controls"].show(_which(screen))
    if screen.busy:
        screen.again = True
        return
    screen.busy = True
    try:
        await _work_out(screen)
        while screen.again:
            screen.again = False
            await _work_out(screen)
    finally:
        screen.busy = False


async def _work_out(screen: _Screen) -> None:
    view, table = screen.view, screen.site.demo

    def fans() -> list[sandbox.Fan]:
        plays = [view.play, *([view.other] if view.other else [])]
        lived = [sandbox.lived(table, play, view.seed) for play in plays]
        if view.frozen is not None:
            lived.append(_kept(screen, view.frozen, view.frozen_seed))
        return [sandbox.fan(record, view) for record in lived]

    results = await asyncio.to_thread(fans)
    names = [_name(screen, view.play), *([_name(screen, view.other)] if view.other else [])]
    screen.shown = [NamedFan(n, look, f) for n, look, f in zip(names, "ab", results, strict=False)]
    screen.frozen = None
    if view.frozen is not None:
        name = say(screen.lang, "demo.frozen", name=_name(screen, view.frozen))
        screen.frozen = NamedFan(name, "frozen", results[-1])
    _draw(screen)


def _kept(screen: _Screen, play: Play, seed: int) -> Any:
    """The runs of the frozen line, worked out once."""
    if (play, seed) not in screen.kept:
        screen.kept = {(play, seed): sandbox.lived(screen.site.demo, play, seed)}
    return screen.kept[play, seed]


def _name(screen: _Screen, play: Play) -> str:
    provider, funder = (screen.site.demo.labels[name] for name in (play.provider, play.funder))
    words = {
        "own": i18n.in_language(provider, screen.lang),
        "other": i18n.in_language(funder, screen.lang),
    }
    return say(screen.lang, "demo.against", **words)


def _draw(screen: _Screen) -> None:
    screen.regions["panel"].show(screen.shown, screen.frozen, screen.view)
    screen.regions["address"].give(url=f"/demo?{address(screen.view)}")


def _steps(screen: _Screen) -> None:
    lang = screen.lang
    with elements.part("div", None, "bar", role="group", aria_label=say(lang, "demo.steps")):
        years = Years(lang, screen.view.year, 0, YEARS, lambda year: _go_to_year(screen, year))
    with elements.part("div", None, "bar"):
        years.speed()
        screen.regions["freeze"] = elements.button(
            say(lang, f"demo.{_freezes(screen)}"), lambda: _freeze(screen), "small"
        )
        elements.button(say(lang, "demo.other_run"), lambda: _next_run(screen), "small")
        elements.button(say(lang, "demo.other_luck"), lambda: _next_luck(screen), "small")


def _go_to_year(screen: _Screen, year: int) -> None:
    screen.view = replace(screen.view, year=year)
    _draw(screen)


def _freezes(screen: _Screen) -> str:
    return "freeze" if screen.view.frozen is None else "thaw"


async def _freeze(screen: _Screen) -> None:
    """Keep the first line while others change, or let it go."""
    if screen.view.frozen is None:
        await _change(screen, frozen=screen.view.play, frozen_seed=screen.view.seed)
    else:
        await _change(screen, frozen=None, frozen_seed=View.frozen_seed)
    screen.regions["freeze"].say(say(screen.lang, f"demo.{_freezes(screen)}"))


async def _next_run(screen: _Screen) -> None:
    await _change(screen, run=(screen.view.run + 1) % RUNS)


async def _next_luck(screen: _Screen) -> None:
    await _change(screen, seed=screen.view.seed % 999 + 1)
