"""A whole session in a real browser: a trainer, a wall, and three teams from join to debrief.

One team has a phone, one plays by keyboard alone. See `visitors.py` for what every page must be.

    SHOTS=folder LANG_OF_SHOTS=en pytest -m slow tests/web/test_browser.py     keeps screenshots
"""

import pytest

from tests.web.serving import CODE, serving
from tests.web.visitors import LANG, LAPTOP, PHONE, WALL, Visitors, browser

pytestmark = pytest.mark.slow
__all__ = ["browser"]

WORDS = {
    "nl": {
        "start": "Begin", "over": "De gesprekken zijn klaar", "bets": "weddenschap",
        "show": "Toon:", "close": "Sluit de kamer", "closed": "De oefening is klaar",
    },
    "en": {
        "start": "Start", "over": "The talks are over", "bets": "to the bets",
        "show": "Show:", "close": "Close the room", "closed": "The exercise is over",
    },
}  # fmt: skip


@pytest.mark.parametrize("lang", [LANG])
def test_a_session_from_join_to_debrief(browser, tmp_path, lang):
    with serving(tmp_path) as server:
        server.ready()
        visitors = Visitors(browser, server.url, lang)
        _pages_for_all(visitors)
        trainer, wall, code = _opened(visitors)
        teams = [_joined(visitors, code, *one) for one in TEAMS]
        visitors.look(teams[0], "lobby")
        visitors.look(wall, "wall-lobby")
        visitors.look(trainer, "monitor-lobby")
        trainer.click(f"button:has-text('{WORDS[lang]['start']}')")
        for count in range(17):
            for team, play in zip(teams, (_click, _type, _click), strict=True):
                play(team, count)
            if count == 3:
                visitors.look(teams[0], "play")
                visitors.look(teams[1], "play-laptop")
                visitors.look(wall, "wall-play")
                visitors.look(trainer, "monitor-play")
        _debriefed(visitors, trainer, wall, teams)
        assert not visitors.wrong
        assert len(visitors.seen) > 25


TEAMS = (("Rood", PHONE), ("Blauw", LAPTOP), ("Geel", PHONE))


def _pages_for_all(visitors):
    page = visitors.one("all", WALL)
    for name, path in {
        "start": "/", "sandbox": "/demo", "sandbox-two": "/demo?a=calm&f=press&a2=hard&f2=press",
        "lessons": "/lessen", "lesson": "/les/gunfactor", "bet": "/les/gunfactor?stap=2",
        "years": "/les/gunfactor?stap=5", "network": "/demo/netwerk", "privacy": "/privacy",
        "accessibility": "/toegankelijkheid", "glossary": "/begrippen", "code": "/trainer",
    }.items():  # fmt: skip
        page.goto(visitors.base + path)
        page.wait_for_selector("h1")
        if name == "years":
            for _ in range(2):
                page.keyboard.press("ArrowRight")
        visitors.look(page, name)
    page.goto(visitors.base + "/demo")
    letters = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.stage *')].filter(e => e.innerText || "
        "e.textContent).map(e => parseFloat(getComputedStyle(e).fontSize)))"
    )
    assert letters >= 22, "letters that the back row can read; 24 but for notes under a chart"


def _opened(visitors):
    trainer = visitors.one("trainer", LAPTOP)
    trainer.goto(f"{visitors.base}/trainer/open?code={CODE}")
    trainer.wait_for_selector("form[action='/trainer/nieuw']")
    visitors.look(trainer, "desk")
    trainer.click("input[value='rust-opent-het-gesprek']")
    trainer.click("form[action='/trainer/nieuw'] button")
    trainer.wait_for_url("**/trainer/kamer/*")
    code = trainer.url.rpartition("/")[2]
    wall = visitors.one("wall", WALL, trainer.context)
    wall.goto(f"{visitors.base}/scherm/{code}")
    wall.wait_for_selector(".code-big")
    return trainer, wall, code


def _joined(visitors, code, alias, size):
    page = visitors.one(alias, size)
    page.goto(f"{visitors.base}/kamer/{code}")
    page.wait_for_selector("#alias")
    if alias == "Blauw":  # by keyboard alone
        _tab_to(page, "#alias")
        page.keyboard.type(alias)
        page.keyboard.press("Enter")
    else:
        if alias == "Rood":
            visitors.look(page, "join")
        page.fill("#alias", alias)
        page.click("button[type=submit]")
    page.wait_for_url("**/spel/*")
    page.wait_for_selector("h1")
    return page


def _asked(page):
    """What is to be decided now; empty = the season of this team is over."""
    page.wait_for_selector(f".decision h2, p.status:has-text('{WORDS[LANG]['over']}')")
    found = page.query_selector(".decision h2")
    return found.inner_text() if found else ""


def _changed(page, before):
    page.wait_for_function(
        "b => (document.querySelector('.decision h2')?.innerText ?? '') !== b", arg=before
    )


def _click(page, count):
    before = _asked(page)
    if not before:
        return
    moves = page.locator(".decision fieldset:first-of-type input:not([disabled])")
    if moves.count():
        moves.nth(count % 2).click()
    page.click(".decision .primary")
    _changed(page, before)


def _type(page, _):
    """By keyboard alone: Tab to the first choice, arrow down, Tab to the button, Enter."""
    before = _asked(page)
    if not before:
        return
    if page.query_selector(".decision fieldset"):
        _tab_to(page, ".decision fieldset:first-of-type input")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    _tab_to(page, ".decision .primary")
    page.keyboard.press("Enter")
    _changed(page, before)


def _tab_to(page, selector):
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            style = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(style) != "none", "the focus can be seen"
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def _debriefed(visitors, trainer, wall, teams):
    words = WORDS[visitors.lang]
    trainer.click(f"button:has-text('{words['bets']}')")
    teams[0].wait_for_selector("section:has-text('gunfactor'), section:has-text('goodwill')")
    visitors.look(teams[0], "bets")
    visitors.look(wall, "wall-bets")
    for step in range(1, 11):
        trainer.click(f"button:has-text('{words['show']}')")
        for team in teams:
            team.wait_for_function(
                "n => document.querySelectorAll('section.step').length === n", arg=step
            )
        label = teams[0].inner_text("section.step h2")
        wall.wait_for_function("t => document.querySelector('h1').innerText === t", arg=label)
        visitors.look(wall, f"wall-step-{step}")
        visitors.look(teams[step % 2], f"debrief-{step}")
    visitors.look(trainer, "monitor-debrief")
    trainer.click(f"button:has-text('{words['close']}')")
    teams[1].wait_for_selector(f"p.status:has-text('{words['closed']}')")
    visitors.look(teams[1], "closed")
