"""Every text that the exercise asks for is there, in both languages, and used."""

import re
from pathlib import Path

import pytest

from simulator import i18n
from simulator.engine import decisions
from simulator.engine.records import ENDINGS
from simulator.training.case.scenario import STANCES
from simulator.training.debrief.transcript import stance
from simulator.training.game import forms, moves

PACKAGE = Path(__file__).parents[2] / "simulator" / "training"
SOURCES = "\n".join(file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py"))
KNOWN = i18n.subject("exercise")


def asked() -> set[str]:
    """Keys that the sources write out in full."""
    found = set(re.findall(r'(?<![.\w])text\(\s*"([\w.]+)"', SOURCES))
    return found | {f"refused.{key}" for key in re.findall(r'Refused\(\s*"(\w+)"', SOURCES)}


def test_every_text_that_is_asked_for_is_there():
    assert not asked() - set(KNOWN)


def families() -> list[str]:
    """Keys put together from lists that the model or the exercise knows."""
    keys = [f"move.{key}{part}" for key in moves.TABLE for part in
             ("", ".explained", ".say", ".say.2", ".say.3")]  # fmt: skip
    keys += [f"between.{key}{part}" for key in moves.BETWEEN for part in ("", ".explained")]
    keys += [f"story.own.{key}" for key in moves.BETWEEN if key != "niets"]
    keys += [f"story.other.{key}" for key in moves.BETWEEN if key not in ("niets", "intern")]
    keys += [f"did.{key}.{n}" for key in moves.TABLE for n in ("1", "n")]
    keys += [f"stance.{key}" for key in STANCES]
    keys += [f"ending.{key}" for key in ENDINGS if key != "running"]
    keys += [f"statement.{key}" for key in forms.STATEMENTS]
    keys += [f"preparation.{key}" for key in forms.PREPARATION]
    keys += [f"chapter.{key}{part}" for key in forms.CHAPTERS for part in ("", ".question")]
    keys += [f"bet.{key}" for key in forms.STYLES]
    keys += [f"meeting.{n}{part}" for n in range(1, 9) for part in ("", ".about")]
    looks = ("surprised", "easing", "hardening", "calm", "tense", "heated")
    keys += [f"manner.{look}.{n}" for look in looks for n in (1, 2, 3)]
    return keys


@pytest.mark.parametrize("key", families())
def test_every_member_of_a_family_has_a_text(key):
    assert key in KNOWN


@pytest.mark.parametrize("key", sorted(KNOWN))
def test_the_two_languages_fill_in_the_same_places(key):
    places = [set(re.findall(r"\{(\w+)\}", KNOWN[key][lang])) for lang in i18n.LANGUAGES]
    assert places[0] == places[1]


def test_instructions_say_je_and_never_u():
    for key, text in KNOWN.items():
        if ".say" not in key and not key.startswith("accepts."):
            assert not re.search(r"\b(u|uw)\b", text["nl"]), f"{key}: {text['nl']}"
    for key, text in KNOWN.items():
        if ".say" in key:
            assert not re.search(r"\b(je|jij|jouw)\b", text["nl"].split("(")[0]), key


@pytest.mark.parametrize(
    ("chance", "word"),
    [(0.0, "joining"), (0.24, "joining"), (0.25, "searching"), (0.5, "defending"),
     (0.75, "closed"), (1.0, "closed")],
)  # fmt: skip
def test_a_stance_is_a_quartile_of_the_chance_of_contention(chance, word):
    assert stance(chance) == word


def test_every_act_and_every_instrument_has_a_key():
    assert set(moves.TABLE.values()) == set(range(7))
    assert sorted(moves.BETWEEN.values()) == list(range(decisions.FACTS + 1))
