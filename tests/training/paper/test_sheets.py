"""Sheets and the handout: whole pages, safe to open, that ask nothing of anybody."""

import html.parser

import pytest

from simulator import i18n
from simulator.training.case import scenarios
from simulator.training.case.scenario import STANCES
from simulator.training.debrief.transcript import ACTS
from simulator.training.game.room import Room
from simulator.training.paper import offline, sheets
from tests.training.finished import BAD, finished
from tests.training.hands import opened, sent


@pytest.fixture(scope="module")
def done() -> Room:
    return finished()


class Page(html.parser.HTMLParser):
    """Collects tags, and checks that they close."""

    VOID = ("meta", "br", "hr")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not [value for name, value in attrs if name in ("src", "href", "onclick")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_sheets_are_whole_pages_that_ask_nothing_of_anybody(done, lang):
    scenario = scenarios.scenario("alles-gaat-mis")
    pages = [
        sheets.role_cards(scenario, lang),
        sheets.observer_sheet(scenario, lang),
        offline.paper_cards(scenario, lang),
        offline.spoken_lines(scenario, lang),
        sheets.glossary(lang),
        sheets.handout(done, "a", lang),
    ]
    for page in pages:
        assert page.startswith("<!doctype html>")
        assert f'<html lang="{lang}">' in page
        assert "http" not in page.replace(BAD, "").replace("http://evil", "")
        found = Page(page)
        assert "script" not in found.tags
        assert found.tags.count("h1") >= 1


def test_a_handout_shows_own_words_as_words():
    page = sheets.handout(finished(alias=BAD[:40]), "a", "nl")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_handout_grows_with_the_reveal():
    now = sent(opened(), "a", 0, "joined", alias="a")
    assert "buyer mandate" not in sheets.handout(now, "a", "nl")
    assert "buyer mandate" in sheets.handout(finished(), "a", "nl")


def test_role_cards_show_each_role_its_own_secrets():
    page = sheets.role_cards(scenarios.scenario("rust-opent-het-gesprek"), "nl")
    assert page.count('class="sheet"') == 2
    seller, buyer = page.split('class="sheet"')[1:]
    assert "2,5 %" in seller
    assert "zorgplicht" in buyer
    assert "zorgplicht" not in seller


@pytest.mark.parametrize("name", scenarios.names())
@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_on_paper_there_is_all_the_other_can_say_and_all_news(name, lang):
    scenario = scenarios.scenario(name)
    said = "".join(Page(offline.spoken_lines(scenario, lang)).words)
    for role in scenario.roles.values():
        for stance in STANCES if role.lines else ():
            for act in ACTS:
                for line in getattr(getattr(role.lines, stance), act):
                    assert getattr(line, lang) in said
    cards = "".join(Page(offline.paper_cards(scenario, lang)).words)
    for card in scenario.cards.values():
        assert getattr(card.text, lang) in cards
