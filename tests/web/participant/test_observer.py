"""Who has no page of a team: observers, teams at one screen, a trainer who rehearses."""

import asyncio

import pytest

from tests.web import scripted
from tests.web.robot import Robot
from tests.web.serving import serving

pytestmark = pytest.mark.slow
SIT = "Wij zijn het, laat zien"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("looking")) as found:
        yield found


async def closed(*robots):
    for robot in robots:
        await robot.close()


async def shown(leader, steps):
    """To the debrief, as far as so many steps."""
    await leader.until(lambda r: r.button("Stop met spelen, naar de weddenschap"))
    await leader.press("Stop met spelen, naar de weddenschap")
    for step in range(steps):
        await leader.until(lambda r, n=step: r.text().count("✓") == n and r.button("Toon:"))
        await leader.press("Toon:")


def test_an_observer_follows_the_debrief_but_not_what_is_of_one_team(server):
    async def check():
        leader = await scripted.trainer(server.url)
        code = await scripted.new_room(leader)
        red = await scripted.joined(server.url, code, "Rood")
        watcher = await scripted.joined(server.url, code, "Kijker", "observer")
        await leader.open(f"/trainer/kamer/{code}")
        await leader.press("Begin")
        await red.until(scripted.deciding)
        await shown(leader, 3)
        await watcher.until(lambda r: "Jouw verloop" in r.text())
        assert "Wat gebeurde er, in één zin?" in watcher.text()
        assert "Deze stap gaat over één team" in watcher.text()
        await red.until(lambda r: "Na het tekenen kwam" in r.text())
        sent = "\n".join(watcher.wire)
        assert "Na het tekenen kwam" not in sent.encode().decode("unicode_escape", "ignore")
        await closed(leader, red, watcher)

    asyncio.run(check())


def test_a_team_at_one_screen_has_its_handout_and_others_have_not(server):
    async def check():
        leader = await scripted.trainer(server.url)
        code = await scripted.new_room(leader, hot_seat="1")
        await leader.open(f"/trainer/kamer/{code}")
        await leader.press("Voeg dit team toe")
        await leader.until(lambda r: "Wijzig Team 1" in r.text())
        await leader.press("Begin")
        screen = await scripted.trainer(server.url)
        await shown(leader, 1)
        await screen.open(f"/stoel/{code}")
        await screen.until(lambda r: r.button("Team 1"))
        await screen.press("Team 1")
        link = await screen.until(
            lambda r: r.find(lambda e: "/afdruk/" in str((e.get("props") or {}).get("href")))
        )
        path = link[1]["props"]["href"]
        answer = await screen.get(path)
        assert answer.status == 200
        assert "Terugblik" in screen.wire[-1]
        async with Robot(server.url) as stranger:
            answer = await stranger.get(path)
            assert str(answer.url).endswith("/trainer")
        other = await scripted.new_room(leader)
        team = path.partition("?")[0].rpartition("/")[2]
        answer = await leader.get(f"/stoel/{other}/afdruk/{team}")
        assert "/trainer/kamer/" in str(answer.url), "not in a room where teams have own screens"
        await closed(leader, screen)

    asyncio.run(check())


@pytest.mark.parametrize("wish", ["rehearse", "hot_seat"])
def test_who_rehearses_sees_everything_and_teams_at_one_screen_do_not(server, wish):
    async def check():
        leader = await scripted.trainer(server.url)
        code = await scripted.new_room(leader, **{wish: "1"})
        await leader.open(f"/trainer/kamer/{code}")
        await leader.press("Voeg dit team toe")
        await leader.until(lambda r: "Wijzig Team 1" in r.text())
        await leader.press("Begin")
        screen = await scripted.trainer(server.url)
        await screen.open(f"/stoel/{code}")
        await screen.until(lambda r: r.button(SIT))
        await screen.press(SIT)
        asked = await screen.until(scripted.deciding)
        if wish == "hot_seat":
            assert "Alles wat de teams niet zien" not in screen.text()
        else:
            await screen.until(lambda r: "Alles wat de teams niet zien" in r.text())
            before = screen.text().count("Waard voor de aanbieder")
            await scripted.moves(screen, "hard")
            await screen.until(lambda r: scripted.deciding(r) != asked)
            await screen.until(lambda r: r.text().count("Waard voor de aanbieder") > before)
        await closed(leader, screen)

    asyncio.run(check())


def test_a_visitor_who_chose_no_language_gets_that_of_the_room(server):
    async def check():
        leader = await scripted.trainer(server.url)
        code = await scripted.new_room(leader, lang="en")
        async with Robot(server.url) as visitor:
            await visitor.open(f"/kamer/{code}")
            assert "Join the exercise" in visitor.text()
            await visitor.get("/taal/nl")
            await visitor.open(f"/kamer/{code}")
            assert "Doe mee met de oefening" in visitor.text()
        red = await scripted.joined(server.url, code, "Red")
        assert "Your role card" in red.text()
        await closed(leader, red)

    asyncio.run(check())


def test_the_sheets_of_a_room_are_for_its_trainer(server):
    async def check():
        leader = await scripted.trainer(server.url)
        code = await scripted.new_room(leader)
        red = await scripted.joined(server.url, code, "Rood")
        for what in ("rollen", "observator", "kaarten", "tekst"):
            path = f"/trainer/{code}/afdruk/{what}"
            assert (await leader.get(path)).status == 200
            assert leader.wire[-1].startswith("<!doctype html>")
            answer = await red.get(path)
            assert str(answer.url).endswith("/trainer")
        assert (await leader.get(f"/trainer/{code}/afdruk/niets")).status == 404
        await closed(leader, red)

    asyncio.run(check())
