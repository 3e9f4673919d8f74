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
from simulator.web.ui.fan_chart import Panel, Shown
from simulator.web.ui.words import say

PRESETS = ("hard", "argue", "mirror", "calm", "open", "collab")  # as big buttons


@dataclass
class _Desk:
    """One visitor's sandbox."""

    site: Site
    lang: str
    view: View
    frozen: Shown | None = None
    kept: dict[tuple[Play, int], Any] = field(default_factory=dict)  # runs of the frozen line
    busy: bool = False
    again: bool = False
    shown: list[Shown] = field(default_factory=list)
    regions: dict[str, Any] = field(default_factory=dict)


def added(site: Site) -> None:
    """The sandbox."""

    @ui.page("/demo", response_timeout=120)
    async def demo(request: Request) -> Response | None:
        lang = site.lang(request)
        if not await site.warm_demo():
            return to(NOT_YET)
        view = from_address(request.query_params, site.demo.strategies)
        desk = _Desk(site, lang, view)
        with page(request, lang, say(lang, "demo.title"), "demo"):
            elements.part("h1", say(lang, "demo.title"))
            with elements.part("div", None, "split"):
                with elements.part("section", None, "panel", aria_label=say(lang, "demo.settings")):
                    desk.regions["controls"] = regions.Region(lambda _: _controls(desk))
                with elements.part("section", None, "stage", aria_label=say(lang, "demo.result")):
                    desk.regions["steps"] = elements.part("div", None, "steps")
                    desk.regions["panel"] = Panel(lang)
            desk.regions["address"] = elements.Address(url=f"/demo?{address(view)}")
        desk.regions["controls"].show(_which(desk))
        with desk.regions["steps"]:
            _steps(desk)
        await _worked_out(desk)
        return None


def _which(desk: _Desk) -> tuple[Any, ...]:
    return (desk.view.other is None,)


def _controls(desk: _Desk) -> None:
    lang, two = desk.lang, desk.view.other is not None
    measures = [{"value": m, "label": say(lang, f"demo.measure_{m}")} for m in MEASURES]
    shown = elements.field("select", say(lang, "demo.measure"), desk.view.measure, options=measures)
    shown.on("value", lambda e: _viewed(desk, measure=e.args))
    sides = [{"value": s, "label": say(lang, f"demo.side_{s}")} for s in SIDES]
    side = elements.field("select", say(lang, "demo.side"), desk.view.side, options=sides)
    side.on("value", lambda e: _viewed(desk, side=e.args))
    _presets(desk)
    with elements.part("div", None, "plays" + (" two" if two else "")):
        _play(desk, "play")
        if two:
            _play(desk, "other")
    labels = [say(lang, f"demo.{key}") for key in (*YES_NO, *RANGES)]
    characters = [i18n.in_language(one, lang) for one in desk.site.demo.characters.values()]
    sides_ = [one["label"] for one in sides]
    elements.terms(say(lang, "words"), [*sides_, *labels, *characters], lang)
    if two:
        elements.button(say(lang, "demo.one"), lambda: _viewed(desk, other=None), "quiet")
    else:
        elements.button(say(lang, "demo.two"), lambda: _beside(desk), "quiet")
    elements.link(say(lang, "demo.network"), "/demo/netwerk", "button quiet")


def _play(desk: _Desk, which: str) -> None:
    lang, play = desk.lang, getattr(desk.view, which)
    with elements.part("fieldset", None, f"play play-{which}"):
        elements.part("legend", say(lang, f"demo.{which}" if desk.view.other else "demo.only"))
        for side in SIDES:
            options = [
                {"value": s, "label": i18n.in_language(desk.site.demo.labels[s], lang)}
                for s in desk.site.demo.strategies
            ]
            character = desk.site.demo.characters[getattr(play, side)]
            chosen = elements.field(
                "select", say(lang, f"demo.side_{side}"), getattr(play, side),
                options=options, help=i18n.in_language(character, lang),
            )  # fmt: skip
            chosen.on("value", _setter(desk, which, side, chosen))
            desk.regions[f"{which}-{side}"] = chosen
        with elements.details(say(lang, "demo.instruments"), opened=False):
            for name in YES_NO:
                elements.field(
                    "check", say(lang, f"demo.{name}"), getattr(play, name),
                    _number(desk, which, name, None),
                )  # fmt: skip
            for name, (low, high, step) in RANGES.items():
                value = getattr(play, name)
                slider = elements.field(
                    "range", say(lang, f"demo.{name}"), value,
                    min=low, max=high, step=step, shown=_said(name, value, lang),
                )  # fmt: skip
                slider.on("value", _number(desk, which, name, slider), throttle=0.08)


def _presets(desk: _Desk) -> None:
    """The provider's strategy as big buttons, each with its character."""
    lang, table = desk.lang, desk.site.demo
    with elements.details(say(lang, "demo.presets")):
        options = [
            {
                "value": name,
                "label": i18n.in_language(table.labels[name], lang),
                "explained": i18n.in_language(table.characters[name], lang),
            }
            for name in PRESETS
        ]
        legend, now = say(lang, "demo.presets_of"), desk.view.play.provider
        desk.regions["presets"] = elements.choice(legend, options, now, lambda n: _preset(desk, n))


async def _preset(desk: _Desk, name: Any) -> None:
    if name in PRESETS:
        character = i18n.in_language(desk.site.demo.characters[name], desk.lang)
        desk.regions["play-provider"].give(value=name, help=character)
        await _viewed(desk, play=replace(desk.view.play, provider=name))


