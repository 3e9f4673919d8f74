"""A room over the wire: what a team may see, and what nobody may do. A real server, no browser."""

import asyncio
import contextlib
import json
import re
import sqlite3

import aiohttp
import pytest

from simulator.training.case import scenarios
from simulator.training.server import tokens
from tests.web import scripted
from tests.web.robot import Robot
from tests.web.serving import serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("rooms")) as found:
        yield found


@contextlib.asynccontextmanager
async def playing(base, *aliases, **form):
    """A trainer, a room, and teams that play."""
    leader = await scripted.trainer(base)
    code = await scripted.new_room(leader, **form)
    teams = [await scripted.joined(base, code, alias) for alias in aliases]
    await leader.open(f"/trainer/kamer/{code}")
    await leader.press("Begin")
    for team in teams:
        await team.until(scripted.deciding)
    try:
        yield leader, code, teams
    finally:
        for robot in (*teams, leader):
            await robot.close()


def hidden(role="inkoper"):
    """Everything about the other that a team may not know before the reveal."""
    scenario = scenarios.scenario(scripted.SCENARIO)
    other = scenario.roles[role]
    texts = []
    for lang in ("nl", "en"):
        card = other.card
        texts += [
            getattr(one, lang) for one in (card.situation, card.goal, card.mandate, card.batna)
        ]
        texts += [getattr(tip, lang) for tip in card.tips]
        texts.append(getattr(scenario.tables[0].trade, lang))
        texts += [getattr(i.why, lang) for i in scenario.tables[0].interests[role].values()]
    return [text for text in texts if len(text) > 20]


def test_nothing_hidden_goes_over_the_wire_before_the_reveal(server):
    """Not only on the page: in everything that was sent to the browser."""

    async def check():
        async with playing(server.url, "Rood", "Blauw") as (leader, _, (red, _)):
            await scripted.plays(red, "hard")  # never asks, so nothing was told
            await leader.press("Stop met spelen, naar de weddenschap")
            await red.until(lambda r: "weddenschap" in r.text())
            sent = "\n".join(red.wire) + json.dumps(red.elements, ensure_ascii=False)
            sent = sent.encode().decode("unicode_escape", "ignore") + sent
            found = [text for text in hidden() if text in sent or json.dumps(text) in sent]
            assert not found
            names = r'"(tension|trust|goodwill|stance|surprise|knowledge|reservation|strategy)"'
            assert not re.findall(names, sent)
            assert "Blauw" not in sent
            for step in range(1, 5):
                before = len(red.wire)
                await leader.until(lambda r: r.button("Toon:"))
                await leader.press("Toon:")
                await red.until(lambda r, n=before: len(r.wire) > n, 60)
                await asyncio.sleep(1.0 if step < 4 else 2.0)
            shown = red.text()
            assert any(text in shown for text in hidden()), "the reveal does show it"

    asyncio.run(check())


def test_an_english_visitor_gets_no_dutch(server):
    async def check():
        async with playing(server.url, "Red") as (_, code, (red,)):
            await red.get("/taal/en")
            await red.open(f"/spel/{code}")
            assert "what do you do at the table" in red.text()
            assert "wat doe je" not in red.text()

    asyncio.run(check())


def test_another_teams_page_cannot_be_read(server):
    """The cookie decides, not the address; a cookie of one room is nothing in another."""

    async def check():
        async with (
            playing(server.url, "Rood") as (leader, code, (red,)),
            Robot(server.url) as thief,
        ):
            answer = await thief.get(f"/spel/{code}")
            assert f"/kamer/{code}" in str(answer.url)
            other = await scripted.new_room(leader)
            token = red.cookie(f"team_{code}")
            assert token
            thief.session.cookie_jar.update_cookies({f"team_{other}": token})
            answer = await thief.get(f"/spel/{other}")
            assert f"/kamer/{other}" in str(answer.url)

    asyncio.run(check())


def test_the_other_sides_card_cannot_be_had_by_joining_as_the_other(server):
    """Against the model one role is offered; whoever writes the form by hand gets no other."""

    async def check():
        async with playing(server.url, "Rood") as (_, code, _), Robot(server.url) as spy:
            for form in ({"role": "inkoper"}, {"role": "inkoper", "table": "a"}, {"role": ""}):
                answer = await spy.post(f"/kamer/{code}", {"alias": "Spion", **form})
                assert str(answer.url).endswith(f"/kamer/{code}?fout=role")
                assert not spy.cookie(f"team_{code}")
            assert not [text for text in hidden() if text in "\n".join(spy.wire)]

    asyncio.run(check())


