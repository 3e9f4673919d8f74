"""What a trainer and a team see of rooms that an older program stored."""

import json
import sqlite3

import pytest

pytest.importorskip("nicegui")

from nicegui import Client, ui
from starlette.requests import Request

from simulator.training.server.live_room import Live
from simulator.version import MODEL_VERSION
from simulator.web.routes import trainer
from simulator.web.site import no_room, room_of
from tests import older
from tests.web import alone

ASKED = Request({"type": "http", "client": ("127.0.0.1", 1), "headers": []})


def visited(folder, check):
    """Call a coroutine function with a site whose store holds the older rooms and a new one."""
    older.rooms(folder)

    def with_site(site, live):
        site.ready = True
        return site, live

    async def called(both):
        await check(*both)

    alone.checked(folder, with_site, called)


def changed(folder, code, **values):
    """Change the setup of a stored room."""
    with sqlite3.connect(folder / "rooms.db") as connection:
        found = connection.execute("select setup from room where code = ?", (code,)).fetchone()
        setup = json.dumps({**json.loads(found[0]), **values})
        connection.execute("update room set setup = ? where code = ?", (setup, code))


@pytest.mark.parametrize("code", older.ROOMS)
def test_an_older_room_says_both_models_and_what_to_do(tmp_path, code):
    async def check(site, _):
        why = await room_of(site, ASKED, code)
        assert why == "old"
        nl, en = [await no_room(site, code, why, lang) for lang in ("nl", "en")]
        assert f"model {older.MODEL}, en dit is model {MODEL_VERSION}" in nl
        assert f"model {older.MODEL}, and this is model {MODEL_VERSION}" in en
        assert "De zetten zijn bewaard" in nl
        assert "Open als trainer een nieuwe kamer" in nl
        assert site.house.store.events(code)

    visited(tmp_path, check)


def test_the_desk_lists_older_rooms_and_says_which_do_not_go_on(tmp_path):
    async def check(site, live):
        with Client(ui.page("/desk")) as client:
            await trainer._rooms(site, "nl")
            said = [one._text or "" for one in client.elements.values()]
        marked = [text for text in said if "gaat hier niet verder" in text]
        assert marked == [f" (van model {older.MODEL}: gaat hier niet verder)"] * len(older.ROOMS)
        for code in (*older.ROOMS, live.code):
            assert f"{code[:3]} {code[3:]}" in said

    visited(tmp_path, check)


def test_the_desk_lists_a_room_whose_setup_a_later_program_wrote(tmp_path):
    async def check(site, _):
        changed(tmp_path, older.OWN_CASE, horoscope=True, case={"titel": "x"})
        with Client(ui.page("/desk")) as client:
            await trainer._rooms(site, "nl")
            said = " ".join(one._text or "" for one in client.elements.values())
        assert "VSJ 462" in said
        assert await room_of(site, ASKED, older.OWN_CASE) == "old"

    visited(tmp_path, check)


@pytest.mark.parametrize(
    ("code", "values"),
    [
        (older.DEBRIEF, {"scenario": "a-case-that-is-no-more"}),
        (older.OWN_CASE, {"case": {"title": "of a form that is no more"}}),
    ],
)
def test_an_older_room_whose_case_cannot_be_read_any_more_is_refused_too(tmp_path, code, values):
    async def check(site, _):
        changed(tmp_path, code, **values)
        assert await room_of(site, ASKED, code) == "old"

    visited(tmp_path, check)


def test_a_room_of_this_model_with_another_text_says_that(tmp_path):
    async def check(site, live):
        changed(tmp_path, live.code, version=f"{MODEL_VERSION}-another")
        site.house.rooms.clear()
        why = await room_of(site, ASKED, live.code)
        assert why == "changed"
        assert "Zet de tekst van toen terug" in await no_room(site, live.code, why, "nl")

    visited(tmp_path, check)


def test_a_new_room_in_an_older_store_is_played(tmp_path):
    async def check(site, live):
        site.house.rooms.clear()
        assert isinstance(await room_of(site, ASKED, live.code), Live)

    visited(tmp_path, check)
