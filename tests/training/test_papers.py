"""What leaves a room: log, sheets, lessons, an own case; safe to open, and without names."""

import csv
import html.parser
import io
import json
import re
from typing import Any

import pytest
import yaml

from simulator import i18n
from simulator.training import glossary
from simulator.training.case import own_case, own_file, own_form, scenarios
from simulator.training.case.checks import ScenarioError
from simulator.training.case.scenario import STANCES
from simulator.training.debrief.transcript import ACTS
from simulator.training.game import lessons, reducer
from simulator.training.game.room import Room
from simulator.training.game.setup import Setup
from simulator.training.paper import export, offline, sheets
from tests.training.hands import opened, sent

BAD = '=HYPERLINK("http://evil.example";"klik")<script>alert(1)</script>'


def finished(alias: str = "Team Rood") -> Room:
    """A room with three teams, one of which writes what it should not."""
    now = opened()
    for team, name in (("a", alias), ("b", "Team Blauw"), ("c", "Team Groen")):
        now = sent(now, team, 0, "joined", alias=name)
    now = sent(now, "a", 0, "preparation", goal=BAD, guess={"wait": 5}, guess_batna=30)
    now = sent(now, "", 1, "start")
    while now.pending("a"):
        one = now.pending("a")[0]
        data = {"move": "bellen"} if one.kind == "between" else {"move": "delen", "offer": "little"}
        now = sent(now, "a", one.meeting, one.kind, **data)
    now = sent(now, "", 1, "bets")
    for step in range(1, 11):
        now = sent(now, "", step, "reveal", step=step)
    now = sent(now, "a", 1, "lesson", text="Eerst # vragen\n<b>dan</b> geven", share=True)
    now = sent(now, "b", 1, "lesson", text="Geheim van blauw", share=False)
    return sent(now, "a", 0, "resolve", text=BAD[:200], share=True)


@pytest.fixture(scope="module")
def done() -> Room:
    return finished()


def table(now: Room, free_text: bool = False) -> list[dict[str, str]]:
    said = export.csv_text(now, free_text)
    assert said.startswith("\ufeff"), "Excel needs a byte-order mark"
    return list(csv.DictReader(io.StringIO(said[1:]), delimiter=";"))


def test_the_log_opens_in_dutch_excel(done):
    said = export.csv_text(done)
    assert "\r\n" in said
    rows = table(done)
    assert rows[0]["kind"] == "joined"
    result = next(row for row in rows if row["kind"] == "result-0")
    assert re.fullmatch(r"0,\d+", result["result"])


def test_the_log_has_no_names_and_no_own_words_unless_asked(done):
    for said in (export.csv_text(done), export.json_lines(done)):
        for secret in ("Rood", "Blauw", "HYPERLINK", "Geheim van blauw", "vragen"):
            assert secret not in said
    assert "HYPERLINK" in export.csv_text(done, free_text=True)


def test_every_event_and_every_result_has_a_row(done):
    lines = [json.loads(line) for line in export.json_lines(done).splitlines()]
    assert len(lines) == len(done.log) + 3
    assert {line["team"] for line in lines} == {"", "1", "2", "3"}
    assert all(set(line) == set(export.COLUMNS) for line in lines)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1+1"])
def test_a_cell_that_starts_like_a_formula_is_quoted(cell):
    assert export.safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["tekst", "a=b", 3, 0.5, ""])
def test_other_cells_stay_as_they_are(cell):
    assert export.safe(cell) == cell


def test_no_cell_of_the_log_runs_as_a_formula(done):
    for row in table(done, free_text=True):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "@", "\t")), cell


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


def test_lessons_go_to_the_next_class_by_chapter_if_they_may(done):
    chapters = lessons.chapters(done, "nl")
    assert [one["chapter"] for one in chapters] == [1, 2, 3, 4, 5]
    assert chapters[0]["lessons"] == ["Eerst # vragen\n<b>dan</b> geven"]
    book = lessons.book([done, done], "nl")
    assert book.count("## ") == 5
    assert r"- Eerst \# vragen \<b\>dan\</b\> geven" in book
    assert "Geheim" not in book
    assert "Rood" not in book


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_term_is_explained(lang):
    terms = glossary.terms(lang)
    assert len(terms) >= 50
    for one in terms:
        assert one["term"]
        assert one["explained"].endswith(".")
        assert glossary.explained(one["key"], lang) == one["explained"]
    names = [one["term"].lower() for one in terms]
    assert names == sorted(names)


