"""Every way to play: one's own case, a table of three, one screen for all; and what is printed."""

import asyncio

import pytest

from simulator.training.case import scenarios
from tests.web import scripted
from tests.web.robot import Robot
from tests.web.serving import serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("modes")) as found:
        yield found


async def closed(*robots: Robot) -> None:
    for robot in robots:
        await robot.close()


async def filled(robot: Robot) -> None:
    """Fill in the form of an own case."""
    numbers = 0
    for found in robot.all():
        props = found[1].get("props") or {}
        if props.get("kind") in ("text", "area"):
            await robot.tell(found, "value", f"Tekst {found[0]}")
        elif props.get("kind") == "number" and props.get("value") is None:
            numbers += 1
            await robot.tell(found, "value", "0" if numbers % 2 else "10,5")


def test_an_own_case_is_filled_in_and_played(server):
    async def check():
        leader = await scripted.trainer(server.url)
        await leader.open("/trainer/eigen-zaak")
        await leader.press("Open een kamer met deze casus")
        await leader.until(lambda r: "Dit klopt nog niet" in r.text())
        await filled(leader)
        await leader.press("Open een kamer met deze casus")
        await leader.until(lambda r: r.sent_to, 60)
        code = leader.sent_to[-1].rpartition("/")[2]
        red = await scripted.joined(server.url, code, "Rood", "verkoper")
        await leader.open(f"/trainer/kamer/{code}")
        await leader.press("Begin")
        assert await scripted.plays(red) > 2
        await closed(leader, red)

    asyncio.run(check())


def test_anybody_keeps_a_case_as_a_file_and_the_trainer_opens_it(server):
    async def check():
        async with Robot(server.url) as visitor:
            await visitor.open("/eigen-zaak")
            assert not visitor.button("Open een kamer met deze casus"), "a stranger opens no room"
            await visitor.press("Controleer en bewaar als bestand")
            await visitor.until(lambda r: "Dit klopt nog niet" in r.text())
            await filled(visitor)
            await visitor.press("Controleer en bewaar als bestand")
            await visitor.until(lambda r: r.files and "Het klopt" in r.text())
            kept = visitor.files[-1]
        leader = await scripted.trainer(server.url)
        await leader.open("/trainer/eigen-zaak")
        await leader.fill("Kies het bestand", "zomaar iets")
        await leader.until(lambda r: "Dit klopt nog niet" in r.text())
        assert not leader.sent_to
        await leader.fill("Kies het bestand", kept)
        await leader.until(lambda r: r.sent_to, 60)
        code = leader.sent_to[-1].rpartition("/")[2]
        red = await scripted.joined(server.url, code, "Rood", "verkoper")
        assert "Tekst" in red.text()
        await closed(leader, red)

    asyncio.run(check())


def test_three_sit_at_one_table(server):
    async def check():
        leader = await scripted.trainer(server.url)
        code = await scripted.new_room(leader, scenario="drie-aan-tafel", mode="three")
        roles = list(scenarios.scenario("drie-aan-tafel").roles)
        assert len(roles) == 3
        seats = [await scripted.joined(server.url, code, role, role) for role in roles]
        await leader.open(f"/trainer/kamer/{code}")
        await leader.press("Begin")
        made = await asyncio.gather(*(scripted.plays(seat, "voorstel") for seat in seats))
        assert all(made)
        provider = seats[roles.index(scenarios.scenario("drie-aan-tafel").you)]
        assert provider.text().count("Gesprek met") == 2, "the provider has two talks"
        await closed(leader, *seats)

    asyncio.run(check())


def test_teams_take_turns_at_one_screen(server):
    async def check():
        leader = await scripted.trainer(server.url)
        code = await scripted.new_room(leader, hot_seat="1")
        await leader.open(f"/trainer/kamer/{code}")
        await leader.fill("Naam van het team", "Rood")
        await leader.press("Voeg dit team toe")
        await leader.until(lambda r: "Wijzig Rood" in r.text())
        await leader.press("Begin")
        screen = await scripted.trainer(server.url)
        await screen.open(f"/stoel/{code}")
        await screen.until(lambda r: r.button("Wij zijn het, laat zien"))
        assert not scripted.deciding(screen), "nobody's card is shown before they sit down"
        await screen.press("Wij zijn het, laat zien")
        assert await scripted.plays(screen) > 2
        await closed(leader, screen)

    asyncio.run(check())


def test_everything_on_paper_is_there_and_asks_nothing_of_others(server):
    async def check():
        leader = await scripted.trainer(server.url)
        sheets = [
            f"/afdruk/{name}/{what}?taal={lang}"
            for name in scenarios.names()
            for what in ("rollen", "observator", "kaarten")
            for lang in ("nl", "en")
        ]
        for path in [*sheets, "/afdruk/begrippen"]:
            answer = await leader.get(path)
            assert answer.status == 200, path
            page = leader.wire[-1]
            assert page.startswith("<!doctype html>"), path
            assert "http://" not in page.replace("http://www.w3.org", "")
            assert "https://" not in page
            assert "<script" not in page
        await closed(leader)

    asyncio.run(check())


def test_the_desk_calls_rooms_by_the_title_of_what_they_play(server):
    async def check():
        leader = await scripted.trainer(server.url)
        await scripted.new_room(leader)
        await leader.open("/trainer")
        assert "– Rust opent het gesprek," in leader.text()
        await leader.open("/trainer?taal=en")
        assert "– Calm opens the talk," in leader.text()
        await closed(leader)

    asyncio.run(check())
