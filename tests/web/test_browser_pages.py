"""Every other page, and every click of a trainer that a plain session does not need.

An own case, one shared screen, an observer, everything on paper, the lessons of an earlier class;
extend, move on, event cards, a message, rename, another device, a bot, remove, delete the room.

    SHOTS=folder LANG_OF_SHOTS=en pytest -m slow tests/web/test_browser_pages.py  keeps screenshots
"""

import pytest

from simulator.training.case import scenarios
from tests.web.serving import CODE, serving
from tests.web.visitors import LANG, LAPTOP, PHONE, WALL, Visitors, browser

pytestmark = pytest.mark.slow
__all__ = ["browser"]

WORDS = {
    "nl": {
        "start": "Begin", "extend": "5 minuten erbij", "advance": "Wie wacht, gaat verder",
        "card": "Stuur deze kaart", "nudge": "Stuur bericht", "rename": "Hernoem",
        "bot": "Laat het model verder spelen",
        "again": "Ga verder op een ander apparaat", "remove": "Haal uit de kamer",
        "delete": "Ja, wis deze kamer nu", "gone": "gewist", "pause": "Pauze voor iedereen",
        "resume": "Ga verder", "seat": "Voeg dit team toe", "here": "Wij zijn het, laat zien",
        "over": "Teruggeven kan niet meer",
    },
    "en": {
        "start": "Start", "extend": "5 minutes more", "advance": "Move the waiting on",
        "card": "Send this card", "nudge": "Send message", "rename": "Rename",
        "bot": "Let the model play on",
        "again": "Go on at another device", "remove": "Remove from the room",
        "delete": "Yes, delete this room now", "gone": "deleted", "pause": "Pause all",
        "resume": "Resume", "seat": "Add this team", "here": "It is us, show",
        "over": "It cannot be given back",
    },
}[LANG]  # fmt: skip
BUTTON = "button:text-is('{}')"
LEFT = """() => {
    const text = document.querySelector('.clock').innerText;
    const [, minutes, seconds] = text.match(/(\\d+):(\\d\\d)/);
    return 60 * minutes + Number(seconds);
}"""  # seconds on the clock


@pytest.fixture
def visitors(browser, tmp_path):
    with serving(tmp_path) as server:
        server.ready()
        found = Visitors(browser, server.url, LANG)
        yield found
        assert not found.wrong


def press(page, name):
    page.click(BUTTON.format(WORDS[name]))


def trainer_of(visitors, size=LAPTOP):
    page = visitors.one("trainer", size)
    page.goto(f"{visitors.base}/trainer/open?code={CODE}")
    page.wait_for_selector("form[action='/trainer/nieuw']")
    return page


def room(page, *ticked, scenario="rust-opent-het-gesprek"):
    page.goto(page.url.split("/trainer")[0] + "/trainer")
    page.click(f"input[value='{scenario}']")
    if ticked:
        page.click("form[action='/trainer/nieuw'] details summary")
        for name in ticked:
            page.check(f"#{name}")
    page.click("form[action='/trainer/nieuw'] button[type=submit]")
    page.wait_for_url("**/trainer/kamer/*")
    return page.url.rpartition("/")[2]


def joined(visitors, code, alias, size=PHONE, role=None):
    page = visitors.one(alias, size)
    page.goto(f"{visitors.base}/kamer/{code}")
    page.fill("#alias", alias)
    if role:
        page.check(f"input[value='{role}']")
    page.click("button[type=submit]")
    page.wait_for_url("**/spel/*")
    page.wait_for_selector("h1")
    return page


def says(page, text):
    page.wait_for_function("t => document.body.innerText.includes(t)", arg=text)