@pytest.mark.parametrize("path", ["/trainer/kamer/{}", "/scherm/{}", "/stoel/{}",
                                  "/trainer/{}/verloop.csv", "/trainer/{}/verloop.jsonl",
                                  "/trainer/{}/lessen.md", "/afdruk/rust-opent-het-gesprek/rollen",
                                  "/trainer/eigen-zaak"])  # fmt: skip
def test_a_team_cannot_act_as_the_trainer(server, path):
    async def check():
        async with playing(server.url, "Rood") as (_, code, (red,)):
            answer = await red.get(path.format(code))
            assert str(answer.url).endswith("/trainer")
            assert "Code van de trainer" in red.wire[-1]
            await red.post("/trainer/nieuw", {"scenario": scripted.SCENARIO})
            assert "Code van de trainer" in red.wire[-1]

    asyncio.run(check())


def test_a_wrong_trainer_code_is_refused_and_soon_slowed_down(server):
    async def check():
        async with Robot(server.url) as guesser:
            # behind a proxy each visitor has its own limit; here all share one, so few guesses
            for _ in range(2):
                answer = await guesser.post("/trainer/open", {"code": "WRONG-GUESS"})
                assert "fout=" in str(answer.url)
            assert not guesser.cookie("trainer")

    asyncio.run(check())


def test_the_link_to_another_device_works_once(server):
    async def check():
        async with playing(server.url, "Rood") as (leader, code, (red,)):
            await scripted.moves(red, "hard")
            await leader.until(lambda r: r.button("Ga verder op een ander apparaat"))
            await leader.press("Ga verder op een ander apparaat")
            link = await leader.until(
                lambda r: r.find(lambda e: "/terug/" in str((e.get("props") or {}).get("href")))
            )
            path = link[1]["props"]["href"].removeprefix(server.url)
            async with Robot(server.url) as tablet:
                await tablet.post(path, {})
                await tablet.open(f"/spel/{code}")
                await tablet.until(scripted.deciding)
            async with Robot(server.url) as again:
                answer = await again.post(path, {})
                assert "fout=link" in str(answer.url)
            answer = await red.get(f"/spel/{code}")
            assert "/kamer/" in str(answer.url), "the old device is out"

    asyncio.run(check())


def test_a_page_of_the_old_device_that_is_still_open_can_do_nothing(server):
    """A right is asked when somebody acts: an open page of the device before plays no move."""

    async def check():
        async with playing(server.url, "Rood") as (leader, code, (red,)):
            before = dict(red.elements)
            choice = next(f for f in red.choices() if "zet" in (f[1]["props"].get("legend") or ""))
            await red.choose(scripted.MOVE, "hard")
            button = red.button(scripted.DO_IT)
            await leader.until(lambda r: r.button("Ga verder op een ander apparaat"))
            await leader.press("Ga verder op een ander apparaat")
            await red.until(lambda r: "ander apparaat" in r.text() and not scripted.deciding(r))
            red.elements = before  # as if it had not been drawn again yet
            for found in (choice, button):
                await red.tell(found, "value", "hard")
                await red.tell(found, "click", {})
            await asyncio.sleep(1.0)
            await leader.get(f"/trainer/{code}/verloop.jsonl")
            rows = [json.loads(line) for line in leader.wire[-1].splitlines() if line.strip()]
            assert not [row for row in rows if row.get("kind") == "table"]

    asyncio.run(check())


def test_a_trainer_whose_day_is_over_can_do_nothing_on_a_page_that_is_open(tmp_path):
    async def check(base, store):
        async with playing(base, "Rood") as (leader, code, (red,)):
            await leader.until(lambda r: r.button("Pauze voor iedereen"))
            with contextlib.closing(sqlite3.connect(store)) as file, file:
                file.execute("DELETE FROM trainer")
            await leader.press("Pauze voor iedereen")
            await leader.until(lambda r: "niet meer ingelogd" in r.text())
            await leader.press("Ja, wis deze kamer nu")
            await asyncio.sleep(0.5)
            assert scripted.deciding(red)
            assert (await red.get(f"/spel/{code}")).status == 200
            assert f"/spel/{code}" in str((await red.get(f"/spel/{code}")).url)

    with serving(tmp_path) as own:
        asyncio.run(check(own.url, tmp_path / "rooms.db"))


