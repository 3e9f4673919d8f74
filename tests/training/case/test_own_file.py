"""An own case is kept as a file and read again; what is no case is told, and harms nobody."""

import time

import pytest

from simulator.training.case import own_case, own_file
from simulator.training.case.checks import ScenarioError
from tests.training.case.test_own_case import answers

BAD = "${oc.env:HOME} !!python/object:os.system & <b>"


def problems(said: str, lang: str = "nl") -> list[str]:
    with pytest.raises(ScenarioError) as found:
        own_file.read(said, lang)
    return found.value.problems


@pytest.mark.parametrize("side", ["provider", "funder"])
def test_a_case_comes_back_as_it_was(side):
    made = own_case.scenario(answers(side=side, title=BAD, goal=BAD))
    again = own_file.read(own_file.written(made), "nl")
    assert again == made
    assert again.title.nl == BAD, "what was typed stays what was typed"


@pytest.mark.parametrize("said", ["", "zomaar", "- a\n- b", "3", "null"])
def test_what_is_no_case_is_told_in_a_sentence(said):
    assert "eigen-casus.yaml" in problems(said)[0]
    assert "this is no case" in problems(said, "en")[0].lower()


@pytest.mark.parametrize("said", ["a: [", "a: b: c", "!!python/object/apply:os.system ['ls']",
                                  "\x00", "[" * 5000])  # fmt: skip
def test_what_is_no_yaml_is_told_and_never_run(said):
    assert len(problems(said)) == 1


def test_a_file_that_refers_to_itself_is_refused_before_it_grows():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [" + ", ".join([f"*a{i - 1}"] * 9) + "]" for i in range(1, 30)]
    began = time.monotonic()
    assert "& en *" in problems("\n".join(lines))[0]
    assert time.monotonic() - began < 2.0


def test_a_file_has_a_largest_size():
    assert "60000" in problems("x" * (own_file.MOST + 1))[0]


def test_all_that_is_wrong_in_a_file_is_named_at_once():
    said = own_file.written(own_case.scenario(answers()))
    said = said.replace("base: after-the-breach", "base: after-the-breach\nonzin: 3")
    said = said.replace("strategy: collab", "strategy: bestaatniet", 1)
    found = problems(said.replace("order: 95", "order: veel"))
    assert any("onzin" in one for one in found)
    assert any("order" in one for one in found)


def sound() -> str:
    return own_file.written(own_case.scenario(answers()))


def with_keys(count: int) -> str:
    return sound() + "".join(f"onbekend{i}: 1\n" for i in range(count))


HOSTILE = {
    "brackets": "a: " + "[" * 59_000,
    "braces": "a: " + "{b: " * 14_000,
    "dashes": "- " * 29_000 + "a",
    "blocks": "\n".join(" " * i + "a:" for i in range(340)),
    "closed": "[" * 29_000 + "]" * 29_000,
    "unknown keys": with_keys(3000),
    "a list": "[" + "a," * 29_000 + "]",
    "a long key": "k" * 59_000 + ": 1",
    "hexadecimal": sound().replace("order: 95", "order: 0x" + "f" * 50_000),
    "binary": sound().replace("order: 95", "order: 0b" + "1" * 50_000),
    "octal": sound().replace("order: 95", "order: 0o" + "7" * 50_000),
    "by sixty": sound().replace("order: 95", "order: 1" + ":59" * 16_000),
    "digits": sound().replace("order: 95", "order: " + "9" * 50_000),
    "underscores": sound().replace("order: 95", "order: 0x_"),
    "a date": sound().replace("order: 95", "order: 2026-99-99"),
    "an exponent": sound().replace("order: 95", "order: 1e999999999"),
    "a tag": sound().replace("order: 95", "order: !!int '0x10'"),
    "a set": sound() + "zet: !!set {a, b}\n",
    "anchors": "".join(f"a{i}: &b{i} x\n" for i in range(4000)),
    "signs": "\x00\x07\x1b[2J\u202e" * 1000,
    "quotes": "a: '" + "''" * 29_000,
    "percent": "%TAG ! tag:x,2000:\n---\n" + "a" * 1000,
    "documents": "---\na: 1\n" * 4000,
    "cards": sound().replace("cards:\n", "cards:\n" + "".join(
        f"  k{i}: {{label: {{nl: a, en: a}}, text: {{nl: a, en: a}}, role: r{i}}}\n"
        for i in range(600))),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_whatever_a_stranger_sends_is_told_soon_and_not_endlessly(name, lang):
    said = HOSTILE[name][: own_file.MOST]
    own_file.read(sound(), lang)  # composed before the clock starts
    began = time.monotonic()
    found = problems(said, lang)
    assert time.monotonic() - began < 3.0
    assert 1 <= len(found) <= 41
    assert all(len(one) < 3000 for one in found)


def test_the_first_problems_are_told_and_how_many_more_there_are():
    assert problems(with_keys(1000), "en")[-1] == "… and 960 more. Mend these first."