def test_what_a_trainer_can_do_besides(visitors):
    trainer = trainer_of(visitors)
    code = room(trainer)
    red = joined(visitors, code, "Rood")
    trainer.wait_for_selector("th:has-text('Rood')")
    start = _ids(trainer, WORDS["start"], WORDS["rename"])
    blue = joined(visitors, code, "Blauw")
    watcher = joined(visitors, code, "Kijker", role="observer")
    trainer.wait_for_selector("th:has-text('Kijker')")
    assert start == _ids(trainer, WORDS["start"], WORDS["rename"]), "a click in between is not lost"
    press(trainer, "start")
    red.wait_for_selector(".decision h2")
    visitors.look(watcher, "observer")
    left = red.evaluate(LEFT)
    press(trainer, "extend")
    red.wait_for_function(f"before => ({LEFT})() > before", arg=left)
    assert 200 < red.evaluate(LEFT) - left <= 301, "five minutes more; the clock goes on meanwhile"
    press(trainer, "pause")
    red.wait_for_selector(".decision", state="detached")
    visitors.look(red, "paused")
    press(trainer, "resume")
    red.wait_for_selector(".decision h2")
    before = red.inner_text(".decision h2")
    press(trainer, "advance")
    for team in (red, blue):
        team.wait_for_function(
            "t => document.querySelector('.decision h2')?.innerText !== t", arg=before
        )
    _sent(visitors, trainer, red, blue)
    _changed(visitors, trainer, red, blue)
    trainer.click("button.fold >> nth=0")
    trainer.wait_for_selector("button.fold[aria-expanded=true] + div ol")
    visitors.look(trainer, "monitor-talk")
    trainer.click("details:has(button.danger:text-is('" + WORDS["delete"] + "')) > summary")
    press(trainer, "delete")
    for page in (blue, watcher):
        says(page, WORDS["gone"])
    trainer.wait_for_url("**/trainer")
    assert code not in trainer.inner_text("body").replace(" ", "")


def _ids(page, *names):
    """Which elements the first buttons of these names are; one that is drawn again is another."""
    return [page.get_attribute(f"{BUTTON.format(name)} >> nth=0", "id") for name in names]


def _sent(visitors, trainer, red, blue):
    """An event card for all, and a message for one."""
    card = "section details:has(" + BUTTON.format(WORDS["card"]) + ")"
    title = trainer.inner_text(f"{card} >> nth=0 >> summary")
    trainer.click(f"{card} >> nth=0 >> summary")
    trainer.click(f"{card} >> nth=0 >> button")
    for team in (red, blue):
        says(team, title.strip())
    trainer.locator("textarea").press_sequentially("Vraag eens door.")
    press(trainer, "nudge")
    says(red, "Vraag eens door.")
    visitors.look(red, "card-and-message")
    assert "Vraag eens door." not in blue.inner_text("body")


def _changed(visitors, trainer, red, blue):
    """Another name, another device, out of the room; the model plays on for the other team."""
    menu = trainer.locator("section details:has(" + BUTTON.format(WORDS["rename"]) + ")").first
    _unfolded(menu, "rename")
    menu.locator("input").fill("Rode Reus")
    menu.locator(BUTTON.format(WORDS["rename"])).click()
    says(red, "Rode Reus")
    menu.locator("summary:has-text('Rode Reus')").wait_for()
    _unfolded(menu, "again").click()
    link = trainer.wait_for_selector("a[href*='/terug/']").get_attribute("href")
    visitors.look(trainer, "monitor-menu")
    other = visitors.one("other", PHONE)
    other.goto(link)
    visitors.look(other, "come-back")
    other.click("form button[type=submit]")
    other.wait_for_selector(".decision h2")
    says(other, "Rode Reus")
    _unfolded(menu, "remove").click()
    says(other, WORDS["gone"])
    blue.wait_for_selector(".decision h2")
    blue_menu = trainer.locator("section details:has-text('Blauw')").first
    _unfolded(blue_menu, "bot").click()
    blue.wait_for_selector(".decision", state="detached")
    says(trainer, WORDS["over"])
    visitors.look(trainer, "monitor-over")