def test_of_a_room_that_was_deleted_nothing_can_be_had(tmp_path):
    async def check(base):
        async with playing(base, "Rood") as (leader, code, (red,)):
            await leader.press("Ja, wis deze kamer nu")
            await red.until(lambda r: "gewist" in r.text())
            for path in (f"/spel/{code}", f"/spel/{code}/afdruk", f"/kamer/{code}"):
                answer = await red.get(path)
                assert "Rood" not in red.wire[-1]
                assert f"/spel/{code}" not in str(answer.url)
            for name in ("verloop.csv", "verloop.jsonl", "lessen.md", "onderzoek.jsonl"):
                answer = await leader.get(f"/trainer/{code}/{name}")
                assert str(answer.url).endswith("/trainer")
            answer = await red.post(f"/kamer/{code}", {"alias": "Rood", "role": "zorgverkoper"})
            assert f"/spel/{code}" not in str(answer.url)

    with serving(tmp_path) as own:
        asyncio.run(check(own.url))


def test_a_double_click_and_a_replayed_message_count_once(server):
    async def check():
        async with playing(server.url, "Rood") as (leader, code, (red,)):
            await red.choose(scripted.MOVE, "hard")
            button = red.button(scripted.DO_IT)
            for _ in range(5):
                await red.tell(button, "click", {})
            await red.until(lambda r: scripted.deciding(r).startswith("Na gesprek 1"))
            await asyncio.sleep(0.5)
            assert scripted.deciding(red).startswith("Na gesprek 1")
            await leader.get(f"/trainer/{code}/verloop.jsonl")
            rows = [json.loads(line) for line in leader.wire[-1].splitlines() if line.strip()]
            assert sum(row.get("kind") == "table" for row in rows) == 1

    asyncio.run(check())


def test_a_form_sent_twice_joins_once(server):
    async def told():
        leader = await scripted.trainer(server.url)
        code = await scripted.new_room(leader)
        async with Robot(server.url) as red:
            page = await red.get(f"/kamer/{code}")
            assert page.status == 200
            once = re.search(r"once[^A-Za-z0-9_-]+value[^A-Za-z0-9_-]+([\w-]{32})", red.wire[-1])
            form = {"alias": "Rood", "role": "zorgverkoper", "once": once.group(1)}
            answers = await asyncio.gather(
                *(red.post(f"/kamer/{code}", form) for _ in range(3))
            )  # a double click, and once more because no answer came
            assert all(f"/spel/{code}" in str(answer.url) for answer in answers)
        again = await scripted.joined(server.url, code, "Blauw", once="too-short")
        await again.close()
        await leader.open(f"/trainer/kamer/{code}")
        text = leader.text()
        await leader.close()
        return text.count("Rood"), text.count("Blauw")

    red, blue = asyncio.run(told())
    assert red == blue > 0


def test_garbage_changes_nothing_and_the_server_stays_up(server):
    async def check():
        async with playing(server.url, "Rood") as (_, code, (red,)):
            asked = scripted.deciding(red)
            choice = next(f for f in red.choices() if "zet" in (f[1]["props"].get("legend") or ""))
            for value in (None, 7, [], {}, "rm -rf", "x" * 5000, {"move": "hard"}, True, -1, 1e308):
                await red.tell(choice, "value", value)
            await red.press(scripted.DO_IT)
            for message in (
                {},
                {"id": "x"},
                [],
                "x",
                {"client_id": "00", "id": 1, "listener_id": "0"},
            ):
                await red.emit("event", message)
            async with Robot(server.url) as fresh:
                assert (await fresh.get("/")).status == 200
            await red.open(f"/spel/{code}")
            assert scripted.deciding(red) == asked, "nothing was played"

    asyncio.run(check())


def test_html_in_a_name_stays_text(server):
    """It arrives as a text in a message; no part of the page is ever read as HTML."""
    alias = "<img src=x onerror=alert(1)>"

    async def check():
        async with playing(server.url, alias) as (leader, code, (red,)):
            await leader.until(lambda r: alias in r.text())
            page = (await leader.get(f"/trainer/kamer/{code}"), leader.wire[-1])[1]
            assert alias not in page
            assert "innerHTML" not in {
                key for robot in (leader, red) for _, e in robot.all() for key in e.get("props", {})
            }

    asyncio.run(check())


