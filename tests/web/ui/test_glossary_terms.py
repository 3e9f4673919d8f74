"""Words of the field are explained where they stand: by tap, by focus, and to a screen reader."""

import asyncio
import json
import re
from pathlib import Path

import pytest

from simulator import i18n
from simulator.training import glossary
from simulator.training.case import scenarios
from simulator.web.ui import glossary_terms
from tests.web import scripted
from tests.web.robot import Robot
from tests.web.serving import serving
from tests.web.test_browser import browser  # noqa: F401


def terms(tree):
    """All terms marked in a tree: what is written, and its explanation."""
    found = []
    for node in tree:
        if isinstance(node, list):
            found += terms(node[2:])
        elif isinstance(node, dict) and "terms" in node:
            found += [(node["text"][a:b], why) for a, b, _, why in node["terms"]]
    return found


def test_a_term_is_explained_where_it_first_stands():
    tree = [["p", {}, "De inkoper kent uw BATNA."], ["p", {}, "Uw BATNA, zegt de inkoper."]]
    marked = glossary_terms.marked(tree, "nl")
    assert [word for word, _ in terms(marked)] == ["inkoper", "BATNA"]
    assert terms(marked)[1][1] == glossary.explained("batna", "nl")
    assert marked[0][2]["text"] == "De inkoper kent uw BATNA.", "the text stays whole"
    assert marked[1] == tree[1]


def test_the_longest_term_wins_and_only_whole_words_count():
    def said(text, lang="nl"):
        return [text[one.start : one.end] for one in glossary.mentions(text, lang)]

    assert said("De zorginkoper, niet de inkoper") == ["zorginkoper", "inkoper"]
    assert said("Dit is belangrijk") == []
    assert said("Met gestrekt been erin") == ["Met gestrekt been"]
    assert said("The insurers press, studs up", "en") == ["insurers", "studs up"]


@pytest.mark.parametrize("tag", sorted(glossary_terms.PLAIN))
def test_no_button_stands_where_none_may(tag):
    tree = [[tag, {}, ["span", {}, "BATNA"]], ["p", {}, "BATNA"]]
    assert terms(glossary_terms.marked(tree, "nl")) == terms(glossary_terms.marked([tree[1]], "nl"))


def test_terms_of_labels_are_listed_once():
    listed = glossary_terms.listed(["Onze BATNA", "Hun BATNA en mandaat"], "nl")
    assert [word for word, _ in terms(listed)] == ["BATNA", "mandaat"]


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_no_two_terms_are_written_alike_and_every_form_is_found(lang):
    forms = [(form.lower(), key) for key in glossary.every() for form in glossary.forms(key, lang)]
    assert len({form for form, _ in forms}) == len(forms)
    for form, key in forms:
        assert [
            (one.key, one.end - one.start) for one in glossary.mentions(f"x {form}.", lang)
        ] == [(key, len(form))]


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_scenario_has_words_that_are_explained(lang):
    for name in scenarios.names():
        story = getattr(scenarios.scenario(name).story, lang)
        card = [getattr(one.card.batna, lang) for one in scenarios.scenario(name).roles.values()]
        assert any(glossary.mentions(text, lang) for text in (story, *card)), name


@pytest.mark.slow
def test_pages_of_teams_and_the_demo_explain_terms(tmp_path):
    async def check(base):
        leader = await scripted.trainer(base)
        code = await scripted.new_room(leader)
        red = await scripted.joined(base, code, "Rood")
        assert "BATNA" in _explained(red), "the labels of the preparation card"
        await leader.open(f"/trainer/kamer/{code}")
        await leader.press("Begin")
        await red.until(scripted.deciding)
        assert {"Met gestrekt been", "mediator"} & _explained(red), "the moves"
        assert {"zorgverkoper", "Tariefindex"} <= _explained(red), "role card and offers"
        async with Robot(base) as visitor:
            for path, word in (("/demo", "Financier"), ("/les/gunfactor", "GGZ-instelling")):
                await visitor.open(path)
                await visitor.until(lambda r, w=word: w in _explained(r))
        await red.close()
        await leader.close()

    with serving(tmp_path) as server:
        asyncio.run(check(server.url))


def _explained(robot):
    trees = [json.loads((e.get("props") or {}).get("tree") or "[]") for _, e in robot.all()]
    return {word for tree in trees for word, _ in terms(tree)}


@pytest.mark.slow
@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_tap_focus_and_escape_open_and_close_an_explanation(browser, tmp_path, lang):  # noqa: F811
    is_open = "document.querySelectorAll('.explained:popover-open').length"
    with serving(tmp_path) as server:
        page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
        page.goto(f"{server.url}/les/gunfactor?taal={lang}")
        page.wait_for_selector(".term", timeout=60_000)
        page.click(".term")
        assert page.evaluate(is_open) == 1
        box = page.query_selector(".explained:popover-open").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        page.keyboard.press("Escape")
        assert page.evaluate(is_open) == 0
        page.evaluate("document.activeElement.blur()")
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.term')"):
                break
        assert page.evaluate(is_open) == 1, "focus by keyboard shows it"
        page.keyboard.press("Escape")
        assert page.evaluate(is_open) == 0
        assert page.evaluate("document.activeElement.matches('.term')"), "the focus stays"
        page.keyboard.press("Enter")
        assert page.evaluate(is_open) == 1
        described = page.evaluate(
            "document.getElementById(document.activeElement.getAttribute('aria-describedby'))"
            ".innerText"
        )
        assert re.search(r"\w+: \w", described)


def test_the_script_makes_no_html_of_texts():
    script = Path(glossary_terms.__file__).parents[1] / "static" / "terms.js"
    assert "innerHTML" not in script.read_text(encoding="utf-8")
