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
