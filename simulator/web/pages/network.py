"""The network of a region on the projector: who grants whom what, year by year."""

import asyncio
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fastapi import Request
from nicegui import app, ui
from starlette.responses import Response

from simulator.web import kit
from simulator.web.site import Site, page
from simulator.web.words import say

YEARS = 10
_DRAWING = threading.Lock()  # matplotlib's settings are those of the whole process


@dataclass
class _State:
    year: int
    mix: str


def added(site: Site) -> None:
    """The page and its picture."""

    @ui.page("/demo/netwerk")
    def network(request: Request, jaar: int = YEARS, mix: str = "region") -> None:
        lang = site.lang(request)
        state = _State(min(YEARS, max(1, jaar)), mix if mix in _mixes() else "region")
        with page(request, lang, say(lang, "demo.network_title"), "demo"):
            kit.part("h1", say(lang, "demo.network_title"))
            kit.part("p", say(lang, "demo.network_lead"), "lead")
            with kit.part("div", None, "bar", role="group", aria_label=say(lang, "demo.steps")):
                options = [{"value": m, "label": say(lang, f"demo.mix_{m}")} for m in _mixes()]
                chosen = kit.field(
                    "select", say(lang, "demo.mix"), state.mix, lambda v: changed(mix=v),
                    options=options,
                )  # fmt: skip
                chosen.classes("inline")
                less = say(lang, "demo.back")
                kit.button(less, lambda: changed(year=state.year - 1), "small")
                more = say(lang, "demo.step")
                kit.button(more, lambda: changed(year=state.year + 1), "small primary")
                shown = kit.part("span", "", "now", role="status")
                kit.link(say(lang, "demo.to_sandbox"), "/demo", "button small")
            image = kit.part("img", None, "network", src="", alt=say(lang, "demo.network_alt"))
            place = kit.Address(url="")

            def changed(mix: str | None = None, year: int | None = None) -> None:
                if mix in _mixes():
                    state.mix = mix
                if year is not None:
                    state.year = min(YEARS, max(1, year))
                query = f"jaar={state.year}&mix={state.mix}"
                image.set("src", f"/demo/netwerk.svg?{query}&taal={lang}")
                image.update()
                shown.say(say(lang, "demo.year_of", year=state.year, years=YEARS))
                place.give(url=f"/demo/netwerk?{query}")

            kit.keys(
                ("ArrowRight", "ArrowLeft"),
                lambda k: changed(year=state.year + (1 if k == "ArrowRight" else -1)),
            )
            changed()

    @app.get("/demo/netwerk.svg")
    async def picture(jaar: int = YEARS, mix: str = "region", taal: str = "nl") -> Response:
        if mix not in _mixes() or taal not in ("nl", "en"):
            return Response(status_code=404)
        drawn = await asyncio.to_thread(_drawn, min(YEARS, max(1, jaar)), mix, taal)
        return Response(drawn, media_type="image/svg+xml")


@lru_cache
def _mixes() -> tuple[str, ...]:
    from simulator.catalogue import configs, files

    return tuple(files("mix", [configs()]))


@lru_cache(maxsize=64)
def _drawn(year: int, mix: str, lang: str) -> str:
    from simulator.figures import network, style

    with _DRAWING:
        config, record = _region(mix)
        return style.svg(network.figure(network.network(record, config, lang, year - 1), lang))


@lru_cache(maxsize=8)
def _region(mix: str) -> tuple[Any, Any]:
    import numpy as np

    from simulator import config as configs
    from simulator import world as worlds
    from simulator.batch import played
    from simulator.params import records

    config = configs.composed([f"mix={mix}", f"years={YEARS}"])
    runs = np.arange(1, dtype=np.uint64)
    world = worlds.built(config)
    return config, played(world, records(1, config.params), runs, config.seed, YEARS)
