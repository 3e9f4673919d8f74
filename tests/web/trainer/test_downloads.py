"""What is kept after a session: consent for research, the booklet of lessons, shared texts."""

import asyncio
import json

import pytest

from tests.web import scripted
from tests.web.robot import Robot
from tests.web.serving import serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("keeping")) as found:
        yield found


def run(check):
    asyncio.run(check())


async def closed(*robots):
    for robot in robots:
        await robot.close()


def test_research_is_asked_per_room_and_only_yes_is_in_the_file(server):
    async def check():
        leader = await scripted.trainer(server.url)
        code = await scripted.new_room(leader, research="1")
        async with Robot(server.url) as visitor:
            await visitor.open(f"/kamer/{code}")
            assert "Zonder antwoord is het nee" in visitor.text()
        teams = [await scripted.joined(server.url, code, f"Team {n}") for n in range(4)]
        assert "Dat telt als nee" in teams[0].text()
        answer = await leader.get(f"/trainer/{code}/onderzoek.jsonl")
        assert answer.status == 409
        assert "minstens 3 teams" in leader.wire[-1]
        for team in teams:
            await team.press("Ja, dat mag")
            await team.until(lambda r: "Jullie zeiden ja" in r.text())
        await teams[3].press("Nee, liever niet")
        await teams[3].until(lambda r: "Jullie zeiden nee" in r.text())
        await leader.open(f"/trainer/kamer/{code}")
        assert "Teams die mee kunnen: 3" in leader.text()
        answer = await leader.get(f"/trainer/{code}/onderzoek.jsonl")
        assert answer.status == 200
        rows = [json.loads(line) for line in leader.wire[-1].splitlines()]
        assert rows[0]["teams_in_this_file"] == 3
        assert "Team" not in leader.wire[-1]
        answer = await teams[0].get(f"/trainer/{code}/onderzoek.jsonl")
        assert str(answer.url).endswith("/trainer"), "not for teams"
        await closed(leader, *teams)

    run(check)


def test_a_room_that_does_not_ask_has_no_file(server):
    async def check():
        leader = await scripted.trainer(server.url)
        code = await scripted.new_room(leader)
        red = await scripted.joined(server.url, code, "Rood")
        assert "onderzoek" not in red.text()
        answer = await leader.get(f"/trainer/{code}/onderzoek.jsonl")
        assert answer.status == 409
        await closed(leader, red)

    run(check)


BOOK = "# Lessen van deze groep\n\n## 1 Verkennen\n\n*Wat?*\n\n- Vraag \\<b\\>door\\</b\\>\n"


def test_lessons_of_a_class_are_loaded_for_the_next(server):
    async def check():
        leader = await scripted.trainer(server.url)
        code = await scripted.new_room(leader)
        red = await scripted.joined(server.url, code, "Rood")
        await leader.open(f"/trainer/kamer/{code}/lessen")
        await leader.fill("Tekst van het boekje", "## 7 Onzin\n- x\nlos")
        await leader.press("Controleer en laad")
        await leader.until(lambda r: "Regel 1" in r.text() and "Regel 3" in r.text())
        assert "groepen vóór jullie" not in red.text()
        await leader.fill("Kies een bestand", BOOK)
        await leader.press("Controleer en laad")
        await leader.until(lambda r: "Aantal lessen: 1" in r.text())
        await red.until(lambda r: "Vraag <b>door</b>" in r.text())
        await leader.get(f"/trainer/{code}/lessen.md")
        assert "- Vraag \\<b\\>door\\</b\\>" in leader.wire[-1], "the booklet goes on"
        for value in (None, 7, "x" * 70_000):
            await leader.fill("Kies een bestand", value)
            await leader.until(lambda r: "te groot, of het is geen tekst" in r.text())
            await leader.fill("Kies een bestand", BOOK)
            await leader.until(lambda r: "te groot" not in r.text())
        answer = await red.get(f"/trainer/kamer/{code}/lessen")
        assert str(answer.url).endswith("/trainer"), "not for teams"
        await closed(leader, red)

    run(check)


def test_shared_texts_are_a_file_of_their_own(server):
    async def check():
        leader = await scripted.trainer(server.url)
        code = await scripted.new_room(leader)
        red = await scripted.joined(server.url, code, "Rood")
        await leader.open(f"/trainer/kamer/{code}")
        await leader.press("Begin")
        await leader.until(lambda r: r.button("Stop met spelen, naar de weddenschap"))
        await leader.press("Stop met spelen, naar de weddenschap")
        await leader.until(lambda r: r.button("Toon:"))
        await leader.press("Toon:")
        label = "In mijn volgende gesprek ga ik"
        await red.until(lambda r: label in r.text())
        await red.fill(label, "=luisteren")
        await red.fill("Deel dit zonder naam", True)
        buttons = [found for found in red.all() if found[1].get("text") == "Bewaar"]
        for button in buttons:
            await red.tell(button, "click", {})
        await red.until(lambda r: "Bewaard." in r.text())
        await leader.get(f"/trainer/{code}/verloop-met-teksten.csv")
        assert "'=luisteren" in leader.wire[-1]
        await leader.get(f"/trainer/{code}/verloop.csv")
        assert "luisteren" not in leader.wire[-1]
        await closed(leader, red)

    run(check)