def test_a_formula_in_a_name_does_not_reach_the_export(server):
    async def check():
        async with playing(server.url, "=cmd|'/C calc'!A0") as (leader, code, (red,)):
            await scripted.plays(red, "hard")
            answer = await leader.get(f"/trainer/{code}/verloop.csv")
            text = leader.wire[-1]
            assert answer.headers["content-type"].startswith("text/csv")
            assert "cmd|" not in text
            for cell in re.split(r"[;\r\n]", text):
                assert not re.match(r"[=+@]", cell)
                assert not re.match(r"-(?![\d,.]+$)", cell)

    asyncio.run(check())


def test_guessing_room_codes_is_slowed_down(tmp_path):
    """In a server of its own: the limit is per address, and all tests have the same."""

    async def check(base):
        async with Robot(base) as guesser:
            said = []
            for _ in range(14):
                await guesser.open(f"/kamer/{tokens.code()}")
                said.append("te vaak" in guesser.text())
            assert not said[0]
            assert said[-1]

    with serving(tmp_path) as own:
        asyncio.run(check(own.url))


def test_a_room_is_gone_when_it_is_deleted(server):
    async def check():
        async with playing(server.url, "Rood") as (leader, code, (red,)):
            await leader.press("Ja, wis deze kamer nu")
            await red.until(lambda r: "gewist" in r.text())
            answer = await red.get(f"/spel/{code}")
            assert "/kamer/" in str(answer.url)

    asyncio.run(check())


def test_team_against_team_takes_turns(server):
    async def check():
        leader = await scripted.trainer(server.url)
        code = await scripted.new_room(leader, mode="teams")
        seller = await scripted.joined(server.url, code, "Rood", "zorgverkoper")
        buyer = await scripted.joined(server.url, code, "Blauw", "inkoper")
        await leader.open(f"/trainer/kamer/{code}")
        await leader.press("Begin")
        asked = await buyer.until(scripted.deciding)
        assert not scripted.deciding(seller)
        await scripted.moves(buyer, "hard")
        await buyer.until(lambda r: scripted.deciding(r) != asked)
        await seller.until(scripted.deciding)
        for robot in (leader, seller, buyer):
            await robot.close()

    asyncio.run(check())


def test_pause_stops_all_and_late_and_bot_and_observer_work(server):
    async def check():
        async with playing(server.url, "Rood") as (leader, code, (red,)):
            late = await scripted.joined(server.url, code, "Laat")
            await late.until(scripted.deciding)
            watcher = await scripted.joined(server.url, code, "Kijker", "observer")
            assert "observator" in watcher.text()
            assert "punten" not in watcher.text()
            await leader.until(lambda r: r.button("Pauze voor iedereen"))
            await leader.press("Pauze voor iedereen")
            await red.until(lambda r: not scripted.deciding(r))
            await leader.until(lambda r: r.button("Ga verder"))
            await leader.press("Ga verder")
            await red.until(scripted.deciding)
            await leader.until(lambda r: r.button("Laat het model verder spelen"))
            await leader.press("Laat het model verder spelen")
            await red.until(lambda r: not scripted.deciding(r))
            for robot in (late, watcher):
                await robot.close()

    asyncio.run(check())


def test_another_origin_cannot_open_a_socket_or_post(server):
    async def check():
        evil = {"Origin": "http://evil.example"}
        apart = aiohttp.TCPConnector(force_close=True)  # a refused socket ends its connection
        async with aiohttp.ClientSession(headers=evil, connector=apart) as session:
            place = server.url.replace("http", "ws") + "/_nicegui_ws/socket.io/"
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(place, params={"EIO": "4", "transport": "websocket"})
            async with session.post(server.url + "/trainer/open") as answer:
                assert answer.status == 403
            query = {"EIO": "4", "transport": "polling"}
            async with session.get(place.replace("ws", "http", 1), params=query) as answer:
                assert answer.status == 403

    asyncio.run(check())


def test_memory_does_not_grow_with_what_strangers_send(server):
    """Large bodies are refused, floods are slowed down, and messages have a largest size."""

    async def check():
        async with Robot(server.url) as rude:
            for _ in range(20):
                data = {"alias": "x" * 100_000, "role": "zorgverkoper"}
                async with rude.session.post(server.url + "/kamer/BCDF23", data=data) as answer:
                    assert answer.status == 413
            await rude.open("/")
            with contextlib.suppress(aiohttp.ClientError, ConnectionError):
                await rude.emit("event", {"x": "y" * 1_000_000})
            async with Robot(server.url) as other:
                assert (await other.get("/")).status == 200

    asyncio.run(check())
