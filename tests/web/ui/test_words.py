"""No text is missing in either language, and none is left over."""

import re
from pathlib import Path

import pytest
import yaml

from simulator import i18n
from simulator.web.ui.words import SUBJECTS, reconnecting, say

ROOT = Path(__file__).parents[3]
WEB = sorted((ROOT / "simulator" / "web").rglob("*.py"))
CALL = re.compile(r"""say\(\s*(?:[\w.]+|self\.lang),\s*f?"([^"]+)\"""")
OTHER = re.compile(r'f?"((?:play|trainer|demo)\.[a-z_{}.\[\]\'()]+|start_\w+|[a-z_]+)"')


def keys():
    for subject in SUBJECTS:
        for key in i18n.subject(subject):
            yield subject, key


def asked():
    """Keys in the code, as patterns: what is filled in may be anything."""
    found = set()
    for file in WEB:
        for key in CALL.findall(file.read_text(encoding="utf-8")):
            found.add(re.sub(r"\{[^}]*\}", "*", key))
    return found


def matches(pattern, name):
    return re.fullmatch(re.escape(pattern).replace(r"\*", r"[\w]*"), name) is not None


def named(subject, key):
    return key if subject == "web" else f"{subject.removeprefix('web_')}.{key}"


@pytest.mark.parametrize("pattern", sorted(asked()))
def test_every_text_that_pages_ask_for_exists(pattern):
    assert any(matches(pattern, named(*each)) for each in keys()), pattern


def test_every_text_is_in_dutch_and_english_and_not_the_same():
    same = []
    for subject, key in keys():
        both = i18n.subject(subject)[key]
        assert all(both[lang].strip() for lang in i18n.LANGUAGES), (subject, key)
        if both["nl"] == both["en"] and " " in both["nl"]:
            same.append(key)
    # the same words in both languages: a measure with its range, a team with its role
    assert set(same) <= {"reading", "seat_default"}


def test_both_languages_fill_in_the_same_values():
    place = re.compile(r"\{(\w+)")
    for subject, key in keys():
        both = i18n.subject(subject)[key]
        assert set(place.findall(both["nl"])) == set(place.findall(both["en"])), (subject, key)


def test_no_text_is_left_over():
    used = asked() | {"demo.*", "play.step_*", "play.style_*"}
    for file in WEB:  # keys put together in the code
        for key in OTHER.findall(file.read_text(encoding="utf-8")):
            used.add(re.sub(r"\{[^}]*\}", "*", key))
    left = [named(*each) for each in keys() if not any(matches(p, named(*each)) for p in used)]
    assert not left


def test_instructions_say_je_and_never_u():
    """One form of address: `je` for the reader (what is said at the table has `u`)."""
    formal = re.compile(r"\b([Uu]w?)\b")
    for subject, key in keys():
        assert not formal.search(i18n.subject(subject)[key]["nl"]), (subject, key)


def test_nobody_needs_long_sentences():
    """B1: at most about twenty words a sentence."""
    for subject, key in keys():
        for sentence in re.split(r"[.!?:]\s", i18n.subject(subject)[key]["nl"]):
            assert len(sentence.split()) <= 27, (subject, key, sentence)


def test_the_browser_says_in_dutch_that_the_connection_is_gone():
    assert reconnecting()["nl"]["connection_lost"] == say("nl", "connection_lost")
    assert reconnecting()["nl"] != reconnecting()["en"]


def test_files_of_texts_have_no_key_twice():
    for subject in SUBJECTS:
        file = ROOT / "configs" / "locale" / f"{subject}.yaml"
        written = re.findall(r"^(\w[\w.]*):", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert len(written) == len(set(written)) == len(yaml.safe_load(file.read_text()))