def _unfolded(menu, word):
    """A button of a team's menu, which is opened if it is shut."""
    button = menu.locator(BUTTON.format(WORDS[word]))
    button.wait_for(state="attached")
    if not button.is_visible():
        menu.locator("summary").click()
    button.wait_for(state="visible")
    return button


def test_who_types_or_reads_goes_on_while_the_trainer_starts(visitors):
    trainer = trainer_of(visitors)
    red = joined(visitors, room(trainer), "Rood")
    area = red.locator("textarea").first
    area.press_sequentially("Een goed ")
    card = red.locator("section details:not(.form)").last
    assert card.evaluate("e => e.open")
    press(trainer, "start")
    red.wait_for_selector(".decision h2")
    red.keyboard.type("gesprek")
    assert area.input_value() == "Een goed gesprek", "the focus stays, and what was typed"
    assert card.evaluate("e => e.open"), "the role card stays open"
    visitors.look(red, "typing-while-started")


def test_an_own_case_and_one_screen_for_all(visitors):
    trainer = trainer_of(visitors)
    trainer.goto(f"{visitors.base}/trainer/eigen-zaak")
    trainer.wait_for_selector("h1")
    visitors.look(trainer, "own-case")
    trainer.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    visitors.look(trainer, "own-case-phone")
    trainer.click("button.primary")
    trainer.wait_for_selector("[role=alert]")
    visitors.look(trainer, "own-case-wrong")
    trainer.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    code = room(trainer, "hot_seat")
    for name in ("Rood", "Blauw"):
        trainer.fill(".bar input[type=text]", name)
        press(trainer, "seat")
        says(trainer, name)
    visitors.look(trainer, "monitor-seats")
    press(trainer, "start")
    screen = visitors.one("screen", LAPTOP, trainer.context)
    screen.goto(f"{visitors.base}/stoel/{code}")
    screen.wait_for_selector(BUTTON.format(WORDS["here"]))
    visitors.look(screen, "hot-seat-turn")
    press(screen, "here")
    screen.wait_for_selector(".decision h2")
    visitors.look(screen, "hot-seat")
    trainer.goto(f"{visitors.base}/trainer/kamer/{code}/lessen")
    trainer.wait_for_selector("h1")
    visitors.look(trainer, "earlier-lessons")
    code = room(trainer, "rehearse")
    trainer.goto(f"{visitors.base}/trainer/kamer/{code}")
    trainer.wait_for_selector("h1")
    visitors.look(trainer, "monitor-rehearse")


def test_paper_and_phones(visitors):
    trainer = trainer_of(visitors)
    code = room(trainer)
    papers = [
        f"/afdruk/{name}/{what}"
        for name in scenarios.names()
        for what in ("rollen", "observator", "kaarten")
    ]
    for path in [*papers, "/afdruk/begrippen"]:
        trainer.goto(f"{visitors.base}{path}?taal={LANG}")
        visitors.look(trainer, "print" + path.replace("/", "-"))
    for path in ("/trainer", f"/trainer/kamer/{code}"):
        trainer.goto(visitors.base + path)
        trainer.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        visitors.look(trainer, "phone-" + path.split("/")[-2 if "kamer" in path else -1])
    phone = visitors.one("phone", PHONE)
    for name, path in {
        "start": "/", "sandbox": "/demo", "lessons": "/lessen", "lesson": "/les/gunfactor?stap=5",
        "network": "/demo/netwerk", "privacy": "/privacy", "accessibility": "/toegankelijkheid",
        "glossary": "/begrippen", "code": "/trainer", "unknown": "/kamer/BBBBBB", "gone": "/weg",
    }.items():  # fmt: skip
        phone.goto(visitors.base + path)
        phone.wait_for_selector("h1")
        visitors.look(phone, f"phone-{name}")
    wall = visitors.one("wall", WALL)
    wall.goto(visitors.base + "/nergens-404")
    visitors.look(wall, "not-found")
    said = [text for text in visitors.wrong if "404" in text]  # the browser says so itself
    assert len(said) == 1
    visitors.wrong.remove(said[0])
