"""What the join form offers and what it takes are the same, whoever writes the form."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

pytest.importorskip("nicegui")

from simulator.training.game import reducer
from simulator.training.game.room import OBSERVER
from simulator.training.server.clock import Clock
from simulator.training.server.live_room import Live
from simulator.training.server.store import Store
from simulator.web.routes.join import choosable, joining
from tests.training.hands import opened, started


@pytest.fixture
def live(request):
    """A room of a mode, in which teams with these roles play."""
    mode, teams = request.param
    now = opened(mode)
    store = Store("sqlite://")
    yield Live(
        now.setup,
        started(now, **teams) if teams else now,
        0.0,
        store,
        ThreadPoolExecutor(1),
        Clock(0.0, 0.0, 30.0),
    )
    store.close()


ROOMS = [("model", {}), ("model", {"a": "seller"}), ("teams", {}), ("teams", {"a": "buyer"})]


@pytest.mark.parametrize("live", ROOMS, indirect=True)
def test_every_role_that_is_not_offered_is_refused(live):
    offered = {one.key for one in choosable(live, "nl")}
    for role in ("seller", "buyer", OBSERVER, "", "SELLER", "nobody", "x" * 50_000):
        data = joining({"alias": "spy", "role": role}, live)
        if role not in offered:
            assert data == "role"
        elif role == OBSERVER and not live.now.watchable:
            assert data == "nobody"
        else:
            assert data["role"] == role


@pytest.mark.parametrize("live", ROOMS, indirect=True)
def test_every_table_that_is_not_offered_is_refused(live):
    for name in ("a", "b", "", "x" * 50_000):
        data = joining({"alias": "eye", "role": OBSERVER, "observes": name}, live)
        if live.now.watchable:
            assert (data == "role") == (name not in live.now.watchable)
        else:
            assert data == "nobody"


@pytest.mark.parametrize("live", ROOMS, indirect=True)
def test_what_else_a_form_says_is_not_taken_along(live):
    form = {"alias": "Rood", "role": "seller", "table": "a", "team": "a", "observes": "a"}
    assert joining(form, live) == {"alias": "Rood", "role": "seller"}


@pytest.mark.parametrize("live", ROOMS[:1], indirect=True)
def test_the_room_itself_refuses_as_well(live):
    refused = asyncio.run(live.act("spy", 0, "joined", {"alias": "spy", "role": "buyer"}, "0" * 64))
    assert refused is not None
    assert live.now == reducer.opened(live.setup)
