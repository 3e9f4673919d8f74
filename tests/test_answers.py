"""A report first answers its own question, whatever the numbers say."""

import re

import pytest

from simulator import i18n
from simulator.config.compose import composed
from simulator.report import drawings, findings, page
from simulator.report.answers import MOST, answer
from simulator.results import claims, sayings, scenario_measures
from tests.worlds import config, played, world

STORY, OTHER = "scenario=imposed-deadline", "scenario=imposed-deadline-argue"
LANGUAGES = pytest.mark.parametrize("lang", i18n.LANGUAGES)


@pytest.fixture(scope="module")
def records():
    return tuple(played(world(name), years=3, runs=20, trace=True) for name in (STORY, OTHER))


@pytest.fixture(scope="module")
def asked():
    return config(STORY), config(OTHER)


@LANGUAGES
def test_sayings_come_first_with_their_verdict_and_numbers(lang, records, asked):
    story = asked[0].model_copy(update={"says": [*asked[0].says, *asked[0].says]})
    found = answer(story, *records, asked[1], lang)
    checked = sayings.checked(records[0], story, records[1])
    rest = len(checked) - MOST
    assert rest > 0
    assert found.sentences[MOST:] == [i18n.text("report", "answer_more", lang, count=rest)]
    for each, sentence in zip(checked[:MOST], found.sentences[:MOST], strict=True):
        assert i18n.in_language(each.saying.said.model_dump(), lang) in sentence
        assert f" {sayings.verdict(each, lang)}. " in sentence
        assert i18n.number(each.this.mean, lang, 3) in sentence
        assert i18n.number(each.difference.low, lang, 3, signed=True) in sentence


def test_what_does_not_come_out_is_said_as_well(records, asked):
    other_way = {"higher": "lower", "lower": "higher"}
    turned = [
        each.model_copy(update={"direction": other_way[each.direction]}) for each in asked[0].says
    ]
    story = asked[0].model_copy(update={"says": turned})
    for sentence in answer(story, *records, asked[1], "nl").sentences[:MOST]:
        assert "” Nee, juist andersom. " in sentence


def test_without_sayings_the_largest_sure_differences_are_told(records, asked):
    story = asked[0].model_copy(update={"says": []})
    told = answer(story, *records, asked[1], "en").sentences
    rows = [
        row for row in scenario_measures.rows(records[0], story, records[1]) if row.difference.sure
    ]
    largest = max(rows, key=lambda r: abs(r.difference.mean) / claims.small(r.measure.unit))
    assert told[0].startswith(largest.measure.label["en"])
    assert i18n.number(largest.difference.mean, "en", 3, signed=True) in told[0]


def test_where_nothing_differs_that_is_the_answer(records, asked):
    story = asked[0].model_copy(update={"says": []})
    found = answer(story, records[0], records[0], asked[1], "nl")
    assert found.about == i18n.text("report", "answer_none", "nl")
    assert found.sentences == []


def test_only_its_own_counterfactual_answers_a_question(records, asked):
    story, other = asked
    assert answer(story, *records, composed(["scenario=two-phases"]), "nl") is None
    assert answer(story, records[0], None, None, "nl") is None
    one = played(world(STORY), years=2, runs=1)
    assert answer(story, one, one, other, "nl") is None
    region = composed(["scenario=region"])
    assert answer(region, *records, composed(["scenario=null"]), "nl") is None


@LANGUAGES
def test_the_question_and_its_answer_open_what_happened(lang, records, asked):
    story = asked[0].model_copy(update={"lang": lang})
    comparison = findings.compared(*records)
    drawn = drawings.drawings(records[0], story, comparison, records[1], lang)
    text = page.html(story, records[0], comparison, drawn, records[1], asked[1])
    brief = re.search(r'<div class="brief">(.*?)</div>', text, re.DOTALL)[1]
    places = [
        brief.index(said)
        for said in (
            i18n.in_language(story.question.model_dump(), lang),
            i18n.in_language(story.says[0].said.model_dump(), lang),
            i18n.text("report", "brief_also", lang),
        )
    ]
    assert places == sorted(places)
