"""What somebody is about to click or half filled in stays while others do something.

An element that is drawn again is another element: a click on the old one does nothing, and what was
typed, open or in focus is gone. So the numbers of elements before and after are compared.
"""

import asyncio

import pytest

from simulator.training.case import scenarios
from tests.web import scripted
from tests.web.robot import Robot
from tests.web.serving import serving

pytestmark = pytest.mark.slow
SIT, SHOW, BETS = "Wij zijn het, laat zien", "Toon:", "Stop met spelen, naar de weddenschap"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("redrawn")) as found:
        yield found


def stands(robot):
    """What acts, opens, or holds a place on a page, by the number of the element."""
    return {
        number: element["tag"]
        for number, element in robot.all()
        if element.get("events") or element["tag"] in ("details", "img", "nicegui-still")
        or "tree" in (element.get("props") or {})
    }  # fmt: skip


def gone(robot, before):
    """What of it is not on the page any more."""
    here = stands(robot)
    return [f"{tag} {robot.elements.get(n)}" for n, tag in before.items() if n not in here]


class Class:
    """A room with its trainer and everybody in it, who leave at the end."""

    def __init__(self, base, **form):
        self.base, self.form, self.everybody = base, form, []

    async def __aenter__(self):
        self.leader = await self.trainer()
        self.code = await scripted.new_room(self.leader, **self.form)
        await self.leader.open(f"/trainer/kamer/{self.code}")
        return self

    async def __aexit__(self, *_):
        for robot in self.everybody:
            await robot.close()

    async def trainer(self):
        self.everybody.append(await scripted.trainer(self.base))
        return self.everybody[-1]

    async def joins(self, alias, role="zorgverkoper"):
        self.everybody.append(await scripted.joined(self.base, self.code, alias, role))
        return self.everybody[-1]

    async def leads(self, *buttons):
        for text in buttons:
            await self.leader.until(lambda r, t=text: r.button(t))
            await self.leader.press(text)


def told(robot, text):
    return robot.until(lambda r: text in r.text())


def labelled(robot, part):
    """The number of the field with this in its label."""
    return robot.find(lambda e: part in str((e.get("props") or {}).get("label")))[0]


async def kept(robot, part):
    """Press the button below the field with this in its label."""
    field = int(labelled(robot, part))
    below = [n for n, e in robot.all() if e.get("text") == "Bewaar" and int(n) > field]
    found = min(below, key=int)
    await robot.tell((found, robot.elements[found]), "click", {})


def test_a_trainer_in_the_middle_of_something_while_teams_come_and_play(server):
    async def check():
        async with Class(server.url, rehearse="1", research="1") as one:
            leader = one.leader
            await leader.fill("Naam van het team", "Ro")
            before = stands(leader)
            red = await one.joins("Rood")
            await told(leader, "Wijzig Rood")
            await red.press("Ja, dat mag")
            await told(leader, "Teams die mee kunnen: 1")
            assert not gone(leader, before)
            await one.leads("Begin")
            await leader.until(lambda r: r.button("Stuur deze kaart"))
            await leader.fill("Tekst", "Vraag eens")
            before = stands(leader)
            await one.joins("Blauw")
            await told(leader, "Wijzig Blauw")
            other = await one.trainer()
            await other.open(f"/trainer/kamer/{one.code}")
            await other.press("5 minuten erbij")
            await scripted.plays(red, "voorstel")
            await told(leader, "klaar")
            assert len(gone(leader, before)) == 1, "a team that is done cannot be handed over"
            await one.leads("Stuur bericht")
            await told(red, "Vraag eens")

    asyncio.run(check())


def test_a_form_half_filled_in_while_the_trainer_starts_and_pauses(server):
    async def check():
        async with Class(server.url, research="1") as one:
            red = await one.joins("Rood")
            area = red.find(lambda e: (e.get("props") or {}).get("kind") == "area")
            await red.tell(area, "value", "Een goed gesprek")
            before = {n: tag for n, tag in stands(red).items() if tag != "nicegui-still"}
            await one.leads("Begin")
            await red.until(scripted.deciding)
            assert not gone(red, before)
            forms = [e for _, e in red.all() if "form" in (e.get("class") or ())]
            opened = [bool((form.get("props") or {}).get("open")) for form in forms]
            assert opened == [False, True, False], "only what is half filled in stays open"
            await one.leads("Pauze voor iedereen")
            await red.until(lambda r: not scripted.deciding(r))
            assert not gone(red, before)
            mate = Robot(server.url)  # the same team on a second device
            await mate.session.close()
            mate.session = red.session
            await mate.open(f"/spel/{one.code}")
            await mate.press("Ja, dat mag")
            await told(red, "Jullie zeiden ja")
            await mate.leave()
            assert not gone(red, {n: t for n, t in before.items() if int(n) <= int(area[0])})

    asyncio.run(check())