def answers(**changes: Any) -> dict[str, Any]:
    """A form filled in with the first of every choice."""
    found: dict[str, Any] = {}
    for field in own_case.form("nl"):
        for part in field["fields"] if field["kind"] == "issues" else [field]:
            if part["kind"] == "choice":
                found[part["key"]] = part["choices"][0]["value"]
            elif part["kind"] == "number":
                low = part["key"].endswith("_low")
                found[part["key"]] = part.get("value", 2.0 if low else 8.0)
            else:
                found[part["key"]] = f"tekst {part['key']}"
    return found | changes


@pytest.mark.parametrize("side", ["provider", "funder"])
@pytest.mark.parametrize("history", list(own_form.HISTORY))
def test_an_own_case_can_be_played_from_either_side(side, history):
    made = own_case.scenario(answers(side=side, history=history))
    case = made.model_dump(mode="json", exclude_none=True)
    now = reducer.opened(Setup("room", "eigen-zaak", 3, case=case).sealed())
    now = sent(sent(now, "a", 0, "joined", alias="a"), "", 1, "start")
    now = sent(now, "", 1, "bets")
    assert now.tables["a"].over
    seat = now.case.world.seats[0, 0 if side == "provider" else 1]
    assert seat["reservation"] == 0.25, "weak: the first choice"


def test_an_own_case_weighs_what_was_said_to_matter():
    mine = {f"issue{i}_own": value for i, value in enumerate((5, 3, 1, 1), 1)}
    made = own_case.scenario(answers(**mine))
    weights = [one.weight for one in made.tables[0].interests["verkoper"].values()]
    assert weights == [0.5, 0.3, 0.1, 0.1]


def test_an_own_case_is_kept_as_a_file_and_read_again(tmp_path):
    made = own_case.scenario(answers(title="Mijn zaak"))
    folder = tmp_path / "exercise"
    folder.mkdir()
    (folder / "mijn-zaak.yaml").write_text(own_file.written(made), encoding="utf-8")
    assert scenarios.checked(folder / "mijn-zaak.yaml", tmp_path) == []
    again = scenarios.scenario("mijn-zaak", tmp_path)
    assert again.title.nl == "Mijn zaak"
    assert yaml.safe_load(own_file.written(made))["base"] == "after-the-breach"


def test_what_is_missing_in_a_form_is_named_all_at_once():
    with pytest.raises(ScenarioError) as found:
        own_case.scenario(answers(title=" ", issue2_low=9.0, issue3_own=7, history="odd"))
    problems = found.value.problems
    assert len(problems) == 3, "the numbers are compared once each is a number"
    assert any(one.startswith("Naam van de casus: ") for one in problems)
    assert any("Onderwerp 3" in one for one in problems)
    with pytest.raises(ScenarioError, match="lager"):
        own_case.scenario(answers(issue2_low=9.0))
    with pytest.raises(ScenarioError, match="andere naam"):
        own_case.scenario(answers(issue2_label="zelfde", issue3_label="Zelfde"))


@pytest.mark.parametrize("value", [None, "3", True, float("nan"), 1e9])
def test_a_form_takes_numbers_only_where_numbers_belong(value):
    with pytest.raises(ScenarioError):
        own_case.scenario(answers(issue1_high=value))


def test_what_somebody_writes_in_a_form_stays_text():
    made = own_case.scenario(answers(title=BAD[:80], other_name="{who} {0}"))
    page = sheets.role_cards(scenarios.resolved(made), "nl")
    assert "<script>" not in page
    now = reducer.opened(
        Setup("room", "eigen-zaak", 3, case=made.model_dump(mode="json", exclude_none=True))
    )
    now = sent(sent(now, "a", 0, "joined", alias="a"), "", 1, "start")
    assert "{who} {0}" in sheets.handout(now, "a", "nl")


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
