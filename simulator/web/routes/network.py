"""The network of a region on the projector: who grants whom what, year by year; also as a table."""

import asyncio
import threading
from functools import lru_cache
from typing import Any

from fastapi import Request
from nicegui import app, ui
from starlette.responses import Response

from simulator import i18n
from simulator.web.projector.year_player import Years
from simulator.web.site import Site, page
from simulator.web.ui import elements, regions
from simulator.web.ui.words import say

YEARS = 10
_WORKING = threading.Lock()  # matplotlib's settings and Hydra's are those of the whole process


def add_pages(site: Site) -> None:
    """The page and its picture."""

    @ui.page("/demo/netwerk", response_timeout=120)
    async def network(request: Request, jaar: int = YEARS, mix: str = "region") -> None:
        lang = site.lang(request)
        with page(request, lang, say(lang, "demo.network_title"), "demo"):
            await _NetworkPage(lang, mix if mix in _mixes() else "region", jaar).show()

    @app.get("/demo/netwerk.svg")
    async def picture(
        jaar: int = YEARS, mix: str = "region", taal: str = "nl", smal: bool = False
    ) -> Response:
        if mix not in _mixes() or taal not in i18n.LANGUAGES:
            return Response(status_code=404)
        drawn = await asyncio.to_thread(_drawn, min(YEARS, max(1, jaar)), mix, taal, smal)
        return Response(drawn, media_type="image/svg+xml")


class _NetworkPage:
    """One visitor's network: the picture, one sentence, and every tie in a table."""

    def __init__(self, lang: str, mix: str, year: int) -> None:
        self.lang, self.mix = lang, mix
        elements.part("h1", say(lang, "demo.network_title"))
        with elements.still(explain=lang):
            elements.part("p", say(lang, "demo.network_lead"), "lead")
        with elements.part("div", None, "bar", role="group", aria_label=say(lang, "demo.steps")):
            self.years = Years(lang, year, 1, YEARS, lambda _: self.show())
        with elements.part("div", None, "bar"):
            options = [{"value": m, "label": say(lang, f"demo.mix_{m}")} for m in _mixes()]
            chosen = elements.field(
                "select", say(lang, "demo.mix"), mix, self._mix, options=options
            )
            chosen.classes("beside")
            self.years.speed()
            elements.link(say(lang, "demo.to_sandbox"), "/demo", "button small")
        alt = say(lang, "demo.network_alt")
        with elements.part("picture"):
            self.narrow = elements.part("source", media="(max-width: 700px)", srcset="")
            self.image = elements.part("img", None, "network", src="", alt=alt)
        self.reading = elements.part("p", "", "reading", role="status")
        with elements.details(say(lang, "as_table")):
            self.table = regions.Shown(self._table)
        self.place = elements.Address(url="")

    async def _mix(self, mix: Any) -> None:
        if mix in _mixes():
            self.mix = mix
            await self.show()

    async def show(self) -> None:
        """Show the year and the region chosen now."""
        year, mix = self.years.year, self.mix
        query = f"jaar={year}&mix={mix}"
        place = f"/demo/netwerk.svg?{query}&taal={self.lang}"
        for part, name, end in ((self.narrow, "srcset", "&smal=1"), (self.image, "src", "")):
            part.set(name, place + end)
            part.update()
        self.place.give(url=f"/demo/netwerk?{query}")
        network = await asyncio.to_thread(_network, year, mix, self.lang)
        if (year, mix) == (self.years.year, self.mix):  # nobody went on meanwhile
            self.reading.say(reading(network, self.lang))
            self.table.show(network)

    def _table(self, network: Any) -> None:
        head = [say(self.lang, f"demo.network_{name}") for name in COLUMNS]
        elements.table(head, rows(network, self.lang), say(self.lang, "demo.network_title"))


COLUMNS = ("provider", "funder", "received", "given")


def reading(network: Any, lang: str) -> str:
    """The picture in one or two sentences."""
    kinds = [(_kind(tie.received), _kind(tie.given)) for tie in network.ties]
    received, given = zip(*kinds, strict=True)
    said = say(
        lang, "demo.network_reading", year=network.year, ties=len(kinds),
        grants=received.count("grants"), against=received.count("against"),
        grants_back=given.count("grants"), against_back=given.count("against"),
    )  # fmt: skip
    return said if network.run is None else f"{said} {say(lang, 'demo.network_one_run')}"


def rows(network: Any, lang: str) -> list[list[str]]:
    """Every tie: who, and what each grants the other, as a number and in words."""

    def who(name: str) -> str:
        family = i18n.text("summary", f"family_{network.families[name]}", lang).lower()
        return say(lang, "demo.network_is", name=network.labels[name], family=family)

    def worth(value: float) -> str:
        number = i18n.number(value, lang, signed=True)
        return say(lang, f"demo.network_{_kind(value)}", value=number)

    return sorted(
        [who(tie.provider), who(tie.funder), worth(tie.received), worth(tie.given)]
        for tie in network.ties
    )


def _kind(goodwill: float) -> str:
    from simulator.figures.network import NEUTRAL

    if abs(goodwill) < NEUTRAL:
        return "neutral"
    return "grants" if goodwill > 0 else "against"


@lru_cache
def _mixes() -> tuple[str, ...]:
    from simulator.config.catalogue import configs, files

    return tuple(files("mix", [configs()]))


@lru_cache(maxsize=64)
def _drawn(year: int, mix: str, lang: str, narrow: bool = False) -> str:
    from simulator.figures import network, style

    region = _network(year, mix, lang)
    with _WORKING:
        return style.svg(network.figure(region, lang, narrow=narrow))


@lru_cache(maxsize=64)
def _network(year: int, mix: str, lang: str) -> Any:
    from simulator.figures import network

    with _WORKING:
        config, record = _region(mix)
    return network.network(record, config, lang, year - 1)


@lru_cache(maxsize=8)
def _region(mix: str) -> tuple[Any, Any]:
    import numpy as np

    from simulator.batch import played
    from simulator.config import compose as configs
    from simulator.engine.params import records
    from simulator.world import build as worlds

    config = configs.composed([f"mix={mix}", f"years={YEARS}"])
    runs = np.arange(1, dtype=np.uint64)
    world = worlds.built(config)
    return config, played(world, records(1, config.params), runs, config.seed, YEARS)
