"""What users read, in two languages."""

import string

import pytest

from simulator import texts
from tests.worlds import config

SUBJECTS = sorted(file.stem for file in texts.PLACES[-1].glob("*.yaml"))


@pytest.mark.parametrize("name", SUBJECTS)
def test_every_text_says_the_same_things_in_both_languages(name):
    """The same {places} to fill in, and nothing empty."""
    for key, label in texts.subject(name).items():
        places = [
            {field for _, field, _, _ in string.Formatter().parse(label[lang]) if field is not None}
            for lang in texts.LANGUAGES
        ]
        assert places[0] == places[1], f"{name}: {key}"
        assert all(label[lang].strip() for lang in texts.LANGUAGES), f"{name}: {key}"


def test_a_text_that_is_not_there_says_where_to_add_it():
    with pytest.raises(
        texts.TextError, match=r"units.yaml has no text 'euro'; add it in nl and en"
    ):
        texts.text("units", "euro", "nl")
    with pytest.raises(texts.TextError, match=r"expected a file weather.yaml"):
        texts.subject("weather")
    with pytest.raises(texts.TextError, match="choose nl or en"):
        texts.text("units", "level", "de")


@pytest.mark.parametrize(
    ("value", "digits", "signed", "nl", "en"),
    [
        (0.594, 2, False, "0,59", "0.59"),
        (-0.35, 2, False, "−0,35", "−0.35"),
        (0.35, 2, True, "+0,35", "+0.35"),
        (-0.001, 2, True, "0,00", "0.00"),
        (float("nan"), 2, True, "–", "–"),
        (12.0, 0, False, "12", "12"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(value, digits, signed, nl, en):
    assert texts.number(value, "nl", digits, signed) == nl
    assert texts.number(value, "en", digits, signed) == en


def test_shares_are_percentages():
    assert texts.percentage(0.783, "nl") == "78\N{NO-BREAK SPACE}%"
    assert texts.percentage(0.783, "en", 1) == "78.3%"
    assert texts.percentage(float("nan"), "en") == "–"


def test_every_date_of_the_calendar_is_said_in_both_languages():
    for date in config().calendar.dates:
        assert texts.date(date, "en") == date
        assert texts.date(date, "nl") == texts.date(date, "nl").lower()
    assert texts.date("31 Mar", "nl") == "31 mrt"
