"""A part of a page by itself, in a room with one team: no server, no browser."""

import asyncio

from nicegui import Client, ui

from simulator.training.game.setup import Setup
from simulator.training.server import tokens
from simulator.training.server.live_room import House
from simulator.training.server.store import Store
from simulator.web.site import Settings, Site
from tests.training import cases

TEAM = "red"


def checked(folder, make, check):
    """Make a part from the site and a new room, and call a coroutine function with it."""

    async def run():
        store = Store(f"sqlite:///{folder / 'rooms.db'}")
        site = Site(Settings(), House(store), tokens.hashed("code"))
        live = await site.house.create(Setup("", "proef", 1, case=cases.scenario()))
        joined = {"alias": "Rood", "role": "seller"}
        await live.act(TEAM, 0, "joined", joined, tokens.hashed("token"))
        with Client(ui.page("/alone")):
            part = make(site, live)
        try:
            await check(part)
        finally:
            await asyncio.to_thread(site.house.close)

    asyncio.run(run())
