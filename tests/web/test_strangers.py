"""Whatever strangers send, those who play do not wait for it. A real server, no browser."""

import asyncio
import time

import pytest

from simulator.training.case import own_file
from tests.training.case.test_own_file import HOSTILE
from tests.web import scripted
from tests.web.robot import Robot
from tests.web.serving import CODE, serving

pytestmark = pytest.mark.slow
LONGEST = 2.0  # seconds that a page may take meanwhile, on a machine that does other things too


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("strangers")) as found:
        yield found


async def slowest(base, until):
    """The longest that the first page took for somebody else, until something is done."""
    found = 0.0
    async with Robot(base) as other:
        while not until.done():
            began = time.monotonic()
            assert (await other.get("/")).status == 200
            found = max(found, time.monotonic() - began)
            await asyncio.sleep(0.1)
    return found


def test_a_hostile_file_holds_up_nobody(server):
    async def check():
        leader = await scripted.trainer(server.url)
        await leader.open("/trainer/eigen-zaak")

        async def sends():
            for said in HOSTILE.values():
                await leader.fill("Kies het bestand", said[: own_file.MOST])
                await leader.until(lambda r: "Dit klopt nog niet" in r.text() or r.sent_to, 20.0)
            await leader.fill("Kies het bestand", "zomaar")
            await leader.until(lambda r: "Dit is geen casus" in r.text(), 60.0)
            return leader.sent_to

        sending = asyncio.create_task(sends())
        assert await slowest(server.url, sending) < LONGEST
        assert sending.result() == [], "none of them is a case"
        await leader.close()

    asyncio.run(check())


def test_a_form_of_anybody_is_read_beside_the_pages(server):
    async def check():
        visitor = Robot(server.url)
        await visitor.open("/eigen-zaak")

        async def sends():
            for found in [one for one in visitor.all() if one[1].get("events")]:
                for value in ("x" * 60_000, "9" * 60_000, ["a"] * 9000, None, 1e308, {"a": {}}):
                    await visitor.tell(found, "value", value)
            button = visitor.find(lambda e: e["tag"] == "button" and e.get("text"))
            for _ in range(5):
                await visitor.tell(button, "click", {})
            await visitor.until(lambda r: r.find(lambda e: e["tag"] == "li"), 60.0)

        assert await slowest(server.url, asyncio.create_task(sends())) < LONGEST
        await visitor.close()

    asyncio.run(check())


def test_ten_wrong_codes_from_one_address_shut_out_only_who_guesses(tmp_path):
    """All behind one address, as a class behind a router."""

    async def check(base):
        leader = await scripted.trainer(base)
        code = await scripted.new_room(leader)
        red = await scripted.joined(base, code, "Rood")
        async with Robot(base) as guesser:
            for _ in range(15):
                await guesser.get("/kamer/BBBBBB")
            assert "te vaak" in guesser.wire[-1]
        answer = await red.get(f"/spel/{code}")
        assert f"/spel/{code}" in str(answer.url), "who has a token goes on"
        answer = await leader.get(f"/trainer/kamer/{code}")
        assert str(answer.url).endswith(code)
        assert "te vaak" not in leader.wire[-1]
        for robot in (leader, red):
            await robot.close()

    with serving(tmp_path) as own:
        asyncio.run(check(own.url))


def test_links_on_another_site_count_for_nothing_and_tell_nothing(tmp_path):
    async def check(base):
        leader = await scripted.trainer(base)
        code = await scripted.new_room(leader)
        link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate",
                "Sec-Fetch-Dest": "document"}  # fmt: skip
        async with Robot(base) as victim:
            said = set()
            for guess in ["BBBBBB"] * 20 + [code]:
                await victim.get(f"/kamer/{guess}", headers=link)
                said.add("andere website" in victim.wire[-1])
            assert said == {True}, "right or wrong, the same"
            for _ in range(10):
                answer = await victim.get("/trainer/open?code=WRONG", headers=link)
                assert str(answer.url).endswith("/trainer")
            answer = await victim.get(f"/kamer?code={code}")
            assert f"/kamer/{code}" in str(answer.url)
            assert "Zo heet je team" in victim.wire[-1] or "alias" in victim.wire[-1]
            answer = await victim.post("/trainer/open", {"code": CODE})
            assert str(answer.url).endswith("/trainer")
            assert victim.cookie("trainer")
        await leader.close()

    with serving(tmp_path) as own:
        asyncio.run(check(own.url))


def test_half_a_request_is_shut_after_a_while(tmp_path):
    """Not one second more than the server waits; a page that is open stays open."""

    async def check(base):
        port = int(base.rpartition(":")[2])
        visitor = Robot(base)
        await visitor.open("/eigen-zaak")
        halves = [await asyncio.open_connection("127.0.0.1", port) for _ in range(20)]
        for number, (_, writer) in enumerate(halves):
            writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"[: 5 + number])
        began = time.monotonic()
        for reader, writer in halves:
            await asyncio.wait_for(reader.read(), 40.0)  # until the server shuts it
            writer.close()
        assert 10.0 < time.monotonic() - began < 35.0
        assert visitor.reading is not None, "the socket of a page is no half request"
        await visitor.close()

    with serving(tmp_path) as own:
        asyncio.run(check(own.url))


def test_garbage_over_the_socket_forges_nothing_in_the_log(tmp_path):
    forged = "\n2026-11-30 12:00:00,000 INFO gunfactor: deleted 99 rooms whose time was over"

    async def check(base):
        async with Robot(base) as rude:
            await rude.open("/")
            for number in range(3000):
                message = {"id": forged, "client_id": rude.client, "listener_id": forged,
                           "args": forged * 20}  # fmt: skip
                await rude.emit(("event", forged, "ack", "handshake")[number % 4], message)
            for raw in ("[" * 90_000, '{"a":' * 30_000, "[" * 90_000 + "]" * 90_000, "9" * 90_000):
                await rude.socket.send_str("42" + raw)
            await asyncio.sleep(2.0)
            async with Robot(base) as other:
                assert (await other.get("/")).status == 200

    with serving(tmp_path) as own:
        asyncio.run(check(own.url))
        said = (tmp_path / "server.log").read_text(errors="replace")
    assert len(said) < 300_000
    assert not [one for one in said.splitlines() if one.startswith("2026-11-30 12:00:00,000 INFO")]
