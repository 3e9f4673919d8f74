"""What users read, in two languages."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from simulator import i18n
from tests.worlds import config

ROOT = Path(__file__).parents[1]
HOME = i18n.PLACES[-1]
SUBJECTS = sorted(
    file.relative_to(HOME).with_suffix("").as_posix() for file in HOME.rglob("*.yaml")
)


@pytest.mark.parametrize("name", SUBJECTS)
def test_every_text_says_the_same_things_in_both_languages(name):
    """The same {places} to fill in, and nothing empty."""
    for key, label in i18n.subject(name).items():
        places = [
            {field for _, field, _, _ in string.Formatter().parse(label[lang]) if field is not None}
            for lang in i18n.LANGUAGES
        ]
        assert places[0] == places[1], f"{name}: {key}"
        assert all(label[lang].strip() for lang in i18n.LANGUAGES), f"{name}: {key}"


def test_a_text_that_is_not_there_says_where_to_add_it():
    with pytest.raises(i18n.TextError, match=r"units.yaml has no text 'euro'; add it in nl and en"):
        i18n.text("units", "euro", "nl")
    with pytest.raises(i18n.TextError, match=r"expected a file weather.yaml"):
        i18n.subject("weather")
    with pytest.raises(i18n.TextError, match="choose nl or en"):
        i18n.text("units", "level", "de")


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
    assert i18n.number(value, "nl", digits, signed) == nl
    assert i18n.number(value, "en", digits, signed) == en


def test_shares_are_percentages():
    assert i18n.percentage(0.783, "nl") == "78\N{NO-BREAK SPACE}%"
    assert i18n.percentage(0.783, "en", 1) == "78.3%"
    assert i18n.percentage(float("nan"), "en") == "–"


def test_every_date_of_the_calendar_is_said_in_both_languages():
    for date in config().calendar.dates:
        assert i18n.date(date, "en") == date
        assert i18n.date(date, "nl") == i18n.date(date, "nl").lower()
    assert i18n.date("31 Mar", "nl") == "31 mrt"


def test_who_calls_from_python_reads_no_options_of_the_command_line():
    def said() -> list[str]:
        return [
            i18n.text("problems", "no_folder", "en"),
            i18n.text("problems", "typed", "en", setting="runs"),
            i18n.text("store", "of_a_sweep", "en", folder="x"),
        ]

    with i18n.in_python():
        here = said()
    assert here[0].endswith("Correct config_dir.")
    assert here[1] == "setting, runs"
    assert here[2].endswith("gunfactor sweep --resume x")  # a command is typed as it is
    assert said()[0].endswith("Correct --config-dir.")
    assert said()[1] == "setting, runs"


def test_numbers_written_elsewhere_get_the_points_of_the_language():
    assert i18n.pointed("1,234.5", "nl") == "1.234,5"
    assert i18n.pointed("1,234.5", "en") == "1,234.5"
    assert i18n.precise(0.125, "nl") == "0,125"


def test_a_text_in_every_language():
    said = i18n.both("units", "level")
    assert said == {lang: i18n.text("units", "level", lang) for lang in i18n.LANGUAGES}


CODE = re.compile(r"|[a-z]{2}(-[A-Z]{2})?")  # empty, or the code of a language


def pairs(tree: ast.AST) -> Iterator[ast.AST]:
    """Sentences in two languages: a dict {nl, en} of texts, or one text or another by language."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            keys = {getattr(key, "value", None) for key in node.keys}
            held = node.values if set(i18n.LANGUAGES) <= keys else []
        elif isinstance(node, ast.IfExp) and "lang" in ast.unparse(node.test):
            held = [node.body, node.orelse]
        elif isinstance(node, ast.Call):
            given = {each.arg: each.value for each in node.keywords}
            held = list(given.values()) if set(i18n.LANGUAGES) <= given.keys() else []
        else:
            continue
        if any(re.search(r"[a-z]", said) and not CODE.fullmatch(said) for said in map(text, held)):
            yield node


def text(node: ast.AST) -> str:
    """What is written in a string, an f-string without what is filled in; else nothing."""
    if isinstance(node, ast.JoinedStr):
        return "".join(map(text, node.values))
    held = getattr(node, "value", None)
    return held if isinstance(held, str) else ""


@pytest.mark.parametrize("folder", ["simulator", "experiments"])
def test_no_sentence_stands_in_the_code(folder):
    """They stand in configs/locale, where a translator finds them all."""
    wrong = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in sorted((ROOT / folder).rglob("*.py"))
        for node in pairs(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert not wrong, f"move these to configs/locale: {wrong}"


@pytest.mark.parametrize(
    ("line", "is_pair"),
    [
        ('x = {"nl": "Ja", "en": "Yes"}', True),
        ('x = {"nl": f"{n} keer", "en": f"{n} times"}[lang]', True),
        ('x = "ja graag" if lang == "nl" else "yes please"', True),
        ('label(nl="Ja", en="Yes")', True),
        ('x = {"nl": "nl", "en": "en-GB"}', False),
        ('x = {"nl": said, "en": said}', False),
        ('x = "." if lang == "nl" else ","', False),
    ],
)
def test_a_sentence_in_two_languages_is_seen(line, is_pair):
    assert bool(list(pairs(ast.parse(line)))) == is_pair


@pytest.mark.parametrize(
    "file", sorted((ROOT / "configs" / "locale").rglob("*.yaml")), ids=lambda file: file.stem
)
def test_no_text_stands_twice_in_a_file(file):
    """YAML would take the last, and say nothing."""
    top = yaml.compose(file.read_text(encoding="utf-8"))
    keys = [key.value for key, _ in top.value]
    assert len(keys) == len(set(keys))