def _said(name: str, value: float, lang: str) -> str:
    if name == "contract_years":
        return say(lang, "demo.years_one" if value == 1 else "demo.years", count=int(value))
    return i18n.percentage(value, lang)


def _setter(desk: _Desk, which: str, side: str, shown: elements.Field) -> Callable[[Any], Any]:
    async def chosen(event: Any) -> None:
        if event.args in desk.site.demo.strategies:
            play = replace(getattr(desk.view, which), **{side: event.args})
            character = desk.site.demo.characters[event.args]
            shown.give(value=event.args, help=i18n.in_language(character, desk.lang))
            if (which, side) == ("play", "provider"):
                desk.regions["presets"].give(value=event.args)
            await _viewed(desk, **{which: play})

    return chosen


def _number(
    desk: _Desk, which: str, name: str, slider: elements.Field | None
) -> Callable[[Any], Any]:
    async def changed(event: Any) -> None:
        got = getattr(event, "args", event)
        value = bool(got) if slider is None else within(name, got, getattr(Play(), name))
        if slider is not None:
            slider.give(value=value, shown=_said(name, value, desk.lang))
        play = replace(getattr(desk.view, which), **{name: value})
        await _viewed(desk, **{which: play})

    return changed


async def _beside(desk: _Desk) -> None:
    calm = "calm" if desk.view.play.provider != "calm" else "hard"
    await _viewed(desk, other=replace(desk.view.play, provider=calm))


async def _viewed(desk: _Desk, **changes: Any) -> None:
    """Show another view; what needs new runs is worked out beside the page."""
    if (
        changes.get("measure", MEASURES[0]) not in MEASURES
        or changes.get("side", SIDES[0]) not in SIDES
    ):
        return
    desk.view = replace(desk.view, **changes)
    desk.regions["controls"].show(_which(desk))
    if desk.busy:
        desk.again = True
        return
    desk.busy = True
    try:
        await _worked_out(desk)
        while desk.again:
            desk.again = False
            await _worked_out(desk)
    finally:
        desk.busy = False


async def _worked_out(desk: _Desk) -> None:
    view, table = desk.view, desk.site.demo

    def fans() -> list[sandbox.Fan]:
        plays = [view.play, *([view.other] if view.other else [])]
        lived = [sandbox.lived(table, play, view.seed) for play in plays]
        if view.frozen is not None:
            lived.append(_kept(desk, view.frozen, view.frozen_seed))
        return [sandbox.fan(record, view) for record in lived]

    found = await asyncio.to_thread(fans)
    names = [_name(desk, view.play), *([_name(desk, view.other)] if view.other else [])]
    desk.shown = [Shown(n, look, f) for n, look, f in zip(names, "ab", found, strict=False)]
    desk.frozen = None
    if view.frozen is not None:
        name = say(desk.lang, "demo.frozen", name=_name(desk, view.frozen))
        desk.frozen = Shown(name, "frozen", found[-1])
    _draw(desk)


def _kept(desk: _Desk, play: Play, seed: int) -> Any:
    """The runs of the frozen line, worked out once."""
    if (play, seed) not in desk.kept:
        desk.kept = {(play, seed): sandbox.lived(desk.site.demo, play, seed)}
    return desk.kept[play, seed]


def _name(desk: _Desk, play: Play) -> str:
    own, other = (desk.site.demo.labels[name] for name in (play.provider, play.funder))
    words = {"own": i18n.in_language(own, desk.lang), "other": i18n.in_language(other, desk.lang)}
    return say(desk.lang, "demo.against", **words)


def _draw(desk: _Desk) -> None:
    desk.regions["panel"].show(desk.shown, desk.frozen, desk.view)
    desk.regions["address"].give(url=f"/demo?{address(desk.view)}")


def _steps(desk: _Desk) -> None:
    lang = desk.lang
    with elements.part("div", None, "bar", role="group", aria_label=say(lang, "demo.steps")):
        years = Years(lang, desk.view.year, 0, YEARS, lambda year: _year(desk, year))
    with elements.part("div", None, "bar"):
        years.speed()
        desk.regions["freeze"] = elements.button(
            say(lang, f"demo.{_freezes(desk)}"), lambda: _freeze(desk), "small"
        )
        elements.button(say(lang, "demo.other_run"), lambda: _another(desk), "small")
        elements.button(say(lang, "demo.other_luck"), lambda: _luck(desk), "small")


def _year(desk: _Desk, year: int) -> None:
    desk.view = replace(desk.view, year=year)
    _draw(desk)


def _freezes(desk: _Desk) -> str:
    return "freeze" if desk.view.frozen is None else "thaw"


async def _freeze(desk: _Desk) -> None:
    """Keep the first line while others change, or let it go."""
    if desk.view.frozen is None:
        await _viewed(desk, frozen=desk.view.play, frozen_seed=desk.view.seed)
    else:
        await _viewed(desk, frozen=None, frozen_seed=View.frozen_seed)
    desk.regions["freeze"].say(say(desk.lang, f"demo.{_freezes(desk)}"))


async def _another(desk: _Desk) -> None:
    await _viewed(desk, run=(desk.view.run + 1) % RUNS)


async def _luck(desk: _Desk) -> None:
    await _viewed(desk, seed=desk.view.seed % 999 + 1)