def both(robot):
    """The decisions at a table that are asked for, by the number of their heading."""
    words = {n: str((e.get("props") or {}).get("words")) for n, e in robot.all()}
    return {n: said for n, said in words.items() if "aan tafel" in said}


def test_a_decision_at_one_table_while_the_other_table_goes_on(server):
    async def check():
        async with Class(server.url, scenario="drie-aan-tafel", mode="three") as one:
            scenario = scenarios.scenario("drie-aan-tafel")
            seats = {role: await one.joins(role, role) for role in scenario.roles}
            await one.leads("Begin")
            you = seats.pop(scenario.you)
            first, second = seats.values()
            await scripted.moves(first)
            await you.until(lambda r: len(both(r)) == 1)
            before = stands(you)
            await scripted.moves(second)
            await you.until(lambda r: len(both(r)) == 2)
            assert not gone(you, before)

    asyncio.run(check())


def test_lessons_and_an_own_choice_half_filled_in_while_the_trainer_reveals(server):
    async def check():
        async with Class(server.url) as one:
            red = await one.joins("Rood")
            watcher = await one.joins("Kijker", "observer")
            await one.leads("Begin")
            await red.until(scripted.deciding)
            await one.leads(BETS)
            await red.until(lambda r: len([1 for n, e in r.choices() if e["tag"]]) == 5)
            statements = {n: "choice" for n, e in red.choices() if "hoogste" not in str(e)}
            await one.leads(SHOW)
            await told(red, "1 Verkennen")
            assert not gone(red, statements)
            for step in range(2, 7):
                await one.leader.until(lambda r, n=step: r.text().count("✓") == n - 1)
                await one.leads(SHOW)
            await red.until(lambda r: r.button("Reken het door"), 60)
            await red.fill("Wat had je liever gedaan?", "hard")
            await red.fill("Wat neem je mee over je voorbereiding", "Eerst bellen.")
            await red.fill("Wat neem je mee over samen ontwerpen", "Vragen stellen.")
            await told(watcher, "Deze stap gaat over één team")
            before = stands(red)
            shut = [n for n, e in watcher.all() if e["tag"] == "details"][1:]
            old = dict.fromkeys(shut, "details")
            assert len(old) == 2
            await one.leader.until(lambda r: r.text().count("✓") == 6)
            await one.leads(SHOW)
            await red.until(lambda r: "Vijf jaar" in r.text(), 60)
            assert not gone(red, before)
            await kept(red, "je voorbereiding")
            await told(red, "Eerst bellen.")
            assert labelled(red, "samen ontwerpen") in before
            await kept(red, "samen ontwerpen")
            await told(red, "Vragen stellen.")
            assert not gone(watcher, old), "but for the step that was of one team"

    asyncio.run(check())


def test_the_shared_screen_stays_with_who_decides(server):
    async def check():
        async with Class(server.url, hot_seat="1") as one:
            await one.leads("Voeg dit team toe")
            await told(one.leader, "Wijzig Team 1")
            screen = await one.trainer()
            await screen.open(f"/stoel/{one.code}")
            first = screen.button("Team 1")[0]
            await one.leads("Voeg dit team toe")
            await screen.until(lambda r: r.button("Team 2"))
            assert first == screen.button("Team 1")[0]
            await one.leads("Begin")
            await screen.until(lambda r: r.button(SIT))
            before = stands(screen)
            await one.leads("5 minuten erbij")
            await one.joins("Rood")
            await told(one.leader, "Wijzig Rood")
            assert not gone(screen, before)
            for team in ("Team 1", "Team 2", "Rood"):
                await told(screen, f"{team} is aan zet")
                await screen.press(SIT)
                for _ in range(2):
                    asked = await scripted.moves(screen)
                    await screen.until(lambda r, a=asked: scripted.deciding(r) != a)
            await told(screen, "Team 1 is aan zet")
            await screen.press(SIT)
            await screen.until(scripted.deciding)
            before = stands(screen)
            await one.joins("Laat")
            await told(one.leader, "Wijzig Laat")
            await one.leads("Pauze voor iedereen", "Ga verder")
            await screen.until(scripted.deciding)
            assert "Team 1" in screen.text(), "who is further behind waits for its turn"

    asyncio.run(check())


def test_the_code_on_the_wall_does_not_blink_while_teams_join(server):
    async def check():
        async with Class(server.url) as one:
            wall = await one.trainer()
            await wall.open(f"/scherm/{one.code}")
            before = stands(wall)
            await one.joins("Rood")
            await told(wall, "Teams binnen: 1")
            assert "img" in before.values()
            assert not gone(wall, before)

    asyncio.run(check())
